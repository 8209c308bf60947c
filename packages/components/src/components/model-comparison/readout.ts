import { formatChange, formatRelativeChange } from '$kit/lib/format';
import { bestOf, cellText, deltaOf, isMissing, rowFormat, type Delta } from './compare';
import type { ModelComparisonCell, ModelComparisonModel, ModelComparisonRow } from './types';

/** A difference in the words of a cell: `+0.003 better`. */
export const deltaText = ({ amount, verdict }: Delta, specifier: string): string =>
  verdict === 'same' ? 'same' : `${formatChange(amount, [], specifier)} ${verdict}`;

const inFull = (cell: ModelComparisonCell): string =>
  isMissing(cell) ? 'missing' : cellText(cell);

/** Who a model is, in full. */
export const modelSentence = ({ name, status, pathspec, created }: ModelComparisonModel): string =>
  [name, status, pathspec === name ? undefined : pathspec, created].filter(Boolean).join(' · ');

/** One value in full, and how it stands to the baseline. */
export function sentence(
  row: ModelComparisonRow,
  models: readonly ModelComparisonModel[],
  model: number,
  baseline: number,
): string {
  const cell = row.cells[model] ?? {};
  const parts = [`${row.name} of ${models[model]?.name}: ${inFull(cell)}`];
  if (bestOf(row).has(model)) parts.push('the best');
  const from = row.cells[baseline];
  if (from !== undefined && model !== baseline) {
    const delta = deltaOf(row, model, baseline);
    const equal = row.groups[model] === row.groups[baseline];
    const how = delta === undefined ? (equal ? 'equal' : 'different') : comparison(delta, row);
    parts.push(`${how}, against ${inFull(from)} of ${models[baseline]?.name}`);
  }
  return parts.join('; ');
}

function comparison(delta: Delta, row: ModelComparisonRow): string {
  const share = Number.isFinite(delta.share) && delta.share !== 0;
  return `${deltaText(delta, rowFormat(row))}${share ? ` (${formatRelativeChange(delta.share)})` : ''}`;
}
