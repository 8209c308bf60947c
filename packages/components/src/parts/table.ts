/** What a DataTable is made of. */
import type { Snippet } from 'svelte';
import type { Value } from '$kit/lib/table/order';

export interface TableColumn<Row> {
  /** Identity of the column. */
  key: string;
  /** Its heading, with the unit: "latency p99, ms". */
  name: string;
  /** Numbers end under the end of their heading; pictures stand under its middle. */
  kind?: 'text' | 'number' | 'picture';
  /** What it is sorted and copied by. */
  value: (row: Row) => Value;
  /** The value as it is read; as it is when absent. A missing value is a dash. */
  format?: (row: Row) => string;
  /** Draws the cell instead; it is given the row, and the key of the column. */
  cell?: Snippet<[Row, string]>;
  /** What the cell says more, at pointing. */
  hint?: (row: Row) => string | undefined;
  /** What the heading means, at pointing. */
  meaning?: string;
  /** Stands under the heading, 53 pixels high; it is given the key of the column. */
  picture?: Snippet<[string]>;
  weight?: 'strong' | 'soft';
  sortable?: boolean;
  /** The order of the first click: numbers descend unless low ones are better. */
  first?: 'ascending' | 'descending';
}

/** Heights of the headings, and of the pictures under them. */
export const [HEAD, PICTURES] = [32, 53];

/** What stands for a missing value, and for what does not apply. */
export const DASH = '–';

export function cellText<Row>(column: TableColumn<Row>, row: Row): string {
  if (column.format !== undefined) return column.format(row);
  const value = column.value(row);
  return value === null || value === undefined || value === '' ? DASH : String(value);
}

/**
 * The longest text of each column. Figures are all of one width, so that one which becomes another
 * leaves it as it is, and shorter ones leave the room of those before: a new width lays every row
 * out again. `before` holds what was found before, by key.
 */
export function longestTexts<Row>(
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
  before: Map<string, string>,
): string[] {
  return columns.map((column) => {
    let longest = (column.kind === 'number' && before.get(column.key)) || '';
    for (const row of rows) {
      const text = cellText(column, row);
      if (text.length > longest.length) longest = text;
    }
    if (column.kind === 'number') longest = longest.replace(/\d/g, '0');
    before.set(column.key, longest);
    return longest;
  });
}
