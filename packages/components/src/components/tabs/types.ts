import type { Node, TypedNode } from '$kit/wire/node';

/** Sections of which one is seen at a time. */
export interface TabsNode extends Node {
  /**
   * A section for each tab, whose title is the name on it and whose caption stands beside that.
   * @computed from sections, captions
   */
  nodes: TypedNode[];
}
