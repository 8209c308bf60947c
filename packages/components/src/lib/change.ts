import type { Num } from '$kit/wire/node';
import { areOne } from '$kit/lib/format';

export type Direction = 'higher' | 'lower';
export type Verdict = 'better' | 'worse' | 'same' | 'noise';

/** A number as it travels, or a whole number that is too large for one. */
export type Quantity = Num | bigint;

/** From a baseline to a value. */
export interface Change {
  /** Value minus baseline, of the numbers as they are written: 0.93 − 0.9 is 0.03. */
  change: number;
  /** The change as a share of the baseline's magnitude; absent for one of 0, or near 0. */
  relative_change?: number;
  /** Absent where better has no direction. */
  verdict?: Verdict;
}

export interface Noise {
  /** Changes of this size and below are noise. */
  noise?: number;
  /** Changes of this share of the baseline, and below, are noise. */
  relativeNoise?: number;
}

/** Above it, against a baseline near 0, a share of the baseline says less than the change itself. */
const LARGEST_SHARE = 10;

/** The change from a baseline to a value; undefined where either is missing or not a number. */
export function changeOf(
  value: Quantity,
  baseline: Quantity,
  direction?: Direction,
  noise: Noise = {},
): Change | undefined {
  if (value === null || baseline === null) return undefined;
  const [fresh, old] = [Number(value), Number(baseline)];
  if (Number.isNaN(fresh) || Number.isNaN(old)) return undefined;
  const change = isSame(value, baseline) ? 0 : subtract(value, baseline);
  const share = old === 0 || !Number.isFinite(old) ? Number.NaN : change / Math.abs(old);
  const relative = Math.abs(share) <= LARGEST_SHARE ? share : undefined;
  const verdict = verdictOf(change, relative, direction, noise);
  return {
    change,
    ...(relative === undefined ? {} : { relative_change: relative }),
    ...(verdict === undefined ? {} : { verdict }),
  };
}

/** Whether two values are the same but for the rounding of floating point; whole numbers are exact. */
export function isSame(a: Quantity, b: Quantity): boolean {
  if (a === null || b === null) return a === b;
  if (typeof a === 'bigint' || typeof b === 'bigint') {
    // A bigint is compared with what a number is exactly, not with what it rounds to.
    return exactly(a) === exactly(b);
  }
  const [x, y] = [Number(a), Number(b)];
  return areOne(x, y) || (Number.isNaN(x) && Number.isNaN(y));
}

/**
 * Where the best of some values stand, with those that are the same or within noise of it; nowhere
 * where better has no direction, where fewer than two are numbers, and where none is better than
 * the others. An infinity is a number; NaN is none.
 */
export function bestOf(
  values: readonly Quantity[],
  direction: Direction | undefined,
  noise: Noise = {},
): ReadonlySet<number> {
  const numbers = [...values.entries()].filter(
    (entry): entry is [number, Exclude<Quantity, null>] =>
      entry[1] !== null && !Number.isNaN(Number(entry[1])),
  );
  const first = numbers[0]?.[1];
  if (direction === undefined || first === undefined || numbers.length < 2) return new Set();
  const best = numbers.reduce((found, [, value]) => {
    const larger = exactly(value) > exactly(found);
    const smaller = exactly(value) < exactly(found);
    return (direction === 'higher' ? larger : smaller) ? value : found;
  }, first);
  const tied = numbers.flatMap(([i, value]) => {
    const verdict = changeOf(value, best, undefined, noise)?.verdict;
    return verdict === undefined ? [] : [i];
  });
  return new Set(tied.length < numbers.length ? tied : []);
}

function verdictOf(
  change: number,
  relative: number | undefined,
  direction: Direction | undefined,
  { noise, relativeNoise }: Noise,
): Verdict | undefined {
  if (change === 0) return 'same';
  if (noise !== undefined && Math.abs(change) <= noise) return 'noise';
  if (relativeNoise !== undefined && relative !== undefined) {
    const share = Math.abs(relative);
    if (share <= relativeNoise || areOne(share, relativeNoise)) return 'noise';
  }
  if (direction === undefined) return undefined;
  return change > 0 === (direction === 'higher') ? 'better' : 'worse';
}

const exactly = (value: Exclude<Quantity, null>): number | bigint =>
  typeof value === 'bigint' ? value : exactNumber(Number(value));

const exactNumber = (value: number): number | bigint =>
  Number.isInteger(value) ? BigInt(value) : value;

/** The difference of two numbers as they are written, rounded once. */
function subtract(a: Exclude<Quantity, null>, b: Exclude<Quantity, null>): number {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isFinite(x) || !Number.isFinite(y)) return x - y;
  const [minuend, subtrahend] = [decimalOf(a), decimalOf(b)];
  const exponent = Math.min(minuend.exponent, subtrahend.exponent);
  const scaled = ({ digits, exponent: own }: Decimal) => digits * 10n ** BigInt(own - exponent);
  return Number(`${scaled(minuend) - scaled(subtrahend)}e${exponent}`);
}

interface Decimal {
  digits: bigint;
  exponent: number;
}

/** A number as it is written: its digits, and the power of ten of the last of them. */
function decimalOf(value: Exclude<Quantity, null>): Decimal {
  if (typeof value === 'bigint') return { digits: value, exponent: 0 };
  const [mantissa = '', exponent] = Number(value).toExponential().split('e');
  const [whole = '', decimals = ''] = mantissa.split('.');
  return { digits: BigInt(whole + decimals), exponent: Number(exponent) - decimals.length };
}
