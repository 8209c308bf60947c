import { formatNumber } from '$kit/lib/format';
import { symlogUnit, type Continuous } from './continuous';
import { roundNumbers } from './steps';
import { timeTicks } from './time';

export interface Tick {
  value: number;
  text: string;
  /** A second line, where it says something that the tick before does not: the day of an hour. */
  second?: string;
}

export interface TickOptions {
  /** d3-format specifier of the numbers; without it, the one form that shows the step. */
  format?: string | undefined;
  /** Only whole numbers, as for epochs and counts. */
  whole?: boolean | undefined;
  /** Time zone of moments; absent for those without one. */
  zone?: string | undefined;
}

/** At most `most` ticks at round values, all written in one form. */
export function ticksOf(scale: Continuous, most: number, options: TickOptions = {}): Tick[] {
  const limit = Math.max(1, Math.floor(most));
  if (scale.kind === 'time') return timeTicks(scale.domain, limit, options.zone);
  const values = valuesOf(scale, limit, options.whole === true);
  const { format } = options;
  const texts =
    format === undefined ? tickTexts(values) : values.map((v) => formatNumber(v, format));
  return values.map((value, i) => ({ value, text: texts[i] ?? '' }));
}

function valuesOf({ kind, domain }: Continuous, most: number, whole: boolean): number[] {
  const [low, high] = domain;
  if (kind === 'log') {
    const powers = powersBetween(low, high, most);
    if (powers.length > 1) return powers;
  }
  if (kind === 'symlog') return symlogValues(low, high, most);
  return roundNumbers(low, high, most, whole);
}

/** Powers of ten, with 2 and 5 times them where there is room, or only every few of them. */
function powersBetween(low: number, high: number, most: number): number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const within = (value: number) =>
    value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9) && Number.isFinite(value);
  const exponents = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  for (const digits of [[1, 2, 5], [1, 3], [1]]) {
    const values = exponents
      .flatMap((exponent) => digits.map((digit) => Number(`${digit}e${exponent}`)))
      .filter(within);
    if (values.length <= most) return values;
  }
  for (let every = 2; every < 700; every += 1) {
    const values = exponents
      .filter((exponent) => exponent % every === 0)
      .map((exponent) => Number(`1e${exponent}`))
      .filter(within);
    if (values.length <= most) return values;
  }
  return [];
}

function symlogValues(low: number, high: number, most: number): number[] {
  const unit = symlogUnit([low, high]);
  const sides = Number(low < 0) + Number(high > 0);
  const room = Math.max(1, Math.floor((most - 1) / Math.max(1, sides)));
  const side = (end: number) => (end > 0 ? powersBetween(unit, end, room) : []);
  return [
    ...side(-low)
      .map((value) => -value)
      .reverse(),
    ...(low <= 0 && high >= 0 ? [0] : []),
    ...side(high),
  ];
}

const SUFFIXES = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
] as const;

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Of the power of ten in a size; the difference of two large numbers is a little off. */
const tickExponentOf = (value: number) => Math.floor(Math.log10(value) + 1e-4);

const isPowerOfTen = (value: number) =>
  value > 0 && Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;

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
    const digits = Math.min(12, Math.max(0, exponent - tickExponentOf(step)));
    const behind = `e${exponent < 0 ? '−' : ''}${Math.abs(exponent)}`;
    return values.map((value) =>
      value === 0 ? '0' : plainText(value / 10 ** exponent, digits) + behind,
    );
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
