import type { Node } from '$kit/wire/node';

/** Says in plain words what could not be shown, and what to do about it. */
export interface ProblemNode extends Node {
  /** What was wrong: the argument, what was found and what was expected. */
  message: string;
  /** Wire type of the component that should stand here. */
  component?: string;
  /** What to write instead, as code. */
  hint?: string;
  /**
   * Nothing is wrong: there is nothing to show yet.
   * @default false
   */
  waiting?: boolean;
}
