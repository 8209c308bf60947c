import type { TypedNode } from './node';

/** Where the card comes from; every field is plain text. */
export interface TaskFacts {
  /** `flow/run/step/task`. */
  pathspec: string;
  /** Attempt number, from 0, when the task was retried. */
  attempt?: number;
  /** When the page was rendered, ISO 8601 in UTC. */
  rendered?: string;
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
