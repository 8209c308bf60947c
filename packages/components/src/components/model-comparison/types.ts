import type { Node, Num } from '$kit/wire/node';

/**
 * One value of one model. Without any field the model has no such value, which is not the
 * same as a value of null: that one was given, and is None.
 */
export interface ModelComparisonCell {
  /** The number; null where None was given. */
  value?: Num;
  /** What is no number, or not exactly one, as text: text that could be taken for anything else stands in quotes. */
  text?: string;
}

/** A metric or a parameter, with its value of every model. */
export interface ModelComparisonRow {
  /** Its name; the names of a nested mapping are joined by dots. */
  name: string;
  /** Which way a metric is better; absent where that is not known. */
  direction?: 'higher' | 'lower';
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
  /** What the reader must know about it: `failed`, `not finished`, `champion`. */
  status?: string;
  /** The run or the task that made it: `flow/run` or `flow/run/step/task`. */
  pathspec?: string;
  /** When it was made, ISO 8601. */
  created?: string;
}

/** Compares models, or earlier runs, by their metrics and parameters. */
export interface ModelComparisonNode extends Node {
  /** The models, one column each. */
  models: ModelComparisonModel[];
  /** Name of the model that the differences start from, until the reader chooses another. */
  baseline?: string;
  /**
   * A row for each metric of any model, in the order in which they were first seen.
   * @computed from models, higher_is_better
   */
  metrics: ModelComparisonRow[];
  /**
   * A row for each parameter of any model, in the order in which they were first seen.
   * @computed from models
   */
  params: ModelComparisonRow[];
}
