import type { TypedNode } from './node';

/** Where the card comes from; every field is plain text. */
export interface TaskFacts {
  /** `flow/run/step/task`. */
  pathspec: string;
  /** Attempt number, from 0, when the task was retried. */
  attempt?: number;
  /** When the page was rendered, ISO 8601 in UTC. */
  rendered?: string;
  status?: TaskStatus | undefined;
  /** When the task started, ISO 8601 in UTC. */
  started?: string;
  /** How long the task took, or has taken so far. */
  seconds?: number | undefined;
  /** Who started the run. */
  user?: string;
  /** Tags of the run, those of Metaflow itself left out. */
  tags?: string[];
  /** Parameters of the run. */
  parameters?: Parameter[];
  /** `@catch` kept a task that failed from failing its run. */
  caught?: boolean;
  /** What could not be read of these, a sentence each. */
  unread?: string[];
}

export type TaskStatus = 'running' | 'done' | 'failed';

/** A parameter of the run, as text. */
export interface Parameter {
  name: string;
  value: string;
  /** Its value is masked. */
  secret?: boolean;
}

export type ThemeChoice = 'auto' | 'light' | 'dark';

/** How far a running task had come when its data were collected. */
export interface CardState {
  /** When the data were collected, ISO 8601 in UTC. */
  rendered: string;
  /** Grows whenever components are added or removed. */
  layout: number;
  /** Ids of the top-level nodes that come with every update, in their order. */
  nodes: string[];
}

/** Everything that one page shows. */
export interface CardDocument {
  version: 1;
  title: string;
  theme: ThemeChoice;
  /** A component alone, as in a notebook: without a heading and a footer. */
  bare?: boolean;
  task?: TaskFacts;
  /** A sentence shown while a running task has not produced the card's own component yet. */
  pending?: string;
  /** Of a card that was rendered while its task ran. */
  state?: CardState;
  /** Types of other packages whose code is not in this page, and why, in a sentence. */
  unavailable?: Record<string, string>;
  nodes: TypedNode[];
}

/** The key under which an update speaks of the card itself; no component can have it as its id. */
export const CARD_KEY = '#card';

/** What `metaflow_card_update` receives: replacements by node id, and the state of the card. */
export interface Changes {
  [CARD_KEY]?: CardState;
  [id: string]: TypedNode | CardState | undefined;
}
