import type { Node, Num } from '$kit/wire/node';

/**
 * One value of one model. Without any field the model has no such value, which is not the
 * same as a value of null: that one was given, and is None.
 */
export interface ModelComparisonCell {
  /** The number; the mean of scores; null where None was given. */
  value?: Num;
  /** What is no number, or not exactly one, as text: text that could be taken for anything else stands in quotes. */
  text?: string;
  /** Standard deviation of scores. */
  sd?: number;
  /** How many scores there were. */
  n?: number;
  /** The step at which a run's value was read. */
  step?: string;
}

/** A metric with its value of every model. */
export interface ModelComparisonMetric {
  /** Its name; the names of a nested mapping are joined by dots. */
  name: string;
  /** Whether a higher value is better; absent where that is not known. */
  higher_is_better?: boolean;
  /** One cell for each model, in the order of the models. */
  cells: ModelComparisonCell[];
}

/** A parameter with its value of every model. */
export interface ModelComparisonParameter {
  /** Its name; the names of a nested mapping are joined by dots. */
  name: string;
  /** One cell for each model, in the order of the models. */
  cells: ModelComparisonCell[];
  /**
   * One number for each model: cells of the same number hold equal values, types included;
   * all cells that are missing make one group. More than one group: the models differ.
   */
  groups: number[];
}

/** One model, or one run. */
export interface ModelComparisonModel {
  /** Its name, unlike the names of the others. */
  name: string;
  /** What the reader must know about it: `failed`, `running`, `champion`. */
  status?: string;
  /** False where its values are not its last ones: it failed, or has not ended, and has no better place. */
  ranked?: boolean;
  /** The run or the task that made it: `flow/run` or `flow/run/step/task`. */
  pathspec?: string;
  /** When it was made, ISO 8601. */
  created?: string;
}

/** Which model is best by one metric. */
export interface ModelComparisonRanking {
  /** The metric that decides. */
  metric: string;
  /** Positions of the models from best to worst; those that cannot be ranked come last. */
  order: number[];
  /** Positions of the best, more than one if they are equal; none where all are. */
  best: number[];
  /** Positions of those from which chance may set the best one apart, by the scores of both. */
  within_noise?: number[];
}

/** Compares models, or earlier runs: the best one, a leaderboard, and the parameters that differ. */
export interface ModelComparisonNode extends Node {
  /** The models. */
  models: ModelComparisonModel[];
  /** Name of the model that the differences start from, until the reader chooses another. */
  baseline?: string;
  /**
   * A row for each metric of any model, in the order in which they were first seen.
   * @computed from models, higher_is_better
   */
  metrics: ModelComparisonMetric[];
  /**
   * A row for each parameter of any model, in the order in which they were first seen.
   * @computed from models
   */
  parameters: ModelComparisonParameter[];
  /**
   * Which model is best; absent where no metric says which way is better.
   * @computed from models, primary
   */
  ranking?: ModelComparisonRanking;
}
