import type { TypedNode } from './node';

/** Where the card comes from; every field is plain text. */
export interface TaskFacts {
  /** `flow/run/step/task`. */
  pathspec: string;
  /** Attempt number, from 0, when the task was retried. */
  attempt?: number;
  /** When the page was rendered, ISO 8601 in UTC. */
  rendered?: string;
  status?: TaskStatus;
  /** When the task started, ISO 8601 in UTC. */
  started?: string;
  /** How long the task took, or has taken so far. */
  seconds?: number;
  /** Who started the run. */
  user?: string;
  /** Tags of the run, those of Metaflow itself left out. */
  tags?: string[];
  /** Parameters of the run. */
  parameters?: Parameter[];
}

export type TaskStatus = 'running' | 'done' | 'failed';

/** A parameter of the run, as text. */
export interface Parameter {
  name: string;
  value: string;
}

export type ThemeChoice = 'auto' | 'light' | 'dark';

/** Everything that one page shows. */
export interface CardDocument {
  version: 1;
  title: string;
  theme: ThemeChoice;
  task?: TaskFacts;
  /** A sentence shown while a running task has not produced the card's own component yet. */
  pending?: string;
  nodes: TypedNode[];
}

/** Replacements by node id, as `metaflow_card_update` receives them. */
export type Changes = Record<string, TypedNode>;
