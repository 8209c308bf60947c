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
  /**
   * Its headings in their order, but those of quotes and lists.
   * @computed from text, markup
   */
  headings?: TextHeading[];
}

/** A heading of a text. */
export interface TextHeading {
  /** From 1, the highest, to 6. */
  level: number;
  /** Its words. */
  title: string;
}
