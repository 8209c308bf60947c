/** The columns of a node as those of a DataTable; rows are their numbers. */
import { formatDate } from '$kit/lib/dates';
import { formatColumn, formatNumber } from '$kit/lib/format';
import { alignDecimals } from '$kit/lib/table/align';
import type { Value } from '$kit/lib/table/order';
import { DASH, type TableColumn } from '$kit/parts/table';
import type { Values } from '$kit/wire/column';
import { jsonText } from '$kit/wire/long';
import type { Num } from '$kit/wire/node';
import type { TableField } from './types';

const NUMBERS = ['int', 'decimal', 'float64', 'long'];

export const isNumeric = ({ dtype }: Values): boolean => NUMBERS.includes(dtype);

/** Moments of which nobody knows the zone: the heading says so. */
const isWithoutZone = ({ dtype, zone }: Values): boolean =>
  dtype === 'datetime' && zone === undefined;
const NO_ZONE = / \(no time zone\)$/;

/** A value that is no number of a column of numbers. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return DASH;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return formatDate(value);
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'bigint') return formatColumn([value])[0] ?? DASH;
  return jsonText(value);
}

/** What a cell is sorted and copied by; NaN stays NaN, and is last. */
function sortValue(column: Values, row: number): Value {
  if (column.isMissing(row)) return null;
  const value = column.at(row);
  if (typeof value === 'bigint') return value;
  if (isNumeric(column)) return typeof value === 'number' ? value : Number(value);
  if (typeof value === 'object') return jsonText(value);
  return value as Value;
}

export function columnsOf(
  columns: readonly Values[],
  fields: readonly TableField[],
): TableColumn<number>[] {
  return columns.map((column, place) => {
    const { format, unit } = fields[place] ?? {};
    const numeric = isNumeric(column);
    const name = [column.name, unit, isWithoutZone(column) && 'no time zone']
      .filter(Boolean)
      .join(', ');
    const texts = columnTexts(column, format, unit);
    return {
      key: String(place),
      name: name === '' ? ' ' : name,
      kind: numeric ? 'number' : 'text',
      value: (row) => sortValue(column, row),
      format: (row) => texts(row),
      hint: (row) => exactText(column, row, texts(row)),
    };
  });
}

/** From so many rows on a column is read by its size: two values may then look alike. */
const MANY = 50;
const MAX_DECIMALS = 6;

/** Three significant digits of the middle one of a long column's sizes, no more than it is written with. */
export function longSpecifier(numbers: readonly number[]): string | undefined {
  const finite = numbers.filter(Number.isFinite);
  if (finite.length < MANY || finite.every(Number.isInteger)) return undefined;
  const sizes = Float64Array.from(finite.filter(Boolean), Math.abs).sort();
  const usual = sizes[sizes.length >> 1] ?? 1;
  const decimals = Math.min(MAX_DECIMALS, Math.max(2 - Math.floor(Math.log10(usual)), 0));
  const written = (places: number) =>
    finite.every((value) => Number(value.toFixed(places)) === value);
  const least = Array.from({ length: decimals }, (_, places) => places).find(written);
  return `,.${least ?? decimals}f`;
}

/** What rounding has hidden, at pointing. */
function exactText(column: Values, row: number, text: string): string | undefined {
  if (!isNumeric(column) || column.isMissing(row)) return undefined;
  const exact = String(column.at(row));
  return /\d/.test(text) && exact.replace('-', '−') !== text.replaceAll(',', '')
    ? exact
    : undefined;
}

/** The numbers of a column are written alike, so they are all looked at, once. */
function columnTexts(column: Values, format?: string, unit?: string): (row: number) => string {
  if (isWithoutZone(column)) return (row) => cellText(column.at(row)).replace(NO_ZONE, '');
  if (!isNumeric(column)) return (row) => cellText(column.at(row));
  let texts: string[] | undefined;
  return (row) => {
    if (column.isMissing(row)) return DASH;
    texts ??= textsOfNumbers(
      Array.from({ length: column.length }, (_, i) => column.at(i) as Num | bigint),
      format,
      unit,
    );
    return texts[row] ?? DASH;
  };
}

function textsOfNumbers(
  numbers: readonly (Num | bigint)[],
  format?: string,
  unit?: string,
): string[] {
  const longs = format ?? longSpecifier(numbers.map((number) => Number(number ?? Number.NaN)));
  if (longs === undefined || numbers.length < MANY) {
    return formatColumn(numbers, format, unit, alignDecimals);
  }
  const least = format === undefined ? 10 ** -Number(/\d+/.exec(longs)?.[0] ?? 0) : 0;
  return numbers.map((number) => {
    const small = number !== 0 && Math.abs(Number(number)) < least;
    return formatColumn([number], small ? undefined : longs, unit)[0] ?? DASH;
  });
}

/** Rows in which each of the words stands, in any of the cells. */
export function findRows(
  rows: readonly number[],
  columns: readonly TableColumn<number>[],
  query: string,
): readonly number[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = columns
      .map((column) => column.format?.(row) ?? '')
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
