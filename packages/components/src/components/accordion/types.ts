import type { Node, TypedNode } from '$kit/wire/node';

/** Sections that open and close, each under a row with its name. */
export interface AccordionNode extends Node {
  /**
   * The sections: the title of each is its name, and its caption stands at the end of its row.
   * @computed from sections, captions
   */
  nodes: TypedNode[];
  /** Names of the sections that are open at first. */
  open?: string[];
}
