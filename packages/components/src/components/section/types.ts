import type { Node, TypedNode } from '$kit/wire/node';

/** Components under one heading; what it holds can change while the task runs. */
export interface SectionNode extends Node {
  /**
   * The components, in the order in which they were given.
   * @computed from components
   */
  nodes: TypedNode[];
}
