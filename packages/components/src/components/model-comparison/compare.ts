import { commonFormat, formatNumber, MISSING, read } from '$kit/lib/format';
import type { Num } from '$kit/wire/node';
import type { ModelComparisonCell, ModelComparisonModel, ModelComparisonRow } from './types';

/** Models in the order of a metric; null keeps the order in which they came. */
export type Sort = { metric: string; order: 'best first' | 'worst first' } | null;

export type Verdict = 'better' | 'worse' | 'same' | 'higher' | 'lower';

export interface Delta {
  amount: number;
  /** Share of the baseline's magnitude; NaN for a baseline of 0. */
  share: number;
  verdict: Verdict;
}

/** A difference of this share of the values is rounding of floating point. */
const NOISE = 1e-12;

const near = (a: number, b: number): boolean =>
  Number.isFinite(a) &&
  Number.isFinite(b) &&
  Math.abs(a - b) <= NOISE * Math.max(Math.abs(a), Math.abs(b));

/** Whether the models differ in this row. The Python side has told the values apart, with their types. */
export const differs = ({ groups }: ModelComparisonRow): boolean =>
  groups.some((group) => group !== groups[0]);

/** Whether the model has no such value; a value of None is one. */
export const isMissing = ({ value, text }: ModelComparisonCell): boolean =>
  value === undefined && text === undefined;

/** The number in a cell; NaN where there is none. */
export const numberOf = ({ value }: ModelComparisonCell): number =>
  value === undefined ? Number.NaN : read(value);

/** The specifier that all numbers of a row share. */
export const rowFormat = ({ cells }: ModelComparisonRow): string =>
  commonFormat(cells.map(({ value }): Num => value ?? null));

/** A cell as it is read: exactly, or by the format of its row. */
export function cellText({ value, text }: ModelComparisonCell, specifier?: string): string {
  if (text !== undefined) return text;
  if (value === undefined) return MISSING;
  if (value === null) return 'None';
  return specifier === undefined ? String(value) : formatNumber(value, specifier);
}

/** The models that are best in a row, ties included; none where better has no direction, or all are equal. */
export function bestOf({ cells, direction }: ModelComparisonRow): ReadonlySet<number> {
  const numbers = cells.map(numberOf);
  const finite = numbers.filter(Number.isFinite);
  if (direction === undefined || finite.length < 2) return new Set();
  const best = finite.reduce((a, b) => (direction === 'higher' ? Math.max(a, b) : Math.min(a, b)));
  const tied = numbers.flatMap((number, model) => (near(number, best) ? [model] : []));
  return new Set(tied.length < finite.length ? tied : []);
}

/** From the baseline to a model; nothing where either has no finite number. */
export function deltaOf(
  { cells, direction }: ModelComparisonRow,
  model: number,
  baseline: number,
): Delta | undefined {
  const [from, to] = [cells[baseline], cells[model]];
  if (from === undefined || to === undefined) return undefined;
  const [before, after] = [numberOf(from), numberOf(to)];
  const amount = near(before, after) ? 0 : after - before;
  if (!Number.isFinite(amount)) return undefined;
  const share = before === 0 ? Number.NaN : amount / Math.abs(before);
  return { amount, share, verdict: verdictOf(amount, direction) };
}

function verdictOf(amount: number, direction: ModelComparisonRow['direction']): Verdict {
  if (amount === 0) return 'same';
  const moved = amount > 0 ? 'higher' : 'lower';
  if (direction === undefined) return moved;
  return moved === direction ? 'better' : 'worse';
}

/** Indices of the models as columns: the baseline first, then by the metric, models without it last. */
export function columnOrder(
  models: readonly ModelComparisonModel[],
  metrics: readonly ModelComparisonRow[],
  sort: Sort,
  baseline: number,
): number[] {
  const row = metrics.find(({ name }) => name === sort?.metric);
  const order = models.map((_, model) => model);
  if (row !== undefined && sort !== null) {
    const upward = (row.direction === 'lower') === (sort.order === 'best first');
    const numbers = row.cells.map(numberOf);
    const rank = (model: number) => {
      const number = numbers[model] ?? Number.NaN;
      if (Number.isNaN(number)) return Number.POSITIVE_INFINITY;
      return upward ? number : -number;
    };
    const known = (model: number) => Number(Number.isNaN(numbers[model] ?? Number.NaN));
    order.sort((a, b) => known(a) - known(b) || compare(rank(a), rank(b)));
  }
  return order.sort((a, b) => Number(b === baseline) - Number(a === baseline));
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/** What the third of three clicks on a metric undoes. */
export function nextSort(sort: Sort, metric: string): Sort {
  if (sort?.metric !== metric) return { metric, order: 'best first' };
  return sort.order === 'best first' ? { metric, order: 'worst first' } : null;
}
