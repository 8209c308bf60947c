/** The columns of a node by name, as the numbers that are drawn. */
import { decode, type Column, type Values } from '$kit/wire/column';
import { columnParts } from '$kit/wire/column-parts';

const DAY = 86_400_000;

/** A column as numbers: dates and moments as milliseconds since 1970, names by their number. */
export interface Numbers {
  numbers: Float64Array;
  /** The names that the numbers stand for. */
  names?: readonly string[] | undefined;
  /** Whether they are moments, or days. */
  time?: 'date' | 'datetime' | undefined;
  zone?: string | undefined;
  /** The values as they came. */
  parts: readonly Values[];
}

export type Columns = ReadonlyMap<string, Numbers>;

/** Read all columns; those of one name are the parts of one, in their order. */
export async function readColumns(columns: readonly Column[]): Promise<Columns> {
  const read = await Promise.all(columns.map((column) => decode(column, columnParts())));
  const parts = new Map<string, Values[]>();
  for (const values of read) parts.set(values.name, [...(parts.get(values.name) ?? []), values]);
  return new Map([...parts].map(([name, values]) => [name, joined(values)]));
}

function joined(parts: readonly Values[]): Numbers {
  const [first] = parts;
  const scale = first?.dtype === 'date' ? DAY : 1;
  const only = parts.length === 1 && scale === 1 ? first?.numbers : undefined;
  const numbers = only ?? new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  if (only === undefined) {
    let start = 0;
    for (const part of parts) {
      for (let i = 0; i < part.length; i += 1) {
        numbers[start + i] = (part.numbers?.[i] ?? Number.NaN) * scale;
      }
      start += part.length;
    }
  }
  const given = first?.dtype;
  // Moments that all are midnights are days.
  const days =
    given === 'date' ||
    (given === 'datetime' && first?.zone === undefined && numbers.every((n) => !(n % DAY)));
  const time = days ? 'date' : given === 'datetime' ? given : undefined;
  return { numbers, names: first?.labels, time, zone: first?.zone, parts };
}
