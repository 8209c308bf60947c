import { max, sum, mean, range } from 'd3-array';
import { formatCount, formatNumber, formatShare } from '$kit/lib/format';
import { csv } from '$kit/lib/tabular';
import type { ConfusionMatrixNode } from './types';

export type Counts = ConfusionMatrixNode['counts'];
export type Mode = 'none' | NonNullable<ConfusionMatrixNode['normalize']>;

/** What stands around a matrix, by class; NaN is a share of nothing. */
export interface Margins {
  /** How often each class is true, how often it was predicted, how often both. */
  support: number[];
  predicted: number[];
  hits: number[];
  recall: number[];
  precision: number[];
  f1: number[];
  total: number;
  correct: number;
  accuracy: number;
  /** Mean recall of the classes that occur. */
  balancedAccuracy: number;
}

export function margins(counts: Counts): Margins {
  const classes = range(counts.length);
  const at = (i: number, j: number) => counts[i]?.[j] ?? 0;
  const support = classes.map((i) => sum(counts[i] ?? []));
  const predicted = classes.map((j) => sum(classes, (i) => at(i, j)));
  const hits = classes.map((i) => at(i, i));
  const ratio = (of: (i: number) => number) => classes.map((i) => (hits[i] ?? 0) / of(i));
  const recall = ratio((i) => support[i] ?? 0);
  const total = sum(support);
  const correct = sum(hits);
  return {
    support,
    predicted,
    hits,
    recall,
    precision: ratio((i) => predicted[i] ?? 0),
    f1: ratio((i) => ((support[i] ?? 0) + (predicted[i] ?? 0)) / 2),
    total,
    correct,
    accuracy: correct / total,
    balancedAccuracy: mean(recall.filter(Number.isFinite)) ?? Number.NaN,
  };
}

export interface Cell {
  row: number;
  column: number;
  count: number;
  /** Of what the mode divides by; of the true class where counts are shown. */
  share: number;
  correct: boolean;
  /** 0 for the palest color, 1 for the strongest. */
  strength: number;
}

/** Where the two color scales end: 1 for shares, the largest count for counts. */
export interface Domain {
  correct: number;
  errors: number;
}

export function domain(counts: Counts, mode: Mode): Domain {
  if (mode !== 'none') return { correct: 1, errors: 1 };
  const errors = counts.map((row, i) => max(row.filter((_, j) => j !== i)) ?? 0);
  return { correct: max(counts.map((row, i) => row[i] ?? 0)) ?? 0, errors: max(errors) ?? 0 };
}

/**
 * How much of the data's color the strongest cell has, where numbers stand on it: more, and the
 * ink would fall below a contrast of 4.5 to 1 in the dark theme.
 */
export const PEAK = 0.55;

/** Rare errors must be visible: their scale is a square root, the one of the hits is linear. */
export const ramp = (part: number, correct: boolean) => (correct ? part : Math.sqrt(part));

export function cells(counts: Counts, around: Margins, mode: Mode): Cell[][] {
  const ends = domain(counts, mode);
  return counts.map((line, row) =>
    line.map((count, column) => {
      const share = count / divisor(around, mode, row, column);
      const correct = row === column;
      const part = mode === 'none' ? count / (correct ? ends.correct : ends.errors) : share;
      return { row, column, count, share, correct, strength: count > 0 ? ramp(part, correct) : 0 };
    }),
  );
}

function divisor(around: Margins, mode: Mode, row: number, column: number): number {
  if (mode === 'all') return around.total;
  return (mode === 'pred' ? around.predicted[column] : around.support[row]) ?? 0;
}

/** The texts of a cell: the one that the mode is about, and the other one. */
export function texts({ count, share }: Cell, mode: Mode): [string, string] {
  if (mode === 'none') return [formatCount(count), count === 0 ? '' : formatShare(share)];
  if (count === 0) return [Number.isNaN(share) ? formatShare(share) : '0', ''];
  return [formatShare(share), formatCount(count)];
}

/** One short text, for narrow cells: a dot for 0, and a small share is never shown as none. */
export function shortText({ count, share }: Cell, mode: Mode): string {
  if (count === 0) return mode !== 'none' && Number.isNaN(share) ? formatShare(share) : '·';
  if (mode === 'none') return formatCount(count);
  return share < 0.005 ? '<1%' : formatNumber(share, '.0%');
}

/** What a cell says: "12 of 80 true 1 were predicted 9: 15.0%". */
export function sentence(cell: Cell, labels: string[], around: Margins, mode: Mode): string {
  const { row, column, count, share } = cell;
  const [truth, guess] = [labels[row] ?? '', labels[column] ?? ''];
  const were = count === 1 ? 'was' : 'were';
  const of = divisor(around, mode, row, column);
  const start = `${formatCount(count)} of ${formatCount(of)}`;
  if (mode === 'all') {
    if (of === 0) return 'There are no predictions.';
    return `${start} predictions ${were} true ${truth}, predicted ${guess}: ${formatShare(share)}`;
  }
  if (mode === 'pred') {
    if (of === 0) return `Nothing was predicted ${guess}.`;
    return `${start} predicted ${guess} ${were} true ${truth}: ${formatShare(share)}`;
  }
  if (of === 0) {
    const guessed = around.predicted[column] ?? 0;
    return `There is no true ${truth}; ${formatCount(guessed)} predicted ${guess}.`;
  }
  return `${start} true ${truth} ${were} predicted ${guess}: ${formatShare(share)}`;
}

/** The counts as CSV, each row and column under its name. */
export const toCsv = (labels: string[], counts: Counts): string =>
  csv([['true \\ predicted', ...labels], ...counts.map((row, i) => [labels[i] ?? '', ...row])]);

/** Where an arrow key, Home or End leads from a cell; undefined for any other key. */
export function step(
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  [row, column]: [number, number],
  size: number,
): [number, number] | undefined {
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
