import { withPrecision, type Specifier } from '$kit/lib/format/specifier';

/** So many decimals are added to the largest number of a column, so that its points stand below each other. */
const ADDED = 2;

/** One number of decimals for a column, where its largest number bears it. */
export function alignDecimals(values: readonly number[], specs: readonly Specifier[]): Specifier[] {
  let [most, largest, own] = [0, 0, 0];
  for (const [i, { type, precision }] of specs.entries()) {
    if (!'df%'.includes(type)) continue;
    const size = Math.abs(values[i] ?? 0);
    if (size >= largest) [largest, own] = [size, precision];
    most = Math.max(most, precision);
  }
  const given = most <= own + ADDED ? most : 0;
  return specs.map((spec) =>
    given > 0 && 'df%'.includes(spec.type) ? withPrecision(spec, given) : spec,
  );
}
