import type { Node } from '$kit/wire/node';

/** Lines of a log: the first ones and the last ones. */
export interface LogNode extends Node {
  /**
   * The lines, with the escapes of their colors.
   * @computed from text
   */
  text: string;
  /**
   * How many lines are missing behind the first 100.
   * @computed from text
   */
  left_out?: number;
  /**
   * Which of the lines came from the standard error stream, by their place from 0 on.
   * @computed from text
   */
  stderr?: number[];
}
