import type { Budget } from './budget';

/** What one chart is held to, wherever its specification is read. */
export interface Rules {
  budget: Budget;
  /** Reads a text as a moment, in milliseconds. */
  readDate: (text: string) => number;
  /** Told of each part of the specification that is left out. */
  leaveOut: (what: string) => void;
  /** Told what ended the chart. */
  fail: (error: Error) => void;
  /** The color that a token of the card's style sheet stands for. */
  resolve: (color: string) => string;
}
