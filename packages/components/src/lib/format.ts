import { format as d3Format, formatSpecifier } from 'd3-format';
import type { Num } from '$kit/wire/node';

/** What stands for a missing value, and for a share of nothing. */
export const MISSING = '—';

const FALLBACK = '.3~g';
const MAX_WIDTH = 40;

/** The number that travelled; NaN for a missing one, so that arithmetic needs no special case. */
export const read = (value: Num): number => (value === null ? Number.NaN : Number(value));

/**
 * A number by a d3-format specifier, such as `.3f`, `.1%` or `,d`.
 *
 * A missing value is a dash; NaN and the infinities stay visible as what they are. A
 * specifier that d3-format does not know falls back to three significant digits.
 */
export function formatNumber(value: Num, specifier = FALLBACK): string {
  if (value === null) return MISSING;
  const number = Number(value);
  if (Number.isNaN(number)) return 'NaN';
  if (!Number.isFinite(number)) return number > 0 ? '∞' : '−∞';
  return formatter(specifier)(number);
}

const formatters = new Map<string, (value: number) => string>();

function formatter(specifier: string): (value: number) => string {
  let known = formatters.get(specifier);
  if (known === undefined) {
    const d3 = d3Format(isSpecifier(specifier) ? specifier : FALLBACK);
    // d3-format writes the minus of a number as one, but not that of an exponent.
    known = (value) => d3(value).replace('e-', 'e−');
    formatters.set(specifier, known);
  }
  return known;
}

/** d3-format pads to any width, so a wild one would fill the memory. */
function isSpecifier(specifier: string): boolean {
  try {
    return (formatSpecifier(specifier).width ?? 0) <= MAX_WIDTH;
  } catch {
    return false;
  }
}

/** A count with separated thousands: `12,345`; weighted counts keep two decimals at most. */
export const formatCount = (count: number): string =>
  formatNumber(count, Number.isInteger(count) ? ',d' : ',.2~f');

/**
 * A share of 0 to 1 as a percentage with one decimal; a share of nothing is a dash. Only none
 * reads as 0.0%, and only all as 100.0%.
 */
export function formatShare(share: number): string {
  if (Number.isNaN(share)) return MISSING;
  if (share > 0 && share < 0.0005) return '<0.1%';
  if (share >= 0.9995 && share < 1) return '>99.9%';
  return formatNumber(share, '.1%');
}

/**
 * A difference of two numbers that are shown by `specifier`, always with its sign.
 *
 * It has their decimals, or as many as it takes to be seen; the difference of two percentages
 * is in percentage points.
 */
export function formatDelta(delta: Num, specifier = FALLBACK): string {
  const number = read(delta);
  if (Number.isNaN(number)) return MISSING;
  const parts = formatSpecifier(isSpecifier(specifier) ? specifier : FALLBACK);
  const points = parts.type === '%' || parts.type === 'p';
  if (points) parts.type = parts.type === '%' ? 'f' : 'r';
  parts.sign = number === 0 ? '-' : '+';
  const shown = points ? number * 100 : number;
  const usual = signed(shown, parts.toString());
  const text = number === 0 || /[1-9∞]/.test(usual) ? usual : signed(shown, '+.2~g');
  return points ? `${text} pp` : text;
}

/** A relative change, 0.05 for 5 %, with its sign and two significant digits or more. */
export function formatRelativeChange(ratio: Num): string {
  const size = Math.abs(read(ratio));
  if (Number.isNaN(size)) return MISSING;
  if (size === 0) return '0.0%';
  if (size < 1e-6) return `${signed(read(ratio) * 100, '+.1e')}%`;
  if (size < 0.01) return formatNumber(ratio, '+.2p');
  if (size < 10) return formatNumber(ratio, '+.1%');
  if (size < 1e4) return formatNumber(ratio, '+,.0%');
  return `${signed(read(ratio) * 100, '+.2~e')}%`;
}

const signed = (value: number, specifier: string) =>
  value === Infinity ? '+∞' : formatNumber(value, specifier);

const LEAST_FIXED = 1e-4;
const MOST_FIXED = 1e9;
const MOST_WHOLE = 1e12;
/** Two numbers count as different from this relative difference on: five significant digits. */
const LEAST_DIFFERENCE = 1e-5;

const exponentOf = (value: number) => Math.floor(Math.log10(value) + 1e-12);

/** Whether a number reads well with plain decimals; others need an exponent. */
export const isPlain = (value: number): boolean =>
  value === 0 || (Math.abs(value) >= LEAST_FIXED && Math.abs(value) < MOST_FIXED);

/**
 * The specifier for a set of numbers that are read together: the same decimals for all, three
 * significant digits of the largest, two of the smallest, and enough for values that differ in
 * their first five digits to look different.
 *
 * Only whole numbers get no decimals; very large and very small magnitudes get an exponent.
 */
export function commonFormat(values: readonly Num[]): string {
  const finite = values.map(read).filter(Number.isFinite);
  if (finite.every((value) => Number.isInteger(value) && Math.abs(value) < MOST_WHOLE)) return ',d';
  const sizes = finite.map(Math.abs).filter((size) => size > 0);
  const [largest, smallest] = [Math.max(...sizes), Math.min(...sizes)];
  const gaps = visibleGaps(finite);
  if (sizes.every(isPlain)) {
    const decimals = [2 - exponentOf(largest), 1 - exponentOf(smallest)];
    for (const { gap } of gaps) decimals.push(-exponentOf(gap));
    return `,.${Math.min(Math.max(1, ...decimals), 9)}f`;
  }
  const digits = Math.max(
    3,
    ...gaps.map(({ gap, size }) => 1 + exponentOf(size) - exponentOf(gap)),
  );
  if (smallest >= MOST_FIXED || largest < LEAST_FIXED) return `.${digits - 1}e`;
  return `.${digits}~g`;
}

/** The differences between neighbors in order of size, without those that are only noise. */
function visibleGaps(values: number[]): { gap: number; size: number }[] {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted
    .slice(1)
    .map((value, i) => {
      const before = sorted[i] ?? value;
      return { gap: value - before, size: Math.max(Math.abs(value), Math.abs(before)) };
    })
    .filter(({ gap, size }) => gap > size * LEAST_DIFFERENCE);
}
