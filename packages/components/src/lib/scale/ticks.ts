import { formatNumber } from '$kit/lib/format';
import type { Continuous } from './continuous';
import { roundNumbers } from './steps';
import { timeTicks } from './time';

export interface Tick {
  value: number;
  text: string;
  /** A second line, where it says something that the tick before does not: the day of an hour. */
  second?: string;
}

export interface TickOptions {
  /** Where ticks are, in place of round values. */
  values?: readonly number[] | undefined;
  /** d3-format specifier of the numbers; without it, the one form that shows the step. */
  format?: string | undefined;
  /** Only whole numbers, as for epochs and counts. */
  whole?: boolean | undefined;
  /** Time zone of moments; absent for those without one. */
  zone?: string | undefined;
  /** Whether moments are days, without a time of day. */
  dates?: boolean | undefined;
}

/** Ticks at round values with about as many gaps as wanted, all written in one form. */
export function ticksOf(scale: Continuous, gaps: number, options: TickOptions = {}): Tick[] {
  if (scale.kind === 'time') return timeTicks(scale.domain, gaps, options);
  const values = options.values ?? valuesOf(scale, gaps, options.whole === true);
  const { format } = options;
  const texts =
    format === undefined ? tickTexts(values) : values.map((v) => formatNumber(v, format));
  return values.map((value, i) => ({ value, text: texts[i] ?? '' }));
}

function valuesOf(scale: Continuous, gaps: number, whole: boolean): number[] {
  const { kind, domain } = scale;
  const [low, high] = domain;
  const powers =
    kind === 'log'
      ? powersBetween(low, high, 1 + 1.4 * gaps)
      : kind === 'symlog'
        ? symlogValues(scale, gaps)
        : [];
  return powers.length > 2 ? powers : roundNumbers(low, high, gaps, whole);
}

/** Powers of ten, with 2 and 5 times them where there is room, or only every few of them. */
function powersBetween(low: number, high: number, most: number): number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const within = (value: number) =>
    value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9) && Number.isFinite(value);
  const exponents = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  for (let every = -1; every < 700; every += 1) {
    const digits = { '-1': [1, 2, 5], 0: [1, 3] }[every] ?? [1];
    const values = exponents
      .filter((exponent) => every < 2 || exponent % every === 0)
      .flatMap((exponent) => digits.map((digit) => Number(`${digit}e${exponent}`)))
      .filter(within);
    if (values.length <= most) return values;
  }
  return [];
}

/** 0, and powers of ten from the ends on, as far as they stand apart. */
function symlogValues(scale: Continuous, gaps: number): number[] {
  const { domain, range } = scale;
  const [low, high] = domain;
  const apart = (0.6 * Math.abs(range[1] - range[0])) / gaps;
  const largest = Math.floor(Math.log10(Math.max(-low, high)));
  const kept: number[] = [];
  for (const size of [0, ...[0, 1, 2, 3].map((less) => powerOfTen(largest - less))]) {
    for (const value of new Set([size, -size])) {
      if (value < low || value > high) continue;
      if (kept.every((other) => Math.abs(scale.at(other) - scale.at(value)) >= apart))
        kept.push(value);
    }
  }
  return kept.sort((a, b) => a - b);
}

const SUFFIXES = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
] as const;

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Of the power of ten in a size; the difference of two large numbers is a little off. */
const tickExponentOf = (value: number) => Math.floor(Math.log10(value) + 1e-4);

const powerOfTen = (exponent: number) => Number(`1e${exponent}`);

const isPowerOfTen = (value: number) => value === powerOfTen(Math.round(Math.log10(value)));

/** The numbers of an axis, all in one form: `0.0 0.5 1.0`, `0 0.5M 1M`, `10⁻⁹ 10⁻⁶`, `0 1e−9`. */
export function tickTexts(values: readonly number[]): string[] {
  const sizes = values.map(Math.abs).filter((size) => size > 0);
  if (sizes.length === 0) return values.map(String);
  const [least, largest] = [Math.min(...sizes), Math.max(...sizes)];
  const wide = largest / least > 1e4 || largest >= 1e6 || largest < 1e-3;
  if (wide && sizes.every(isPowerOfTen)) return values.map(powerText);
  const step = leastStep(values) ?? least;
  const decimals = Math.max(0, -tickExponentOf(step));
  if (largest >= 1e15 || decimals > 9 || largest < 1e-4) {
    const exponent = tickExponentOf(largest);
    const digits = Math.min(15, Math.max(0, exponent - tickExponentOf(step)));
    const behind = `e${exponent < 0 ? '−' : ''}${Math.abs(exponent)}`;
    // Of so many digits a quotient has not all.
    const mantissa = (value: number) =>
      digits > 12
        ? value.toExponential(digits).replace('-', '−').replace(/e.*/, '')
        : plainText(value / 10 ** exponent, digits);
    return values.map((value) => (value === 0 ? '0' : mantissa(value) + behind));
  }
  for (const [unit, suffix] of SUFFIXES) {
    const kept = Math.max(0, -tickExponentOf(step / unit));
    if (largest < unit || kept > 2) continue;
    return values.map((value) => (value === 0 ? '0' : plainText(value / unit, kept) + suffix));
  }
  // A logarithmic axis writes each number with as many decimals as it needs itself.
  if (largest / least > 50 && least < 1) {
    return values.map((value) => plainText(value, Math.max(0, -tickExponentOf(Math.abs(value)))));
  }
  return values.map((value) => plainText(value, decimals));
}

/** A round number as it is: no sign of rounding, as a value near 0 has in `formatNumber`. */
const plainText = (value: number, decimals: number): string => {
  const [whole = '', rest] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${value < 0 ? '−' : ''}${grouped}${rest === undefined ? '' : `.${rest}`}`;
};

function powerText(value: number): string {
  if (value === 0) return '0';
  const exponent = Math.round(Math.log10(Math.abs(value)));
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)] ?? '');
  return `${value < 0 ? '−' : ''}10${exponent < 0 ? '⁻' : ''}${digits.join('')}`;
}

/** The smallest distance of two neighbors, which all digits of the axis must show. */
function leastStep(values: readonly number[]): number | undefined {
  const steps = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)));
  const seen = steps.filter((step) => step > 0);
  return seen.length > 0 ? Math.min(...seen) : undefined;
}
