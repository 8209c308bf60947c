/**
 * Whole numbers that no double holds. They travel as a text of the character 0 and their digits,
 * and are a `bigint` in a column that was read; the Python module `wire.numbers` writes them.
 */
const LONG = '\0';

/** The number in such a text; undefined for any other value. */
export const readLong = (value: unknown): bigint | undefined =>
  typeof value === 'string' && value.startsWith(LONG) ? BigInt(value.slice(1)) : undefined;

/** JSON as Python writes it, in which these numbers stand as numbers. */
export const jsonText = (value: unknown, indent?: number): string =>
  JSON.stringify(
    value,
    (_, part: unknown) => (typeof part === 'bigint' ? `${LONG}${part}` : part),
    indent,
  ).replace(/"\\u0000(-?\d+)"/g, '$1');

/** Data from JSON, in which these numbers have become what they are. */
export const parseLong = (text: string): unknown =>
  text.includes('"\\u0000')
    ? JSON.parse(text, (_, part: unknown) => readLong(part) ?? part)
    : JSON.parse(text);
