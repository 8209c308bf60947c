/** How components share the twelve columns of a card. */
import type { Width } from '$kit/wire/node';

export const COLUMNS = 12;

const WIDTHS: Readonly<Record<string, number>> = {
  full: 12,
  'two-thirds': 8,
  half: 6,
  third: 4,
} satisfies Record<Width, number>;

/** The columns that an author asked for; undefined for a width that does not exist. */
export const spanOfWidth = (width: unknown): number | undefined =>
  typeof width === 'string' && Object.hasOwn(WIDTHS, width) ? WIDTHS[width] : undefined;

/**
 * The columns that each gets, in reading order. A row takes what fits, and the last of a row grows
 * to its end, so that rows end flush.
 */
export function fillRows(spans: readonly number[]): number[] {
  const filled = spans.map((span) => Math.max(1, Math.min(COLUMNS, Math.round(span) || COLUMNS)));
  let used = 0;
  filled.forEach((span, i) => {
    if (used + span > COLUMNS && i > 0) grow(filled, i - 1, COLUMNS - used);
    used = used + span > COLUMNS ? span : used + span;
  });
  if (filled.length > 0) grow(filled, filled.length - 1, COLUMNS - used);
  return filled;
}

const grow = (spans: number[], at: number, by: number) => {
  spans[at] = (spans[at] ?? 0) + by;
};
