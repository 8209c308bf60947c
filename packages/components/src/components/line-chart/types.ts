import type { PlotRule, PlotScale } from '$kit/parts/plot/types';
import type { Column } from '$kit/wire/column';
import type { Node, Num } from '$kit/wire/node';

/** A line of a chart: which columns hold its points. */
export interface LineChartSeries {
  /** Name of the line. */
  name: string;
  /** Name of the column of its places on the x axis; lines may share one. */
  x: string;
  /** Name of the column of its values; a missing one is a gap. */
  y: string;
  /** Name of the column of the lower ends of its band. */
  lower?: string;
  /** Name of the column of the upper ends of its band. */
  upper?: string;
  /** How many points there are, those among them that do not travel. */
  count: number;
  /**
   * How many of the last points are as they are, where those before them are only the extremes of
   * each stretch: what a refresh of a long run sends, for a page that has the others.
   */
  recent?: number;
  /** The first value that is there; absent where there is none. */
  first?: Num;
  /** The last value that is there. */
  last?: Num;
  /** The smallest value. */
  low?: Num;
  /** The largest value. */
  high?: Num;
}

/** Lines over numbers, dates or names: losses by epoch, curves, series in time. */
export interface LineChartNode extends Node {
  /**
   * The points. Columns of one name are the parts of one column, in their order.
   * @computed from data, x, y, color, lower, upper
   */
  columns: Column[];
  /**
   * The lines, in the order in which they were given.
   * @computed from data, x, y, color
   */
  series: LineChartSeries[];
  /**
   * The names of places, where they are names; the columns hold their numbers.
   * @computed from x
   */
  x_names?: string[];
  /** Title of the x axis. */
  x_label?: string;
  /** Title of the y axis. */
  y_label?: string;
  /** How the x axis places its values; moments are on a time scale by themselves. */
  x_scale?: PlotScale;
  /** How the y axis places its values. */
  y_scale?: PlotScale;
  /** How two points are joined: by a line, or by steps halfway, before or after the point. */
  curve?: 'linear' | 'step' | 'step-before' | 'step-after';
  /** Reference lines. */
  rules?: PlotRule[];
  /** d3-format specifier of the values. */
  format?: string;
  /** Unit of the values. */
  unit?: string;
  /**
   * How many points were given, where not all of them travel: the smallest and the largest of
   * each stretch do.
   * @computed
   */
  total?: number;
  /**
   * Names the data that a live chart appends to; points of another name replace what is shown.
   * @computed
   */
  revision?: string;
}
