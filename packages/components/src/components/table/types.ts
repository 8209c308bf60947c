import type { Column } from '$kit/wire/column';
import type { Node, TypedNode } from '$kit/wire/node';

/** How the numbers of a column are read. */
export interface TableField {
  /** d3-format specifier. */
  format?: string;
  /** It stands in the heading. */
  unit?: string;
}

/** A value, and how often it is there. */
export interface ProfilePart {
  name: string;
  /** Share of all rows that have it. */
  share: number;
}

/** What the values of a column are like. */
export interface ColumnProfile {
  /** Of numbers and dates: counts of equally wide bins from `low` to `high`, as shares of the fullest. */
  bars?: number[];
  low?: number | string;
  high?: number | string;
  /** Of texts and booleans: the commonest values; none of them where each is there once. */
  parts?: ProfilePart[];
  /** How many different values there are. */
  different?: number;
  /** Share of all rows that have no value. */
  missing?: number;
}

/** Where a component stands in a table; it is the one of `nodes` at the same place. */
export interface TableCell {
  /** Row, from 0. */
  row: number;
  /** Column, from 0. */
  column: number;
}

/** Rows and typed columns, to be sorted, searched and copied. */
export interface TableNode extends Node {
  /**
   * The columns, as they are named.
   * @computed from data, headers
   */
  columns: Column[];
  /**
   * How many rows there are in the columns.
   * @computed from data
   */
  height: number;
  /**
   * How many rows the table has, where not all of them are here.
   * @computed from data
   */
  total?: number;
  /**
   * One for each column.
   * @computed from format, unit
   */
  fields: TableField[];
  /**
   * What each column holds; absent where the table is seen at once.
   * @computed from data, profile
   */
  profiles?: ColumnProfile[];
  /**
   * How many of the first rows the profiles are of, where they are not those in the columns.
   * @computed from data
   */
  profiled?: number;
  /**
   * Places of the components in cells.
   * @computed from data
   */
  cells?: TableCell[];
  /**
   * The components in cells.
   * @computed from data
   */
  nodes?: TypedNode[];
}
