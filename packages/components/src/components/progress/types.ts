import type { Node, Num } from '$kit/wire/node';

/** How far something is. */
export interface ProgressNode extends Node {
  /** How much is done. */
  value: Num;
  /** How much there is to do; unknown when absent. */
  total?: number;
  /** What is counted: "customers". */
  unit?: string;
  /** A few words on what is going on. */
  details?: string;
  /**
   * How much was done in a second, lately; of a running task only.
   * @computed from value
   */
  rate?: number;
  /**
   * About how long it will take, in seconds; of a running task only.
   * @computed from value
   */
  seconds_left?: number;
}
