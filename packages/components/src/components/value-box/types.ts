import type { Node, Num } from '$kit/wire/node';

/** A text in the place of a number; an object, so that the text "NaN" is no number. */
export interface ValueText {
  /** The text. */
  text: string;
}

/** One value in large letters. */
export interface ValueBoxNode extends Node {
  /** The value: a number, or a text. */
  value: Num | ValueText;
  /** What the value is. */
  label?: string;
  /** Unit, after the value. */
  unit?: string;
  /** How it changed: "+12% in a week". */
  change?: string;
  /** A few words below the value. */
  note?: string;
  /** What to think of it. */
  tone?: 'good' | 'warn' | 'bad' | 'accent';
  /** d3-format specifier of a number. */
  format?: string;
}
