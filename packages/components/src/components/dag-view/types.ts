import type { Node } from '$kit/wire/node';

/** What a step does with the tasks that come after it. */
export type DagKind =
  'start' | 'linear' | 'split' | 'foreach' | 'parallel' | 'join' | 'switch' | 'end';

/** How far a step of a run is; `skipped` is a branch that a switch did not take. */
export type DagStatus = 'done' | 'running' | 'failed' | 'pending' | 'skipped';

/** How many tasks of a step are in which state. */
export interface DagTasks {
  /** Tasks that exist, or are known to come. */
  total: number;
  /** Tasks that ended well. */
  done: number;
  /** Tasks whose latest attempt failed. */
  failed: number;
  /** Tasks that have started and have not said that they ended. */
  running: number;
  /** Tasks whose state was not read, since there are too many. */
  unread?: number;
  /** Tasks taken over from the run that this one resumed. */
  reused?: number;
}

/** A case of a switch. */
export interface DagCase {
  /** The value of the condition, as text. */
  label: string;
  /** The step that follows. */
  step: string;
}

/** A transition from one step to another. */
export interface DagTransition {
  /** The step that follows. */
  step: string;
  /** How many tasks of the switch chose it; absent when that is not known. */
  taken?: number;
}

/** A step of a flow, and what is known of it in a run. */
export interface DagStep {
  /** Name of the step, unique in its flow. */
  name: string;
  /** What the step does with the tasks after it. */
  kind: DagKind;
  /** The steps that may follow; a loop names the step itself or an earlier one. */
  next: DagTransition[];
  /** First sentence of the step's docstring. */
  doc?: string;
  /** Names of the step's decorators, without their attributes. */
  decorators?: string[];
  /** Name of the artifact that a foreach goes through. */
  foreach?: string;
  /** Name of the artifact that a switch looks at. */
  condition?: string;
  /** The cases of a switch, in the flow's order. */
  cases?: DagCase[];
  /** The foreach and parallel steps whose tasks this step multiplies, outermost first. */
  within?: string[];
  /** How far the step is; absent when no run is known. */
  status?: DagStatus;
  /** Seconds from the creation of the step's first task to the end of its last, or to `as_of`. */
  duration?: number;
  /** How many tasks are in which state. */
  tasks?: DagTasks;
  /** The most attempts that a task of the step took, when more than one. */
  attempts?: number;
}

/** The steps of a flow as a graph, with status, duration and task counts where a run is known. */
export interface DagViewNode extends Node {
  /**
   * The steps, each after the steps that lead to it.
   * @computed from graph
   */
  steps: DagStep[];
  /**
   * Pathspec of the run that is shown, `flow/run`.
   * @computed from graph
   */
  run?: string;
  /**
   * When the run was looked at, ISO 8601 in UTC.
   * @computed from graph
   */
  as_of?: string;
  /**
   * The step whose task made the card.
   * @computed from graph
   */
  current?: string;
}
