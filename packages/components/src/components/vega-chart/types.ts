import type { Node } from '$kit/wire/node';

/** A chart from a Vega-Lite or Vega specification, drawn in the card's own colors. */
export interface VegaChartNode extends Node {
  /**
   * The specification as it travels: JSON with its data inside. Its `$schema` says whether it
   * is Vega-Lite or Vega; without one it is Vega-Lite. Absent while there is nothing to draw yet.
   */
  spec?: Record<string, unknown>;
}
