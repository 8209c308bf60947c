import { parseLong } from './long';
import { isoMoment, isoDay } from './moment';

/**
 * A column of data as compressed bytes; the Python module `wire.columns` says what they are.
 */
export interface Column {
  /** Name of the column. */
  name: string;
  /** What the bytes hold. */
  dtype:
    | 'float64'
    | 'int'
    | 'long'
    | 'decimal'
    | 'boolean'
    | 'date'
    | 'datetime'
    | 'category'
    | 'text'
    | 'json';
  /** How many values, or rows and columns of values. */
  shape: number[];
  /** Base 64 of gzip, or the number of the part of the page that holds the gzip. */
  data: string | number;
  /** A decimal is its whole number divided by 10 to this; 3 for moments in microseconds. */
  scale?: number;
  /** Zone of moments, as a name or an offset; absent where they have none. */
  zone?: string;
}

const [VALUE, MISSING, NAN, INFINITY, MINUS_INFINITY, MINUS_ZERO] = [0, 1, 2, 3, 4, 5];
const [HAS_STATES, HAS_DIFFERENCES] = [1, 2];
const HEADER = 18;
const MAX_VALUES = 10_000_000;
const MAX_BYTES = 500_000_000;

/** A column whose bytes have been read. */
export interface Values {
  name: string;
  dtype: Column['dtype'];
  zone?: string | undefined;
  length: number;
  /**
   * The numbers; of a category its codes, of dates days and of moments milliseconds since 1970.
   * NaN where a value is missing too. Absent for text, JSON and long numbers.
   */
  numbers?: Float64Array;
  /** The labels of a category, by code. */
  labels?: string[];
  /** The value at a place, as it is in JSON; a whole number that no double holds as a bigint. */
  at(place: number): unknown;
  /** Whether there is no value at a place; NaN is one. */
  isMissing(place: number): boolean;
}

/**
 * Read a column. `parts` are the pieces of the page that stand beside its document.
 *
 * @throws {Error} when its bytes are not what it says.
 */
export async function decode(
  column: Column,
  parts: readonly Uint8Array<ArrayBuffer>[] = [],
): Promise<Values> {
  const packed = typeof column.data === 'string' ? fromBase64(column.data) : parts[column.data];
  if (packed === undefined) throw new Error(`The data of the column ${column.name} are not there.`);
  const length = column.shape.reduce((size, side) => size * side, 1);
  if (!(length <= MAX_VALUES)) throw new Error(`The column ${column.name} has too many values.`);
  const bytes = await unzip(packed);
  const { name, dtype, zone } = column;
  if (dtype === 'text' || dtype === 'json' || dtype === 'long') {
    const text = new TextDecoder().decode(bytes);
    const values = (dtype === 'text' ? JSON.parse(text) : parseLong(text)) as unknown[];
    const at = (place: number) => values[place] ?? null;
    return { name, dtype, length, at, isMissing: (place) => at(place) === null };
  }
  const { numbers, states, rest } = readBlock(bytes, length, dtype === 'float64');
  if (rest < 0) throw new Error(`The data of the column ${name} end too early.`);
  const scale = 10 ** (column.scale ?? 0);
  if (scale !== 1) for (let i = 0; i < length; i++) numbers[i] = (numbers[i] as number) / scale;
  if (states !== undefined) applyStates(numbers, states);
  const isMissing = (place: number) => states?.[place] === MISSING || !(place in numbers);
  const labels =
    dtype === 'category'
      ? (JSON.parse(new TextDecoder().decode(bytes.subarray(rest))) as string[])
      : undefined;
  const show = reader(dtype, labels, zone);
  const at = (place: number) => (isMissing(place) ? null : show(numbers[place] as number));
  return { name, dtype, zone, length, numbers, ...(labels && { labels }), at, isMissing };
}

/** The rows of columns as objects, each made when it is asked for. */
export function* rows(
  columns: readonly Values[],
  cell: (column: Values, place: number) => unknown = (column, place) => column.at(place),
): Generator<Record<string, unknown>> {
  const height = Math.max(0, ...columns.map(({ length }) => length));
  for (let place = 0; place < height; place++) {
    const row: Record<string, unknown> = {};
    for (const column of columns) {
      const value = cell(column, place);
      if (column.name !== '__proto__') row[column.name] = value;
      else Object.defineProperty(row, column.name, { value, enumerable: true });
    }
    yield row;
  }
}

function reader(
  dtype: Column['dtype'],
  labels: string[] | undefined,
  zone: string | undefined,
): (value: number) => unknown {
  if (labels !== undefined) return (code) => labels[code] ?? null;
  if (dtype === 'boolean') return (value) => value === 1;
  if (dtype === 'date') return isoDay;
  if (dtype === 'datetime') return (millis) => isoMoment(millis, zone);
  return (value) => (Number.isFinite(value) ? value : String(value));
}

function readBlock(bytes: Uint8Array<ArrayBuffer>, length: number, floats: boolean) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const short = { numbers: new Float64Array(), states: undefined, rest: -1 };
  if (bytes.length < HEADER) return short;
  const [flags, planes] = [view.getUint8(0), view.getUint8(1)];
  const base = view.getFloat64(2, true);
  let at = HEADER;
  let states: Uint8Array | undefined;
  if (flags & HAS_STATES) {
    states = bytes.subarray(at, at + length);
    at += length;
  }
  const rest = at + planes * length;
  if (bytes.length < rest || planes > 8) return short;
  const plane = (index: number) => bytes.subarray(at + index * length, at + (index + 1) * length);
  if (floats) return { numbers: joinFloats(plane, length), states, rest };
  const numbers = new Float64Array(length).fill(base);
  for (let index = 0; index < planes; index++) {
    const digits = plane(index);
    const weight = 256 ** index;
    for (let i = 0; i < length; i++) {
      numbers[i] = (numbers[i] as number) + (digits[i] as number) * weight;
    }
  }
  if (flags & HAS_DIFFERENCES && length > 0) {
    let value = view.getFloat64(10, true);
    numbers[0] = value;
    for (let i = 1; i < length; i++) {
      value += numbers[i] as number;
      numbers[i] = value;
    }
  }
  return { numbers, states, rest };
}

function joinFloats(plane: (index: number) => Uint8Array, length: number): Float64Array {
  const joined = new Uint8Array(8 * length);
  for (let index = 0; index < 8; index++) {
    const digits = plane(index);
    for (let i = 0; i < length; i++) joined[8 * i + index] = digits[i] as number;
  }
  return new Float64Array(joined.buffer);
}

function applyStates(numbers: Float64Array, states: Uint8Array) {
  const by: Record<number, number> = {
    [MISSING]: Number.NaN,
    [NAN]: Number.NaN,
    [INFINITY]: Infinity,
    [MINUS_INFINITY]: -Infinity,
    [MINUS_ZERO]: -0,
  };
  states.forEach((state, place) => {
    if (state !== VALUE) numbers[place] = by[state] ?? Number.NaN;
  });
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** A few bytes can be gzip of more than a memory holds. */
async function unzip(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const source = stream.getReader();
  for (let read = await source.read(); !read.done; read = await source.read()) {
    chunks.push(read.value);
    size += read.value.length;
    if (size > MAX_BYTES) {
      await source.cancel();
      throw new Error('The data of a column are too large.');
    }
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
