import { isoText } from '$kit/lib/scale/values';
import type { Field } from '$kit/lib/tabular';
import type { AxisSpec } from './layout';
import { exactly } from './table';

/** A value of an axis for a file: moments in ISO 8601, names as they are. */
export const exactPlace = (axis: AxisSpec, value: number): Field => {
  if (axis.names) return axis.names[value] ?? null;
  return axis.scale === 'time' ? (isoText(value, axis) ?? null) : exactly(value);
};
