/** The columns of a node as those of a DataTable; rows are their numbers. */
import { formatDate } from '$kit/lib/dates';
import { formatColumn, formatNumber } from '$kit/lib/format';
import type { Value } from '$kit/lib/table/order';
import { DASH, type TableColumn } from '$kit/parts/table';
import type { Values } from '$kit/wire/column';
import type { Num } from '$kit/wire/node';
import type { TableField } from './types';

const NUMBERS = ['int', 'decimal', 'float64'];

export const isNumeric = ({ dtype }: Values): boolean => NUMBERS.includes(dtype);

/** A value that is no number of a column of numbers. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return DASH;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return formatDate(value);
  if (typeof value === 'number') return formatNumber(value);
  return JSON.stringify(value);
}

/** What a cell is sorted and copied by; NaN stays NaN, and is last. */
function sortValue(column: Values, row: number): Value {
  if (column.isMissing(row)) return null;
  const value = column.at(row);
  if (isNumeric(column)) return typeof value === 'number' ? value : Number(value);
  if (typeof value === 'object') return JSON.stringify(value);
  return value as Value;
}

export function columnsOf(
  columns: readonly Values[],
  fields: readonly TableField[],
): TableColumn<number>[] {
  return columns.map((column, place) => {
    const { format, unit } = fields[place] ?? {};
    const numeric = isNumeric(column);
    const name = unit === undefined ? column.name : `${column.name}, ${unit}`;
    const texts = columnTexts(column, format, unit);
    return {
      key: String(place),
      name: name === '' ? ' ' : name,
      kind: numeric ? 'number' : 'text',
      value: (row) => sortValue(column, row),
      format: (row) => texts(row),
    };
  });
}

/** The numbers of a column are written alike, so they are all looked at, once. */
function columnTexts(column: Values, format?: string, unit?: string): (row: number) => string {
  if (!isNumeric(column)) return (row) => cellText(column.at(row));
  let texts: string[] | undefined;
  return (row) => {
    if (column.isMissing(row)) return DASH;
    texts ??= formatColumn(
      Array.from({ length: column.length }, (_, i) => column.at(i) as Num),
      format,
      unit,
    );
    return texts[row] ?? DASH;
  };
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
