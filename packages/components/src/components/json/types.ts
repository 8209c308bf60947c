import type { Node } from '$kit/wire/node';

/** Data of any form as a tree. */
export interface JsonNode extends Node {
  /**
   * The data; NaN and the infinities stand in it as text, and a whole number beyond 2^53 as a text
   * of the character 0 and its digits.
   */
  value: unknown;
}
