/**
 * A number as it travels: JSON has no NaN and no infinities, so they travel as
 * these strings, and null stands for a missing value. `Number(x)` reads all but null.
 */
export type Num = number | 'NaN' | 'Infinity' | '-Infinity' | null;

/** What every component's node has, whatever its type. */
export interface Node {
  /** Identity of the node on its card; a realtime update names it. */
  id: string;
  /** Heading above the component. */
  title?: string;
  /** A sentence or two below the component: what it shows, on which data. */
  caption?: string;
  /**
   * What the reader must know to trust the picture: values left out, sizes capped, arguments ignored.
   * @computed
   */
  notes?: string[];
}

/** A node before its component has been looked up: the type names the component's folder. */
export interface TypedNode extends Node {
  type: string;
  [field: string]: unknown;
}
