import type { Node, TypedNode } from '$kit/wire/node';

/** Components beside each other, in rows that end flush. */
export interface GridNode extends Node {
  /**
   * The components, in the order in which they were given.
   * @computed from components
   */
  nodes: TypedNode[];
  /**
   * How many stand in a row where there is room; each takes its own width when absent.
   * @computed from columns
   */
  per_row?: number;
}
