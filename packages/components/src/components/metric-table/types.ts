import type { Node, Num } from '$kit/wire/node';

/** One metric: its value, and how it stands against its baseline. */
export interface Metric {
  /** Name of the metric as it was given; the names of nested metrics are joined by ` / `. */
  name: string;
  /** The value, or the mean of scores; null when there is none, or none that is a number. */
  value: Num;
  /** What was given in place of a number, or a whole number that a number does not hold. */
  text?: string;
  /** Standard deviation of the scores whose mean the value is. */
  sd?: Num;
  /** How many scores there were. */
  n?: number;
  /** Why there is no finite value to read, or what is missing of it. */
  reason?: string;
  /** Unit of the value, the baseline, the change and the target. */
  unit?: string;
  /** How the numbers are written, such as `.3f`; three or four significant digits without it. */
  format?: string;
  /** The value to compare with; absent when the baseline does not have this metric. */
  baseline?: Num;
  /** What the baseline gave in place of a number. */
  baseline_text?: string;
  /** Standard deviation of the scores whose mean the baseline is. */
  baseline_sd?: Num;
  /** How many scores the baseline has. */
  baseline_n?: number;
  /** Whether a higher value is better; absent when that is not known. */
  higher_is_better?: boolean;
  /** Value minus baseline. */
  change?: Num;
  /** The change as a share of the baseline's magnitude; absent when that is 0, or near to it. */
  relative_change?: number;
  /** How the value stands against the baseline; absent where better is not known. */
  verdict?: 'better' | 'worse' | 'same' | 'noise';
  /** Changes of this size and below are noise. */
  noise?: number;
  /** What the metric should reach. */
  target?: number;
  /** Whether it does; absent where better is not known. */
  target_met?: boolean;
  /** Earlier values, the oldest first. */
  history?: Num[];
  /** What the metric means, in a sentence. */
  description?: string;
}

/** Metrics by name, with units, formats, targets and the change against a baseline. */
export interface MetricTableNode extends Node {
  /**
   * The metrics, in the order in which they were given.
   * @computed from metrics, baseline, unit, format, higher_is_better, target, noise, history
   */
  metrics: Metric[];
}
