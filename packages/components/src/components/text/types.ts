import type { Node } from '$kit/wire/node';

/** Prose: Markdown, or text as it is. */
export interface TextNode extends Node {
  /** The text. */
  text: string;
  /**
   * How it is read: Markdown (CommonMark with tables, task lists and footnotes), HTML, or plain
   * text. Of HTML, in Markdown too, only what is safe is shown.
   * @default "markdown"
   */
  markup?: 'markdown' | 'html' | 'plain';
}
