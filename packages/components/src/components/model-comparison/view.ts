import { bestOf, cellText, deltaOf, isMissing, rowFormat, type Verdict } from './compare';
import { deltaText } from './readout';
import type { ModelComparisonRow } from './types';

/** A cell as it is drawn. */
export interface CellView {
  /** Index of its model. */
  model: number;
  text: string;
  missing: boolean;
  best: boolean;
  /** Differs from the baseline in another way than by an amount. */
  other: boolean;
  delta?: { text: string; verdict: Verdict };
}

/** The cells of a row in the order of the columns; a metric has amounts, a parameter only differs. */
export function cellViews(
  row: ModelComparisonRow,
  order: readonly number[],
  baseline: number,
  kind: 'metrics' | 'params',
): CellView[] {
  const isMetric = kind === 'metrics';
  const specifier = isMetric ? rowFormat(row) : undefined;
  const best = isMetric ? bestOf(row) : new Set();
  return order.map((model) => {
    const cell = row.cells[model] ?? {};
    const compared = baseline >= 0 && model !== baseline;
    const delta = compared && isMetric ? deltaOf(row, model, baseline) : undefined;
    const missing = isMissing(cell);
    const silent = delta !== undefined || (isMetric && missing);
    return {
      model,
      text: cellText(cell, specifier),
      missing,
      best: best.has(model),
      other: compared && !silent && row.groups[model] !== row.groups[baseline],
      ...(delta !== undefined && specifier !== undefined
        ? { delta: { text: deltaText(delta, specifier), verdict: delta.verdict } }
        : {}),
    };
  });
}
