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
}
