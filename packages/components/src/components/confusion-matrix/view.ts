import type { Cell, Margins, Mode } from './matrix';

/** Row and column of a cell. */
export type Place = [number, number];

/** What a view of the matrix shows, and what it tells. */
export interface ViewProps {
  /** What the matrix is called, for a screen reader. */
  name: string | undefined;
  labels: string[];
  matrix: Cell[][];
  around: Margins;
  mode: Mode;
  /** The cell that the reader points at or has focused. */
  active: Place | undefined;
  /** The cell that the tab key enters. */
  tabStop: Place;
  onpoint: (place?: Place) => void;
  onfocus: (place?: Place) => void;
}
