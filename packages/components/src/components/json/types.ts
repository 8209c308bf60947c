import type { Node } from '$kit/wire/node';

/** Data of any form as a tree. */
export interface JsonNode extends Node {
  /** The data; NaN and the infinities stand in it as text. */
  value: unknown;
}
