import type { Num } from '$kit/wire/node';
import { formatColumn } from './column';
import { MISSING } from './written';

/** The number that travelled; NaN for a missing one, so that arithmetic needs no special case. */
export const read = (value: Num): number => (value === null ? Number.NaN : Number(value));

/**
 * A number as text, by a format such as `.3f`, `.1%` or `,d`.
 *
 * Without a format, or with one that is none: three significant digits, all digits of what is a
 * thousand or more, as many as it takes not to read as 0 or 1. A missing value is a dash; NaN
 * and the infinities read as what they are. The unit stands behind the number.
 */
export const formatNumber = (value: Num, specifier?: string, unit?: string): string =>
  withUnit(formatColumn([value], specifier, unit)[0] ?? MISSING, unit);

/** A unit behind a number: `41.7 ms`, `93.1%`; none behind a dash. */
export function withUnit(text: string, unit?: string): string {
  if (unit === undefined || unit === '' || text === MISSING) return text;
  return unit === '%' ? `${text}%` : `${text} ${unit}`;
}
