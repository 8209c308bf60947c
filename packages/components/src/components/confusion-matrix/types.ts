import type { Node } from '$kit/wire/node';

/** Shows how often each true class was predicted as each class, with precision and recall. */
export interface ConfusionMatrixNode extends Node {
  /**
   * Name of each class, all different, in the order of the rows and of the columns.
   * @computed from labels, counts
   */
  labels: string[];
  /**
   * How often each pair of classes occurred, or the sum of the weights: one row for each true
   * class, one column for each predicted class.
   */
  counts: number[][];
  /** What the reader sees first: shares of the true class, of the predicted class, or of all. */
  normalize?: 'true' | 'pred' | 'all';
  /**
   * What the given counts had been divided by already: then they are shares, not counts.
   * @computed from counts
   */
  normalized?: 'true' | 'pred' | 'all';
  /**
   * Of what the last row and column are the sums, where `labels` chose among the classes.
   * @computed from counts, labels
   */
  others?: ConfusionMatrixOthers;
  /**
   * Share of all predictions that are right; absent where counts are shares of rows or columns.
   * @computed from counts
   */
  accuracy?: number;
  /**
   * Mean recall of the classes that occur.
   * @computed from counts
   */
  balanced_accuracy?: number;
  /**
   * Mean F1 of the classes that occur or were predicted.
   * @computed from counts
   */
  macro_f1?: number;
  /**
   * Share of each true class that was predicted so; null for a class that does not occur.
   * @computed from counts
   */
  recall?: (number | null)[];
  /**
   * Share of each predicted class that is truly so; null for a class that was not predicted.
   * @computed from counts
   */
  precision?: (number | null)[];
  /**
   * Harmonic mean of recall and precision of each class.
   * @computed from counts
   */
  f1?: (number | null)[];
}

/** The classes that are not shown one by one. */
export interface ConfusionMatrixOthers {
  /** How many there are. */
  classes: number;
  /** How many predictions of them are right; the rest of their common cell is not. */
  hits: number;
}
