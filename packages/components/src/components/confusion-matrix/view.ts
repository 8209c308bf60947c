import { rampUnderText } from '$kit/lib/color/ramp';
import { step, type Cell, type Margins, type Mode, type Place } from './matrix';

/** What a view of the matrix shows, and what it tells. */
export interface ViewProps {
  /** What the matrix is called, for a screen reader. */
  name: string;
  labels: readonly string[];
  at: (row: number, column: number) => Cell;
  sums: Margins;
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

export const MODES: readonly { value: Mode; label: string }[] = [
  { value: 'none', label: 'Counts' },
  { value: 'true', label: 'Recall %' },
  { value: 'pred', label: 'Precision %' },
];

export const MEANINGS = {
  none: 'counts',
  true: '% of the true class',
  pred: '% of the predicted class',
  all: '% of all predictions',
};

/** Up to so many classes have wide cells. */
export const FEW = 5;
const LETTERS = 42;
const LEAST = 8;

/** In letters; those of Chinese, Japanese and Korean are twice as wide. */
export const widthOf = (name: string): number => name.replace(/[\u1100-\uffff]/g, 'mm').length;

/** A name of more letters than its share of a third of a card does not stand above its column. */
export const areSlanted = (labels: readonly string[]): boolean =>
  labels.some((label) => widthOf(label) > Math.max(LEAST, Math.floor(LETTERS / labels.length)));

/** Behind the figure of a cell; none behind a zero. */
export const cellColor = ({ count, correct, strength }: Cell): string | undefined =>
  count === 0 ? undefined : rampUnderText(correct ? 'right' : 'error', strength);

/** The cell of the table that an event is about, and its element. */
export function cellAtTarget(target: EventTarget | null): [Place | undefined, Element | undefined] {
  const cell = target instanceof Element ? target.closest<HTMLElement>('td[data-row]') : null;
  return cell === null
    ? [undefined, undefined]
    : [[Number(cell.dataset.row), Number(cell.dataset.column)], cell];
}

/** Arrow keys move among the cells. */
export function moveFocus(
  event: KeyboardEvent & { currentTarget: HTMLElement },
  size: number,
): void {
  const [from] = cellAtTarget(event.target);
  const to = from && step(event, from, size);
  if (to === undefined) return;
  event.preventDefault();
  const selector = `td[data-row="${to[0]}"][data-column="${to[1]}"]`;
  event.currentTarget.querySelector<HTMLElement>(selector)?.focus();
}
