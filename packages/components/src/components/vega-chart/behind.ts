/** The rows behind a chart, as a table. */
import type { Field } from '$kit/lib/tabular';
import type { ChartTable } from '$kit/parts/plot/table';
import { isObject } from './spec';
import type { Rows } from './tables';

const LOOKED_AT = 1000;
const DASH = '–';

const cellOf = (value: unknown): Field =>
  value === null || value === undefined
    ? null
    : typeof value === 'number' || typeof value === 'string'
      ? value
      : JSON.stringify(value);

/** The rows of the largest source. */
export function tableBehind(tables: readonly Rows[]): ChartTable | undefined {
  const [rows] = tables.map((table) => table.rows).sort((a, b) => b.length - a.length);
  if (rows === undefined || rows.length === 0) return undefined;
  const asRow = (row: unknown) => (isObject(row) ? row : { data: row });
  const headers = [...new Set(rows.slice(0, LOOKED_AT).flatMap((row) => Object.keys(asRow(row))))];
  const exact = (index: number) => {
    const row = asRow(rows[index]);
    return headers.map((name) => cellOf(row[name]));
  };
  return {
    headers,
    length: rows.length,
    exact,
    row: (index) => exact(index).map((field) => (field === null ? DASH : String(field))),
  };
}
