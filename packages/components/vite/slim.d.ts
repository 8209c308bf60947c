import type { Plugin } from 'vite';

/** What is left out of one file of Svelte, and what is put in its place. */
export interface Cut {
  /** What the file is instead. */
  file?: string;
  /** Functions, and members of classes: `Batch.settled`. */
  drop?: string[];
  /** Statements of a function, by how they begin. */
  without?: Record<string, string[]>;
  /** What a function does instead. */
  body?: Record<string, string>;
  /** Words, wherever they stand, and what they become. */
  words?: [string, string][];
}

export declare const COMMON_CUTS: Record<string, Cut>;
export declare function applyCut(code: string, cut: Cut, parse: (code: string) => object): string;
export declare function slimSvelte(options?: {
  cuts?: Record<string, Cut>;
  strict?: boolean;
}): Plugin;
