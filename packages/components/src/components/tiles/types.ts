import type { Node, Num } from '$kit/wire/node';

/** One headline figure. */
export interface TileFact {
  /** What it is. */
  label: string;
  /** The figure as text. */
  value: string;
  /** After the figure, smaller. */
  unit?: string;
  /** Earlier values, the oldest first, and the present one; null where one is missing. */
  history?: Num[];
  /** A value to compare with: a dashed line in the history. */
  reference?: number;
  /** A word or two on what to think of it. */
  status?: string;
  /** The color of the status. */
  tone?: 'good' | 'bad' | 'warn' | 'accent' | 'neutral';
  /** Behind the status: compared with what. */
  note?: string;
}

/** Headline figures side by side. */
export interface TilesNode extends Node {
  /**
   * The figures, in the order in which they were given.
   * @computed from tiles
   */
  tiles: TileFact[];
}
