import { read } from '$kit/lib/format';
import type { MetricTableRow } from './types';

export type Column = 'name' | 'value' | 'baseline' | 'change' | 'change_ratio' | 'verdict';

/** How the reader has sorted the table; null is the order in which the metrics were given. */
export type Sort = { by: Column; order: 'ascending' | 'descending' } | null;

const VERDICTS = ['worse', 'lower', 'same', 'higher', 'better'];
let collator: Intl.Collator | undefined;

/** The collator is made when it is needed: it costs as much as all the rest of a small card. */
function compareText(a: string, b: string): number {
  collator ??= new Intl.Collator('en', { numeric: true });
  return collator.compare(a, b);
}

/** What a click on a column's header leads to: ascending, descending, the given order. */
export function nextSort(sort: Sort, by: Column): Sort {
  if (sort?.by !== by) return { by, order: 'ascending' };
  return sort.order === 'ascending' ? { by, order: 'descending' } : null;
}

/** Sorted by a column; equal ones keep their order, those without a number are last either way. */
export function sortRows<T extends { row: MetricTableRow }>(lines: readonly T[], sort: Sort): T[] {
  if (sort === null) return [...lines];
  const { by } = sort;
  const sign = sort.order === 'ascending' ? 1 : -1;
  return [...lines].sort(({ row: a }, { row: b }) => {
    if (by === 'name') return sign * compareText(a.name, b.name);
    const [x, y] = [numberIn(a, by), numberIn(b, by)];
    if (!Number.isNaN(x) && !Number.isNaN(y)) return x === y ? 0 : x < y ? -sign : sign;
    return rank(a, by) - rank(b, by) || sign * compareText(textIn(a, by), textIn(b, by));
  });
}

function numberIn(row: MetricTableRow, by: Exclude<Column, 'name'>): number {
  if (by !== 'verdict') return read(row[by] ?? null);
  return row.verdict === undefined ? Number.NaN : VERDICTS.indexOf(row.verdict);
}

/** Numbers, then texts, then NaN, then what is missing. */
function rank(row: MetricTableRow, by: Exclude<Column, 'name'>): number {
  if (!Number.isNaN(numberIn(row, by))) return 0;
  if (textIn(row, by) !== '') return 1;
  return row[by] === 'NaN' ? 2 : 3;
}

const textIn = ({ text = '', baseline_text = '' }: MetricTableRow, by: Column): string =>
  by === 'value' ? text : by === 'baseline' ? baseline_text : '';
