import type { Tone } from './tone';

/** One headline figure. */
export interface Tile {
  /** Identity, where two labels may be the same. */
  key?: string;
  label: string;
  /** As it is shown everywhere else on the card. */
  value: string;
  /** After the value, smaller: "ms", "of 9 done". */
  unit?: string | undefined;
  /** What the value was, from the oldest to the latest. */
  history?: readonly (number | null)[] | undefined;
  /** The dashed line of the sparkline. */
  reference?: number | undefined;
  /** What to think of it: "1.3% better" with its sign. */
  pill?: { tone: Tone; text: string; sign?: string; solid?: boolean } | undefined;
  /** Compared with what: "from 0.922". */
  note?: string | undefined;
}
