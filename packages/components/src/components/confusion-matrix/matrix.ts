/** Shares, colors and the most frequent errors of a matrix of counts. */
import type { ConfusionMatrixNode } from './types';

export type Counts = ConfusionMatrixNode['counts'];
export type Mode = 'none' | NonNullable<ConfusionMatrixNode['normalize']>;

/** Row and column of a cell. */
export type Place = readonly [number, number];

/** The sums around a matrix. */
export interface Margins {
  support: number[];
  predicted: number[];
  total: number;
  /** How many of each class were predicted right: the diagonal, but for a class that is a sum. */
  hits: number[];
}

export interface Cell {
  count: number;
  /** Of the true class, of the predicted class, of all; NaN is a share of nothing. */
  ofTrue: number;
  ofPredicted: number;
  ofAll: number;
  correct: boolean;
  /** 0 for the palest color, 1 for the strongest; 0 only where nothing was counted. */
  strength: number;
}

/** Errors are seen from here on at the strongest color, were the largest of them smaller. */
const LEAST_END = 0.1;

const add = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

export function margins({
  counts,
  others,
}: Pick<ConfusionMatrixNode, 'counts' | 'others'>): Margins {
  const support = counts.map(add);
  const hits = counts.map((row, i) => row[i] ?? 0);
  if (others !== undefined) hits[hits.length - 1] = others.hits;
  return {
    support,
    predicted: counts.map((_, j) => add(counts.map((row) => row[j] ?? 0))),
    total: add(support),
    hits,
  };
}

/** The share of a true class at which the color of errors is the strongest. */
export function errorEnd(counts: Counts, { support }: Margins): number {
  let most = LEAST_END;
  counts.forEach((row, i) =>
    row.forEach((count, j) => {
      if (i !== j && support[i]) most = Math.max(most, count / support[i]);
    }),
  );
  return most;
}

/**
 * A cell in every mode. Its color is the share of the true class in all of them: linear for what
 * is right; by the square root for errors, so that rare ones are seen.
 */
export function cellAt(counts: Counts, sums: Margins, end: number, [row, column]: Place): Cell {
  const count = counts[row]?.[column] ?? 0;
  const ofTrue = count / (sums.support[row] ?? 0);
  const correct = row === column;
  const right = (sums.hits[row] ?? 0) / (sums.support[row] ?? 0);
  return {
    count,
    ofTrue,
    ofPredicted: count / (sums.predicted[column] ?? 0),
    ofAll: count / sums.total,
    correct,
    strength: count > 0 ? (correct ? right : Math.sqrt(Math.min(ofTrue / end, 1))) : 0,
  };
}

export interface Confusion {
  row: number;
  column: number;
  count: number;
  /** Of the true class. */
  share: number;
}

/** The most frequent errors, and how many there are in all. */
export function confusions(
  counts: Counts,
  { support }: Margins,
  limit: number,
): { pairs: Confusion[]; errors: number; kinds: number } {
  const found: Confusion[] = [];
  counts.forEach((line, row) =>
    line.forEach((count, column) => {
      if (row !== column && count > 0) {
        found.push({ row, column, count, share: count / (support[row] ?? 0) });
      }
    }),
  );
  found.sort((a, b) => b.count - a.count || b.share - a.share);
  return {
    pairs: found.slice(0, limit),
    errors: add(found.map(({ count }) => count)),
    kinds: found.length,
  };
}

/** Where an arrow key, Home or End leads from a cell; undefined for any other key. */
export function step(
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  [row, column]: Place,
  size: number,
): Place | undefined {
  const hold = (index: number) => Math.min(Math.max(index, 0), size - 1);
  switch (key) {
    case 'ArrowUp':
      return [hold(row - 1), column];
    case 'ArrowDown':
      return [hold(row + 1), column];
    case 'ArrowLeft':
      return [row, hold(column - 1)];
    case 'ArrowRight':
      return [row, hold(column + 1)];
    case 'Home':
      return [ctrlKey ? 0 : row, 0];
    case 'End':
      return [ctrlKey ? size - 1 : row, size - 1];
    default:
      return undefined;
  }
}
