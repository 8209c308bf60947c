/** Scales of numbers and of moments: a value to its place, and back. */

export type ContinuousKind = 'linear' | 'log' | 'symlog' | 'time';
export type Interval = readonly [number, number];

/** A scale of numbers, or of moments as milliseconds since 1970. */
export interface Continuous {
  readonly kind: ContinuousKind;
  readonly domain: Interval;
  readonly range: Interval;
  /** Where a value stands; NaN where it has no place, as 0 has none on a logarithmic scale. */
  at(value: number): number;
  /** The value that stands at a place. */
  invert(place: number): number;
}

type Transform = readonly [there: (value: number) => number, back: (value: number) => number];

const same = (value: number) => value;
const LINEAR: Transform = [same, same];
const LOG: Transform = [(value) => (value > 0 ? Math.log10(value) : Number.NaN), (x) => 10 ** x];

/** Linear within `unit` of 0, logarithmic beyond, on both sides. */
const symlog = (unit: number): Transform => [
  (value) => Math.sign(value) * Math.log1p(Math.abs(value) / unit),
  (value) => Math.sign(value) * Math.expm1(Math.abs(value)) * unit,
];

/** Where a symlog scale turns from linear to logarithmic: three decades below its far end. */
export function symlogUnit([low, high]: Interval): number {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  return largest > 0 ? 10 ** (Math.ceil(Math.log10(largest)) - 3) : 1;
}

export function continuous(kind: ContinuousKind, domain: Interval, range: Interval): Continuous {
  const [there, back] =
    kind === 'log' ? LOG : kind === 'symlog' ? symlog(symlogUnit(domain)) : LINEAR;
  // Halves, since the distance of two numbers may be none.
  const start = there(domain[0]) / 2;
  const slope = (range[1] - range[0]) / (there(domain[1]) / 2 - start);
  return {
    kind,
    domain,
    range,
    at: (value) => range[0] + (there(value) / 2 - start) * slope,
    invert: (place) => back(2 * (start + (place - range[0]) / slope)),
  };
}
