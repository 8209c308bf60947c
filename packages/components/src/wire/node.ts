/**
 * A number as it travels: JSON has no NaN and no infinities, so they travel as
 * these strings, and null stands for a missing value. `Number(x)` reads all but null.
 */
export type Num = number | 'NaN' | 'Infinity' | '-Infinity' | null;

/** How wide a component stands on its card. */
export type Width = 'full' | 'two-thirds' | 'half' | 'third';

/** What every component's node has, whatever its type. */
export interface Node {
  /** Identity of the node on its card; a realtime update names it. */
  id: string;
  /** Heading above the component. */
  title?: string;
  /** A sentence or two below the component: what it shows, on which data. */
  caption?: string;
  /** Share of the card's width; what the component needs when absent. */
  width?: Width;
  /**
   * What the title is of, after it: what is in it, from where.
   * @computed
   */
  subtitle?: string;
  /**
   * What the reader must know to trust the picture: values left out, sizes capped, arguments ignored.
   * @computed
   */
  notes?: string[];
}

/** Fields of a node as its view hands them on: what the node does not have is undefined. */
export type Fields<Of> = { [Field in keyof Of]?: Of[Field] | undefined };

/** A node before its component has been looked up: the type names the component's folder. */
export interface TypedNode extends Node {
  type: string;
  /** The children of a container; they stand nowhere else. */
  nodes?: TypedNode[];
  /** The id whose updates this node takes, where a component stands on the card twice. */
  same_as?: string;
  [field: string]: unknown;
}
