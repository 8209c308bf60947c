import type { Node } from '$kit/wire/node';

/** A picture, which opens large. */
export interface ImageNode extends Node {
  /** The picture as a `data:` URI. */
  source: string;
  /**
   * Width and height in pixels, where they are known.
   * @computed from source
   */
  size?: number[];
  /** What the picture shows. */
  alt?: string;
}
