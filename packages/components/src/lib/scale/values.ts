/** Values as a tooltip and a table of a chart show them: more exact than the ticks of its axis. */
import { formatDate } from '$kit/lib/dates';
import { formatNumber, MISSING } from '$kit/lib/format';
import { isoMoment } from '$kit/wire/moment';
import type { ContinuousKind, Interval } from './continuous';

export interface ValueOptions {
  /** d3-format specifier. */
  format?: string | undefined;
  unit?: string | undefined;
  /** Whether all of the values are whole. */
  whole?: boolean;
  zone?: string | undefined;
  /** Whether moments are days, without a time of day. */
  dates?: boolean | undefined;
}

/** The last moment that a Date can hold. */
const LAST = 8.64e15;

const sizeExponentOf = (value: number) => Math.floor(Math.log10(value) + 1e-9);

/** Values as every other part of a card writes them; nearly equal ones with the digits they differ in. */
export function valueFormat(
  kind: ContinuousKind,
  [low, high]: Interval,
  { format, unit, whole = false, zone, dates = false }: ValueOptions = {},
): (value: number) => string {
  if (kind === 'time') return (value) => formatDate(isoText(value, { zone, dates }) ?? MISSING);
  const specifier = format ?? (whole ? undefined : apart(kind, low, high));
  return (value) => formatNumber(Number.isNaN(value) ? null : value, specifier, unit);
}

/** A moment or a day in ISO 8601, milliseconds since 1970 as they are. */
export function isoText(value: number, { zone, dates }: Pick<ValueOptions, 'zone' | 'dates'>) {
  if (!(Math.abs(value) <= LAST)) return undefined;
  const iso = isoMoment(value, zone);
  return dates === true ? iso.slice(0, iso.indexOf('T')) : iso;
}

/** Fewer than this many times their distance, and three digits tell values apart. */
const CLOSE = 50;

function apart(kind: ContinuousKind, low: number, high: number): string | undefined {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const span = high - low;
  if (kind !== 'linear' || !(span > 0) || largest < CLOSE * span) return undefined;
  const decimals = 2 - sizeExponentOf(span);
  const digits = Math.min(17, sizeExponentOf(largest) + decimals + 1);
  return largest >= 1e9 || decimals > 12 ? `.${digits}~g` : `,.${Math.max(0, decimals)}f`;
}

/** Whether a column holds whole numbers only, as epochs and counts do. */
export function isWhole(column: ArrayLike<number>): boolean {
  for (let i = 0; i < column.length; i += 1) {
    const value = column[i] as number;
    // NaN and the infinities are not in the way.
    if (value - value === 0 && !Number.isInteger(value)) return false;
  }
  return true;
}
