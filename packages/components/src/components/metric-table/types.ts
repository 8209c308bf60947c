import type { Node, Num } from '$kit/wire/node';

/** One metric: its value, and how it stands against its baseline. */
export interface MetricTableRow {
  /** Name of the metric as it was given; the names of nested metrics are joined by ` / `. */
  name: string;
  /** The value; null when there is none, or none that is a number. */
  value: Num;
  /** What was given in place of a number: a text, a truth value, a date. */
  text?: string;
  /** Why there is no finite value to read. */
  reason?: string;
  /** Unit of the value, the baseline and the change. */
  unit?: string;
  /** d3-format specifier of this metric; without it, the metrics of one unit share a format. */
  format?: string;
  /** The value to compare with; absent when the baseline does not have this metric. */
  baseline?: Num;
  /** What the baseline gave in place of a number. */
  baseline_text?: string;
  /** Which way the metric is better; absent when that is not known. */
  direction?: 'higher' | 'lower';
  /** Value minus baseline. */
  change?: Num;
  /** The change as a share of the baseline's magnitude; absent when the baseline is 0. */
  change_ratio?: Num;
  /** How the value stands against the baseline; higher and lower where better is not known. */
  verdict?: 'better' | 'worse' | 'same' | 'higher' | 'lower';
  /** What the metric means, in a sentence. */
  description?: string;
}

/** Metrics by name, with units, formats and the change against a baseline. */
export interface MetricTableNode extends Node {
  /**
   * The metrics, in the order in which they were given.
   * @computed from metrics, baseline, units, formats, higher_is_better
   */
  rows: MetricTableRow[];
}
