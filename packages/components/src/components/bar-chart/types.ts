import type { PlotRule, PlotScale } from '$kit/parts/plot/types';
import type { Column } from '$kit/wire/column';
import type { Node } from '$kit/wire/node';

/** The bars of one color. */
export interface BarChartSeries {
  /** Name of the series. */
  name: string;
  /** Name of the column of its values, one for each place; a missing one has no bar. */
  y: string;
}

/** Bars by name: importances, counts by class, scores by fold. */
export interface BarChartNode extends Node {
  /**
   * The names and the values, a row for each place of a bar.
   * @computed from data, x, y, color, sort
   */
  columns: Column[];
  /**
   * Name of the column of what the bars stand for.
   * @computed from data, x
   */
  names: string;
  /**
   * The series, in the order in which they were given.
   * @computed from data, y, color
   */
  series: BarChartSeries[];
  /** Title of what the bars stand for. */
  x_label?: string;
  /** Title of the values. */
  y_label?: string;
  /** How the values are placed. */
  y_scale?: Exclude<PlotScale, 'time'>;
  /** Whether bars are level; when absent, as it fits the names and the width. */
  horizontal?: boolean;
  /**
   * Whether series are stacked, stand side by side, or are shares of a whole.
   * @default true
   */
  stack?: boolean | 'normalize';
  /** Reference lines across the bars. */
  rules?: PlotRule[];
  /** d3-format specifier of the values. */
  format?: string;
  /** Unit of the values. */
  unit?: string;
  /**
   * How many places of bars there are, where not all of them travel.
   * @computed
   */
  total?: number;
  /**
   * How many values were added to others of the same name.
   * @computed
   */
  merged?: number;
}
