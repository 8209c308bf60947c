import type { Node } from '$kit/wire/node';

/** Code with line numbers. */
export interface CodeNode extends Node {
  /** The code. */
  code: string;
  /**
   * Name of its language.
   * @default "python"
   */
  language?: string;
  /**
   * Number of its first line.
   * @default 1
   */
  first_line?: number;
}
