/** A reference line of a chart: a target, a threshold, the best epoch. */
export interface PlotRule {
  /** Where it crosses the x axis, upright; a moment is ISO 8601, without an offset by the zone that is shown. */
  x?: number | string;
  /** Where it crosses the y axis, level. */
  y?: number;
  /** What stands beside it. */
  label?: string;
}

/** How the values of an axis are placed on it. */
export type PlotScale = 'linear' | 'log' | 'symlog' | 'time';
