import type { PlotRule, PlotScale } from '$kit/parts/plot/types';
import type { Column } from '$kit/wire/column';
import type { Node } from '$kit/wire/node';

/** Points by two values, and their color by a third: predicted and true values, a search's trials. */
export interface ScatterChartNode extends Node {
  /**
   * The columns `x` and `y`, and `color`, `size` and `label` where they were given.
   * @computed from data, x, y, color, size, label
   */
  columns: Column[];
  /**
   * The names on the x axis, where it has names; the column holds their numbers.
   * @computed from x
   */
  x_names?: string[];
  /**
   * The names of colors, where they are names; the column holds their numbers.
   * @computed from color
   */
  color_names?: string[];
  /** Title of the x axis. */
  x_label?: string;
  /** Title of the y axis. */
  y_label?: string;
  /** Title of the color. */
  color_label?: string;
  /** Title of the size. */
  size_label?: string;
  /** How the x axis places its values; moments are on a time scale by themselves. */
  x_scale?: PlotScale;
  /** How the y axis places its values. */
  y_scale?: Exclude<PlotScale, 'time'>;
  /** Reference lines. */
  rules?: PlotRule[];
  /**
   * Whether the line where x and y are equal is drawn.
   * @default false
   */
  diagonal?: boolean;
  /** d3-format specifier of the values of both axes. */
  format?: string;
  /**
   * How many points were given, where not all of them travel.
   * @computed
   */
  total?: number;
}
