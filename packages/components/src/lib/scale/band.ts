/** A scale of names: each has a band of one width, its place is the middle of that. */
export interface Band {
  readonly kind: 'band';
  readonly names: readonly string[];
  readonly range: readonly [number, number];
  /** From the middle of a band to that of the next. */
  readonly step: number;
  /** Width of a band, without the gap between two. */
  readonly size: number;
  /** The middle of the band of the name with this index. */
  at(index: number): number;
  /** The index of the name whose band is nearest to a place. */
  invert(place: number): number;
}

export interface BandLimits {
  /** The widest that a band may be. */
  size?: number;
  /** The longest way from one band to the next: few bands stand together at the start. */
  step?: number;
  /** The share of a step that is a gap. */
  gap?: number;
}

export function band(
  names: readonly string[],
  range: readonly [number, number],
  { size = 48, step: most = Infinity, gap = 0.3 }: BandLimits = {},
): Band {
  const count = Math.max(1, names.length);
  const whole = range[1] - range[0];
  const step = Math.sign(whole) * Math.min(Math.abs(whole) / count, most);
  return {
    kind: 'band',
    names,
    range,
    step: Math.abs(step),
    size: Math.min(size, Math.abs(step) * (1 - gap)),
    at: (index) => range[0] + (index + 0.5) * step,
    invert: (place) =>
      Math.max(0, Math.min(count - 1, Math.floor((place - range[0]) / (step || 1)))),
  };
}
