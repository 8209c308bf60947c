import { areOne } from '$kit/lib/format/column';
import { withPrecision, type Specifier } from '$kit/lib/format/specifier';
import { written } from '$kit/lib/format/written';

/** So many decimals are added to the largest number of a column, so that its points stand below each other. */
const ADDED = 2;

/** One number of decimals for a column, where its largest number bears it and all stay apart. */
export function alignDecimals(
  values: readonly number[],
  specs: readonly Specifier[],
  hundred: boolean,
): readonly Specifier[] {
  let [most, largest, own] = [0, 0, 0];
  for (const [i, { type, precision }] of specs.entries()) {
    if (!'df%'.includes(type)) continue;
    const size = Math.abs(values[i] ?? 0);
    if (size >= largest) [largest, own] = [size, precision];
    most = Math.max(most, precision);
  }
  if (most === 0 || most > own + ADDED) return specs;
  const aligned = specs.map((spec) =>
    'df%'.includes(spec.type) ? withPrecision(spec, most) : spec,
  );
  // 215.885 and 215.88500001 round to 215.88 and 215.89, and to one number by three decimals.
  const seen = new Map<string, number>();
  const apart = aligned.every((spec, i) => {
    const value = values[i] ?? 0;
    const text = written(value, spec, hundred);
    const other = seen.get(text) ?? value;
    seen.set(text, value);
    return areOne(value, other);
  });
  return apart ? aligned : specs;
}
