import { format as d3Format } from 'd3-format';
import type { Num } from '../node';

/** What stands for a missing value, and for a share of nothing. */
export const MISSING = '—';

/** The number that travelled; NaN for a missing one, so that arithmetic needs no special case. */
export const read = (value: Num): number => (value === null ? Number.NaN : Number(value));

/**
 * A number by a d3-format specifier, such as `.3f`, `.1%` or `,d`.
 *
 * A missing value is a dash; NaN and the infinities stay visible as what they are. A
 * specifier that d3-format does not know falls back to three significant digits.
 */
export function formatNumber(value: Num, specifier = '.3~g'): string {
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
    try {
      known = d3Format(specifier);
    } catch {
      known = d3Format('.3~g');
    }
    formatters.set(specifier, known);
  }
  return known;
}

/** A count with separated thousands: `12,345`; weighted counts keep two decimals at most. */
export const formatCount = (count: number): string =>
  formatNumber(count, Number.isInteger(count) ? ',d' : ',.2~f');

/** A share of 0 to 1 as a percentage with one decimal; a share of nothing is a dash. */
export const formatShare = (share: number): string =>
  Number.isNaN(share) ? MISSING : formatNumber(share, '.1%');

/**
 * The specifier for a set of numbers that are read together: the same decimals for all, and
 * enough of them that values which differ look different.
 *
 * Whole numbers get none; very large and very small magnitudes get an exponent.
 */
export function commonFormat(values: readonly Num[]): string {
  const finite = values.map(read).filter(Number.isFinite);
  if (finite.every(Number.isInteger)) {
    return finite.some((value) => Math.abs(value) >= 1e12) ? '.4~e' : ',d';
  }
  const largest = Math.max(...finite.map(Math.abs));
  if (largest >= 1e9 || largest < 1e-4) return '.3~e';
  const distinct = [...new Set(finite)].sort((a, b) => a - b);
  const gaps = distinct.slice(1).map((value, i) => value - (distinct[i] ?? value));
  const smallest = Math.min(...gaps.filter((gap) => gap > largest * 1e-9), largest);
  const forValue = 3 - Math.ceil(Math.log10(largest) + 1e-12);
  const forGap = 1 - Math.floor(Math.log10(smallest) + 1e-12);
  const decimals = Math.min(Math.max(forValue, Math.min(forGap, forValue + 3), 0), 9);
  return `,.${decimals}f`;
}
