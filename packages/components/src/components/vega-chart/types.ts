import type { Column } from '$kit/wire/column';
import type { Node } from '$kit/wire/node';

/** A data source whose rows stand in the columns of the node. */
export interface VegaTable {
  /** The name that the specification calls it by. */
  name: string;
  /** How many rows it has. */
  height: number;
  /** How many of the node's columns are its own; those of the tables before it come first. */
  columns: number;
  /** The first rows, for readers without scripts. */
  head: unknown[][];
}

/** A chart from a Vega-Lite or Vega specification, drawn in the card's own colors. */
export interface VegaChartNode extends Node {
  /**
   * The specification as it travels: JSON with its data inside. Its `$schema` says whether it
   * is Vega-Lite or Vega; without one it is Vega-Lite. Absent while there is nothing to draw yet.
   */
  spec?: Record<string, unknown>;
  /**
   * The data sources whose rows are too many for the specification.
   * @computed from spec, data
   */
  tables?: VegaTable[];
  /**
   * The columns of `tables`.
   * @computed from spec, data
   */
  columns?: Column[];
}
