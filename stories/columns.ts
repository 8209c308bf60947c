/** Columns for stories, as `wire.columns` packs them, but not compressed: a story needs them at once. */
import type { Column } from '$kit/wire/column';

type Value = number | string | Date | null;

const HEADER = 18;
const STATES = { missing: 1, NaN: 2, Infinity: 3, '-Infinity': 4 };

/** Numbers, names or moments; null is missing. */
export function column(
  name: string,
  values: readonly Value[],
  options: { zone?: string; dates?: boolean } = {},
): Column {
  const shape = [values.length];
  const texts = values.filter((value) => typeof value === 'string');
  if (texts.length > 0) {
    const labels = [...new Set(texts)];
    const codes = values.map((value) => (value === null ? null : labels.indexOf(String(value))));
    const tail = new TextEncoder().encode(JSON.stringify(labels));
    return { name, dtype: 'category', shape, data: pack(wholeBlock(codes, tail)) };
  }
  if (values.some((value) => value instanceof Date)) {
    const millis = values.map((value) => (value instanceof Date ? value.getTime() : null));
    if (options.dates === true) {
      const days = millis.map((value) => (value === null ? null : value / 86_400_000));
      return { name, dtype: 'date', shape, data: pack(wholeBlock(days)) };
    }
    const zone = options.zone === undefined ? {} : { zone: options.zone };
    return { name, dtype: 'datetime', shape, data: pack(wholeBlock(millis)), ...zone };
  }
  return { name, dtype: 'float64', shape, data: pack(floatBlock(values as (number | null)[])) };
}

/** Values of any kind. */
export function mixedColumn(name: string, values: readonly unknown[]): Column {
  const bytes = new TextEncoder().encode(JSON.stringify(values));
  return { name, dtype: 'json', shape: [values.length], data: pack(bytes) };
}

function stateOf(value: number | null): number {
  if (value === null) return STATES.missing;
  if (Number.isFinite(value)) return 0;
  return STATES[String(value) as 'NaN'];
}

function block(values: readonly (number | null)[], planes: number, tail = new Uint8Array()) {
  const bytes = new Uint8Array(HEADER + values.length * (1 + planes) + tail.length);
  bytes.set([1, planes]);
  values.forEach((value, i) => (bytes[HEADER + i] = stateOf(value)));
  bytes.set(tail, bytes.length - tail.length);
  return bytes;
}

function floatBlock(values: readonly (number | null)[]): Uint8Array {
  const bytes = block(values, 8);
  const raw = new Uint8Array(Float64Array.from(values, (value) => value ?? 0).buffer);
  for (let i = 0; i < values.length; i += 1) {
    for (let plane = 0; plane < 8; plane += 1) {
      bytes[HEADER + values.length * (1 + plane) + i] = raw[8 * i + plane] ?? 0;
    }
  }
  return bytes;
}

function wholeBlock(
  values: readonly (number | null)[],
  tail?: Uint8Array<ArrayBuffer>,
): Uint8Array {
  const planes = 7;
  const least = Math.min(0, ...values.map((value) => value ?? 0));
  const bytes = block(values, planes, tail);
  new DataView(bytes.buffer).setFloat64(2, least, true);
  values.forEach((value, i) => {
    let rest = (value ?? 0) - least;
    for (let plane = 0; plane < planes; plane += 1) {
      bytes[HEADER + values.length * (1 + plane) + i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
  });
  return bytes;
}

/** Gzip without compression: stored blocks of deflate between a header and a checksum. */
function pack(bytes: Uint8Array): string {
  const parts: number[] = [31, 139, 8, 0, 0, 0, 0, 0, 0, 255];
  for (let start = 0; start === 0 || start < bytes.length; start += 65_535) {
    const piece = bytes.subarray(start, start + 65_535);
    const [low, high] = [piece.length & 255, piece.length >> 8];
    parts.push(
      Number(start + 65_535 >= bytes.length),
      low,
      high,
      ~low & 255,
      ~high & 255,
      ...piece,
    );
  }
  for (const value of [crc32(bytes), bytes.length]) {
    for (let shift = 0; shift < 32; shift += 8) parts.push((value >>> shift) & 255);
  }
  let text = '';
  for (const byte of parts) text += String.fromCharCode(byte);
  return btoa(text);
}

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
