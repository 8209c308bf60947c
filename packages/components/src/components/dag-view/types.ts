import type { Node } from '$kit/wire/node';

/** What a step does with the tasks that come after it. */
export type DagKind =
  'start' | 'linear' | 'split' | 'foreach' | 'parallel' | 'join' | 'switch' | 'end';

/**
 * How far a step of a run is; `skipped` is a branch that a switch did not take, `unknown` a step
 * of which no end is recorded, or not every task was read.
 */
export type DagStatus = 'done' | 'running' | 'failed' | 'pending' | 'skipped' | 'unknown';

/** How a single task ended; `caught` is a failure that `@catch` kept from ending the run. */
export type DagTaskStatus = 'done' | 'caught' | 'running' | 'failed' | 'unknown';

/** How many tasks of a step are in which state. */
export interface DagTasks {
  /** Tasks that exist, or are known to come. */
  total: number;
  /** Tasks that ended well. */
  done: number;
  /** Tasks whose latest attempt failed. */
  failed: number;
  /** Tasks that have not ended, of a run that is known to go on. */
  running: number;
  /** Of the tasks that ended well, those whose failure was caught by `@catch`. */
  caught?: number;
  /** Tasks that began and whose end nobody recorded: killed, or running where that is not known. */
  unended?: number;
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

/** One task in time. */
export interface DagSpan {
  /** Seconds from the start of the run to the start of the task. */
  start: number;
  /** Seconds to its end, or to the last that is known of the run; absent when nothing is. */
  duration?: number;
  /** How the task ended. */
  status: DagTaskStatus;
  /** How many attempts it took, when more than one. */
  attempts?: number;
  /** Whether it is the task that made the card. */
  own?: boolean;
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
  /** Seconds from the start of the run to the start of the step's first task. */
  start?: number;
  /** Seconds from the start of the step's first task to the end of its last, or so far as known. */
  duration?: number;
  /** How many tasks are in which state. */
  tasks?: DagTasks;
  /** The tasks in time, in the order of their start, where there are 2 to 20 of them. */
  spans?: DagSpan[];
  /** The most attempts that a task of the step took, when more than one. */
  attempts?: number;
  /** Attempts that were killed: another one followed, and no end of theirs is recorded. */
  killed?: number;
}

/** The steps of a flow as a graph, with status, duration and task counts where a run is known. */
export interface DagViewNode extends Node {
  /**
   * The steps, each after the steps that lead to it.
   * @computed from steps
   */
  steps: DagStep[];
  /**
   * Pathspec of the run that is shown, `flow/run`.
   * @computed from steps
   */
  run?: string;
  /**
   * When the run was looked at, ISO 8601 in UTC.
   * @computed from steps
   */
  as_of?: string;
  /**
   * The step whose task made the card.
   * @computed from steps
   */
  current?: string;
  /**
   * Which task of that step it is, in words: `task 5 of 10`.
   * @computed from steps
   */
  place?: string;
  /**
   * Whether it is a strip of names around the card's step; what is far from it is folded.
   * @computed from steps
   */
  strip?: boolean;
  /**
   * When the first task of the run began, ISO 8601 in UTC.
   * @computed from steps
   */
  started?: string;
  /**
   * Seconds from there to the last that is known of the run.
   * @computed from steps
   */
  elapsed?: number;
  /**
   * Names of the steps that the run waited for, in their order: its critical path.
   * @computed from steps
   */
  critical?: string[];
  /**
   * Whether the steps of a run stand below the graph in time as well.
   * @default false
   */
  timeline?: boolean;
}
