import type { PlotRule, PlotScale } from '$kit/parts/plot/types';
import type { Column } from '$kit/wire/column';
import type { Node } from '$kit/wire/node';

/** The bars of one color of a histogram. */
export interface HistogramSeries {
  /** Name of the group of values. */
  name: string;
  /** Name of the column of its bars, one for each bin. */
  y: string;
  /** How many values are counted. */
  count: number;
}

/** How often values fall into each of some intervals. */
export interface HistogramNode extends Node {
  /**
   * The column `edges`, one more than there are bins, and one of the bars for each series.
   * @computed from data, x, color, weights, bins
   */
  columns: Column[];
  /**
   * The groups of values, in the order in which they were found.
   * @computed from data, color
   */
  series: HistogramSeries[];
  /** Title of the values. */
  x_label?: string;
  /** Title of the bars; what they count when not given. */
  y_label?: string;
  /** How the values are placed: on a logarithmic axis, bins are equally wide there. */
  x_scale?: Exclude<PlotScale, 'symlog'>;
  /** How the bars are placed. */
  y_scale?: Exclude<PlotScale, 'time'>;
  /**
   * What a bar is: a count (or a sum of weights), a share of its group, or a density, whose bars have an
   * area of 1 together.
   * @default "count"
   */
  normalize?: 'count' | 'share' | 'density';
  /**
   * Whether groups are stacked; else they are drawn over each other.
   * @default true
   */
  stack?: boolean;
  /** Reference lines at values. */
  rules?: PlotRule[];
  /** d3-format specifier of the values. */
  format?: string;
  /** Unit of the values. */
  unit?: string;
  /**
   * Whether bars are sums of weights.
   * @computed from weights
   */
  weighted?: boolean;
  /**
   * How many values are missing, or have no place: infinite ones, and those at or below 0 on a
   * logarithmic axis.
   * @computed
   */
  missing?: number;
  /**
   * How many values are outside of the bins.
   * @computed from bins
   */
  outside?: number;
}
