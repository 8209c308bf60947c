/** Where the hover rule stops, and what it says there. */
import type { Interval } from '$kit/lib/scale/continuous';

export interface StopRow {
  name?: string | undefined;
  value: string;
  /** A CSS color of its key. */
  color?: string | undefined;
  dash?: string | undefined;
}

export interface Stop {
  /** Where it is, in pixels of the plot. */
  at: { x: number; y: number };
  /** The fact, in bold: "epoch 26". */
  title: string;
  rows: readonly StopRow[];
  /** What is left out: "and 12 more". */
  more?: string | undefined;
  /** Dots on the marks that are told, in pixels. */
  dots: readonly { x: number; y: number; color: string }[];
  /** Whether a rule stands at the place. */
  rule?: boolean;
  /** A band behind what is told: its ends from left to right, and from top to bottom. */
  band?: readonly [across: Interval, down: Interval] | undefined;
}

export interface Stops {
  readonly count: number;
  /** The stop that a pointer means, in pixels of the plot. */
  nearest(x: number, y: number): number | undefined;
  /** Where a stop stands along the way of the arrow keys, in pixels. */
  place(index: number): number;
  stop(index: number): Stop | undefined;
}

/** The same as a sentence, for a screen reader. */
export const sentenceOf = ({ title, rows, more }: Stop): string =>
  [
    title,
    ...rows.map(({ name, value }) => (name === undefined ? value : `${name} ${value}`)),
    more ?? '',
  ]
    .filter((part) => part !== '')
    .join(', ');

/** Points nearer than this look like one: a key press goes on to the next that does not. */
const STEP = 2;

/** The stop that a key leads to; `undefined` for a key that leads nowhere. */
export function stopAfter(
  stops: Stops,
  current: number | undefined,
  key: string,
): number | undefined {
  const last = stops.count - 1;
  if (last < 0) return undefined;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  const forwards = key === 'ArrowRight' || key === 'ArrowDown' || key === 'PageDown';
  if (!forwards && !['ArrowLeft', 'ArrowUp', 'PageUp'].includes(key)) return undefined;
  if (current === undefined) return forwards ? 0 : last;
  const direction = forwards ? 1 : -1;
  const leap = key.startsWith('Page') ? Math.max(1, Math.round(stops.count / 10)) : 1;
  const start = stops.place(current);
  let index = Math.max(0, Math.min(last, current + direction * leap));
  while (index > 0 && index < last && Math.abs(stops.place(index) - start) < STEP)
    index += direction;
  return index;
}

/** A rectangle between two places each way. */
export const bandPath = ([left, right]: Interval, [top, bottom]: Interval): string =>
  `M${left} ${top}H${right}V${bottom}H${left}Z`;
