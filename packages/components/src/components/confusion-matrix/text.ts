/** What the cells of a matrix say. */
import { formatCount, formatShare, MISSING } from '$kit/lib/format';
import type { TableColumn } from '$kit/parts/table';
import type { Cell, Margins, Mode, Place } from './matrix';
import type { ConfusionMatrixNode } from './types';

const shareOf = (cell: Cell, mode: Mode) =>
  mode === 'pred' ? cell.ofPredicted : mode === 'all' ? cell.ofAll : cell.ofTrue;

/** A whole percentage: a small share is never shown as none, and 100 is all. */
export function percent(share: number, fine = false): string {
  if (Number.isNaN(share)) return MISSING;
  // Of all there is: a hundred cells and more share the hundred.
  if (fine && share < 0.0995) return share < 0.0005 ? '<0.1' : (share * 100).toFixed(1);
  if (share > 0 && share < 0.01) return '<1';
  if (share > 0.99 && share < 1) return '>99';
  return String(Math.round(share * 100));
}

/** The one figure of a cell; a dot where nothing was counted. */
export function figure(cell: Cell, mode: Mode): string {
  if (cell.count === 0) return mode !== 'none' && Number.isNaN(shareOf(cell, mode)) ? MISSING : '·';
  return mode === 'none' ? formatCount(cell.count) : percent(shareOf(cell, mode), mode === 'all');
}

/** A name that is written from right to left must not move the words and figures around it. */
const isolate = (name = '') => (/[\u0590-\u08ff]/.test(name) ? `\u2068${name}\u2069` : name);

/** The fact of a cell, and its shares: "47 of 522 true cat were predicted dog". */
export function facts(
  cell: Cell,
  [row, column]: Place,
  labels: readonly string[],
  sums: Margins,
): { fact: string; shares: string } {
  const [truth = '', guess = ''] = [labels[row], labels[column]].map(isolate);
  const [support, predicted] = [sums.support[row] ?? 0, sums.predicted[column] ?? 0];
  if (support === 0) {
    return {
      fact: `There is no true ${truth}`,
      shares: `${formatCount(predicted)} predicted ${guess}`,
    };
  }
  const were = cell.count === 1 ? 'was' : 'were';
  const shares = [`${formatShare(cell.count, support)} of true ${truth}`];
  if (predicted > 0) shares.push(`${formatShare(cell.count, predicted)} of predicted ${guess}`);
  else shares.push(`nothing was predicted ${guess}`);
  return {
    fact: `${formatCount(cell.count)} of ${formatCount(support)} true ${truth} ${were} predicted ${guess}`,
    shares: shares.join(' · '),
  };
}

/** What stands beside the title: the accuracy, or what is known instead of it. */
export function headline(node: ConfusionMatrixNode, { hits, total }: Margins): string {
  if (total === 0) return 'There are no predictions to count.';
  if (node.accuracy === undefined) {
    const { balanced_accuracy: recall } = node;
    return recall === undefined
      ? 'shares, of unknown accuracy'
      : `mean recall ${formatShare(recall)}`;
  }
  if (node.normalized !== undefined) return `${formatShare(node.accuracy)} correct`;
  const correct = hits.reduce((sum, count) => sum + count, 0);
  return `${formatShare(correct, total)} correct, ${formatCount(correct)} of ${formatCount(total)}`;
}

/** The counts as a table of true by predicted classes, for other programs. */
export const copiedColumns = (
  labels: readonly string[],
  counts: readonly (readonly number[])[],
): TableColumn<number>[] => [
  { key: 'true', name: 'true \\ predicted', value: (row) => labels[row] },
  ...labels.map((name, column): TableColumn<number> => ({
    key: name,
    name,
    value: (row) => counts[row]?.[column],
  })),
];
