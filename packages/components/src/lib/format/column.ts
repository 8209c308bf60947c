import type { Num } from '$kit/wire/node';
import type { alignDecimals } from '$kit/lib/table/align';
import { parseFormat, withPrecision, type Specifier } from './specifier';
import { landmarkOf, special, written, writtenLong } from './written';

/** Floating-point numbers that differ by less than this share of their size are one number. */
const NOISE = 1e-12;
const LEAST_FIXED = 1e-4;
const MOST_FIXED = 1e9;
const MOST_WHOLE = 2 ** 53;
const MOST_DECIMALS = 6;
export const MAX_DIGITS = 17;
const WHOLE: Specifier = {
  sign: false,
  currency: false,
  grouping: true,
  precision: 0,
  trim: false,
  type: 'd',
};

/** Whether two numbers are one, but for the noise of floating point; whole numbers are exact. */
export function areOne(a: number, b: number): boolean {
  if (a === b) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  if (Number.isInteger(a) && Number.isInteger(b)) return false;
  return Math.abs(a - b) <= NOISE * Math.max(Math.abs(a), Math.abs(b));
}

/**
 * Numbers that are compared with each other: those that differ look different. Where two would look alike,
 * these two get more digits than the format gives. Those that stand below each other are brought `inLine`.
 */
export function formatColumn(
  values: readonly (Num | bigint)[],
  specifier?: string,
  unit?: string,
  inLine?: typeof alignDecimals,
): string[] {
  const given = parseFormat(specifier);
  const numbers = values.map((value) => {
    if (typeof value === 'bigint') return writtenLong(value, given ?? WHOLE) ?? Number(value);
    return value === null ? null : Number(value);
  });
  const finite = numbers.filter((value): value is number => Number.isFinite(value));
  const hundred = unit === '%' || given === undefined;
  const apart = toldApart(finite, given, hundred);
  const specs = inLine?.(finite, apart, hundred) ?? apart;
  let next = 0;
  return numbers.map((value) => {
    if (typeof value === 'string') return value;
    const spec = specs[next];
    if (value === null || !Number.isFinite(value) || spec === undefined) return special(value);
    next += 1;
    return written(value, spec, hundred);
  });
}

/** A format for each value, by which no two that differ look alike. */
export function toldApart(
  values: readonly number[],
  given: Specifier | undefined,
  hundred: boolean,
): Specifier[] {
  const specs =
    given === undefined
      ? common(values).map((spec, i) => offLandmarks(values[i] ?? 0, spec))
      : values.map(() => given);
  if (values.length < 2) return specs;
  // Two that were told apart may look like others then: 4.46 and 4.53 both as 4.5, not 4 and 5.
  let groups = -1;
  for (let round = 0; groups !== 0 && round < MAX_DIGITS; round++) {
    groups = 0;
    const alike = new Map<string, number[]>();
    for (const [i, value] of values.entries()) {
      const text = written(value, specs[i] ?? WHOLE, hundred);
      const group = alike.get(text);
      if (group === undefined) alike.set(text, [i]);
      else group.push(i);
    }
    for (const group of alike.values()) {
      const distinct = [...new Set(group.map((i) => values[i] ?? 0))].sort((a, b) => a - b);
      const gaps = gapsOf(distinct);
      if (gaps.length === 0) continue;
      groups += 1;
      const shape = finer(finest(group.map((i) => specs[i] ?? WHOLE)), gaps, hundred);
      for (const i of group) specs[i] = shape;
    }
  }
  return specs;
}

const finest = (specs: readonly Specifier[]): Specifier =>
  specs.reduce((best, spec) => (spec.precision > best.precision ? spec : best));

type Pair = [number, number];

/** Each number with the next larger one that is not the same but for noise. */
function gapsOf(ordered: readonly number[]): Pair[] {
  const gaps: Pair[] = [];
  let next = 0;
  for (const value of ordered) {
    while (next < ordered.length && areOne(value, ordered[next] ?? value)) next += 1;
    const larger = ordered[next];
    if (larger === undefined) break;
    gaps.push([value, larger]);
  }
  return gaps;
}

function common(values: readonly number[]): Specifier[] {
  if (values.every(Number.isInteger)) {
    return values.map((value) => (Math.abs(value) <= MOST_WHOLE ? WHOLE : usual(value)));
  }
  let largest = 0;
  for (const size of values.map(Math.abs)) {
    if (isFixed(size) && size > largest) largest = size;
  }
  return values.map((value) => usual(value, largest === 0 ? 1 : largest));
}

const isFixed = (size: number): boolean => size >= LEAST_FIXED && size < MOST_FIXED;

/**
 * Three significant digits, whatever stands beside it: a value has one form on a card. A whole
 * number has the decimals of the largest. Zeros that nobody gave are not added below three decimals.
 */
export function usual(value: number, largest = value, decimals = decimalsOf(value)): Specifier {
  const size = Math.abs(value);
  if (size === 0) return WHOLE;
  if (!isFixed(size)) return { ...WHOLE, grouping: false, precision: 2, type: 'e' };
  const places = 2 - exponentOf(Number.isInteger(value) ? largest : size);
  const precision = Math.max(Math.min(places, Math.max(decimals, 3)), 0);
  return { ...WHOLE, precision, type: 'f' };
}

/** How many decimals a number is written with. */
function decimalsOf(value: number): number {
  const [mantissa = '', exponent] = value.toExponential().split('e');
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent));
}

/** Of the power of ten below a size; 1 and 100 % have the decimals of the shares below them. */
function exponentOf(value: number): number {
  const size = Math.abs(value);
  return Number(size.toExponential().split('e')[1]) - (size === 1 || size === 100 ? 1 : 0);
}

function offLandmarks(value: number, given: Specifier): Specifier {
  let spec = given;
  while (spec.precision < MOST_DECIMALS && landmarkOf(value, spec, true) !== undefined) {
    spec = withPrecision(spec, spec.precision + 1);
  }
  return spec;
}

/** The format with the digits that it takes to tell each pair apart. */
function finer(spec: Specifier, gaps: readonly Pair[], hundred: boolean): Specifier {
  const whole = { ...WHOLE, sign: spec.sign };
  const tries: Specifier[] = [];
  const integral = gaps.flat().every((value) => Number.isInteger(value) && Math.abs(value) < 1e21);
  if (integral && 'edf'.includes(spec.type)) tries.push(whole);
  for (let n = spec.precision + 1; n <= MAX_DIGITS; n++) tries.push(withPrecision(spec, n));
  for (let n = 2; n < MAX_DIGITS; n++) tries.push({ ...spec, type: 'e', precision: n });
  const found = tries.find((shape) =>
    gaps.every(([a, b]) => written(a, shape, hundred) !== written(b, shape, hundred)),
  );
  return found ?? whole;
}
