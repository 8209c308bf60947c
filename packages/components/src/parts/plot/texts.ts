import { formatDate } from '$kit/lib/dates';
import { formatNumber } from '$kit/lib/format';
import type { Numbers } from './columns';

/** Each value of a column as text. */
export const textsOf = ({ parts }: Numbers): string[] =>
  parts.flatMap((part) => Array.from({ length: part.length }, (_, i) => textOf(part.at(i))));

function textOf(value: unknown): string {
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- what JSON holds
  if (typeof value !== 'number') return value === null ? '(none)' : formatDate(String(value));
  // A year, the number of a fold: a name rather than a quantity.
  return Number.isInteger(value) && Math.abs(value) < 1e4 ? String(value) : formatNumber(value);
}
