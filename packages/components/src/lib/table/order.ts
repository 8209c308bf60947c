/** The order of a table's rows, as its reader wants it. */

/** What a cell is sorted and copied by; null and undefined are missing. */
export type Value = string | number | bigint | boolean | null | undefined;

export interface Sort {
  /** The key of a column. */
  key: string;
  order: 'ascending' | 'descending';
}

const isMissing = (value: Value) =>
  value === null || value === undefined || value === '' || Number.isNaN(value);

const isNumber = (value: Value): value is number | bigint =>
  typeof value === 'number' || typeof value === 'bigint';

/** Made for the first text that is sorted: it takes ten milliseconds, and most tables are only read. */
let collator: Intl.Collator | undefined;

function compare(a: Value, b: Value): number {
  if (isNumber(a) && isNumber(b)) return a < b ? -1 : a > b ? 1 : 0;
  collator ??= new Intl.Collator('en', { numeric: true });
  return collator.compare(String(a), String(b));
}

/** Rows in an order; missing values and NaN stand last in either, and equal rows keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => Value,
  order: Sort['order'],
): Row[] {
  const sign = order === 'ascending' ? 1 : -1;
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .sort((a, b) => {
      const missing = Number(isMissing(a.value)) - Number(isMissing(b.value));
      return missing || (isMissing(a.value) ? 0 : sign * compare(a.value, b.value));
    })
    .map(({ row }) => row);
}

/** A click on a heading: one order, then the other, then that of the rows themselves. */
export function nextSort(
  sort: Sort | undefined,
  key: string,
  first: Sort['order'] = 'ascending',
): Sort | undefined {
  if (sort?.key !== key) return { key, order: first };
  if (sort.order !== first) return undefined;
  return { key, order: first === 'ascending' ? 'descending' : 'ascending' };
}
