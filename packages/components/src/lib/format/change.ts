import type { Num } from '$kit/wire/node';
import { MAX_DIGITS, toldApart, usual } from './column';
import { formatNumber } from './number';
import { digits, parseFormat, withPrecision, type Specifier } from './specifier';
import { MISSING, special, written } from './written';

/**
 * A difference with its sign, in the decimals of the values it lies between, or as many as it
 * takes to be seen. The difference of two percentages is in percentage points.
 */
export function formatChange(change: Num, values: readonly Num[] = [], specifier?: string): string {
  const number = change === null ? null : Number(change);
  if (number === null) return MISSING;
  if (!Number.isFinite(number)) return number === Infinity ? '+∞' : special(number);
  const given =
    parseFormat(specifier) ?? sharedDecimals(values) ?? sharedDecimals([number]) ?? usual(number);
  const points = (given.type === '%' || given.type === 'p') && Math.abs(number) < 1e300;
  const shown = points ? number * 100 : number;
  const text = signed(shown, points ? { ...given, type: given.type === '%' ? 'f' : 'r' } : given);
  return points ? `${text} pp` : text;
}

/** Of the values' formats without an exponent, the one with the most decimals. */
function sharedDecimals(values: readonly Num[]): Specifier | undefined {
  const finite = values.flatMap((value) =>
    value !== null && Number.isFinite(Number(value)) ? [Number(value)] : [],
  );
  return toldApart(finite, undefined, true)
    .filter(({ type }) => type !== 'e')
    .reduce<Specifier | undefined>(
      (most, spec) => (most === undefined || spec.precision > most.precision ? spec : most),
      undefined,
    );
}

function signed(number: number, given: Specifier): string {
  if (number === 0) return digits(0, given);
  let shape: Specifier = { ...given, sign: true };
  if (digits(Math.abs(number), shape) === digits(0, shape)) {
    shape = {
      ...usual(number, number, MAX_DIGITS),
      sign: true,
      currency: given.currency,
      trim: true,
    };
    if (shape.precision > 1) shape = withPrecision(shape, shape.precision - 1);
  }
  return written(number, shape, false);
}

/** A relative change, 0.05 for 5 %, with its sign: one decimal, or as many as it takes. */
export function formatRelativeChange(change: Num): string {
  const number = change === null ? null : Number(change);
  if (number === null) return MISSING;
  if (!Number.isFinite(number)) return number === Infinity ? '+∞' : special(number);
  const size = Math.abs(number);
  if (size === 0) return '0.0%';
  if (size < 1e-6) return `${formatNumber(number * 100, '+.1e')}%`;
  if (size > 0.999 && size < 1.001) {
    // Nearly all, and nearly twice as much, are not all and twice as much.
    const decimals = [1, 2, 3, 4, 5, 6].find((d) => Number((size * 100).toFixed(d)) !== 100);
    return formatNumber(number, `+.${decimals ?? 1}%`);
  }
  return formatNumber(number, size < 0.001 ? '+.2p' : size < 10 ? '+.1%' : '+,.0%');
}
