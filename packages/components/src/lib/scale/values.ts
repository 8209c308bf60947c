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

const exponentOf = (value: number) => Math.floor(Math.log10(value) + 1e-9);

/** Writes values of a scale that covers a domain: three digits of the distance they span. */
export function valueFormat(
  kind: ContinuousKind,
  [low, high]: Interval,
  { format, unit, whole = false, zone, dates = false }: ValueOptions = {},
): (value: number) => string {
  const behind = unit === undefined ? '' : ` ${unit}`;
  if (kind === 'time') {
    return (value) => {
      if (!(Math.abs(value) <= LAST)) return MISSING;
      const iso = isoMoment(value, zone);
      return formatDate(dates ? iso.slice(0, iso.indexOf('T')) : iso);
    };
  }
  const specifier = format ?? (whole ? ',d' : specifierFor(kind, low, high));
  return (value) => {
    if (Number.isNaN(value)) return MISSING;
    const extreme = whole && Math.abs(value) >= 1e15;
    return formatNumber(value, extreme ? '.6~g' : specifier) + behind;
  };
}

function specifierFor(kind: ContinuousKind, low: number, high: number): string {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const span = high - low;
  if (kind !== 'linear' || !(span > 0)) return '.4~g';
  const decimals = 2 - exponentOf(span);
  if (largest >= 1e9 || largest < 1e-3 || decimals > 9) {
    const digits = Math.min(15, Math.max(3, exponentOf(largest) + decimals + 1));
    return `.${digits}~g`;
  }
  return `,.${Math.max(0, decimals)}f`;
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
