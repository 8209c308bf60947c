import type { Cell, Margins, Mode, Place } from './matrix';

/** What a view of the matrix shows, and what it tells. */
export interface ViewProps {
  /** What the matrix is called, for a screen reader. */
  name: string;
  labels: readonly string[];
  at: (row: number, column: number) => Cell;
  around: Margins;
  mode: Mode;
  recall: readonly number[];
  precision: readonly number[];
  /** The cell that the reader points at or has focused. */
  active: Place | undefined;
  /** The cell that the tab key enters. */
  tabStop: Place;
  /** A class that was searched for. */
  found?: number | undefined;
  onpoint: (place: Place | undefined, target?: Element | DOMRect) => void;
  onfocus: (place: Place | undefined, target?: Element | DOMRect) => void;
}
