import type { Node, TypedNode } from '$kit/wire/node';

/** A fact of an event, as text. */
export interface TimelineFact {
  /** What it is. */
  name: string;
  /** Its value. */
  value: string;
}

/** Something that happened. */
export interface TimelineEvent {
  /** What happened. */
  title: string;
  /** When, ISO 8601. */
  time?: string;
  /** More about it. */
  text?: string;
  /** What to think of it. */
  tone?: 'good' | 'warn' | 'bad' | 'accent';
  /** What is known of it. */
  facts?: TimelineFact[];
  /** How many of the `nodes` belong to it: those behind the ones of the events before. */
  components?: number;
}

/** What happened, and when. */
export interface TimelineNode extends Node {
  /**
   * The events, in the order given.
   * @computed from events
   */
  events: TimelineEvent[];
  /**
   * The components of the events, in their order.
   * @computed from events
   */
  nodes?: TypedNode[];
}
