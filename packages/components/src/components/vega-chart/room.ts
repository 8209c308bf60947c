import { isObject, type Spec } from './spec';

const part = (value: unknown): Spec => (isObject(value) ? value : {});

/** How high a chart of one view will be; `vega_frame` in Python foretells the same. */
export function roomOf(spec: unknown): number {
  const { layer, encoding, height, data, title } = part(spec);
  const first = Array.isArray(layer) ? part(layer[0]) : {};
  const channels: Spec = { ...part(first.encoding), ...part(encoding) };
  const { x, y } = channels;
  const { field, aggregate, bin, timeUnit, type } = part(y);
  const usual = aggregate || bin || timeUnit ? '' : 'nominal';
  const { values } = part(data);
  const isNamed = ['nominal', 'ordinal'].some((name) => name === (type ?? usual));
  const names =
    isNamed && Array.isArray(values) ? values.map((row) => part(row)[String(field)]) : [];
  const keyed = ['color', 'shape', 'size'].some((key) => 'field' in part(channels[key]));
  const own = typeof height === 'number' ? height : 20 * new Set(names).size || (y ? 236 : 20);
  return own + (y ? 28 : 0) + (keyed ? 32 : 0) + (title ? 28 : 0) + (x ? 40 : 12);
}
