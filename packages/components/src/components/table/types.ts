import type { Column } from '$kit/wire/column';
import type { Node, TypedNode } from '$kit/wire/node';

/** How the numbers of a column are read. */
export interface TableField {
  /** d3-format specifier. */
  format?: string;
  /** It stands in the heading. */
  unit?: string;
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
