/** The best model, and what it wins and costs, in words. */
import { formatCount } from '$kit/lib/format';
import { changeText, isRanked, type MetricColumn } from './compare';
import type { ModelComparisonNode } from './types';

/** A metric in which the best model differs from the baseline. */
export interface Difference {
  metric: string;
  text: string;
  better: boolean;
}

export interface Verdict {
  /** What decided: "Best of 8 by accuracy". */
  over: string;
  /** The name of the best model, or what there is to say instead of one. */
  headline: string;
  /** Position of the best model. */
  best?: number;
  /** "Best on 5 of 7 metrics." */
  wins?: string;
  baseline?: string;
  differences: Difference[];
}

/** At most so many differences are named; the larger ones first. */
const NAMED = 5;

/** What the reader learns first; nothing where no metric says which way is better. */
export function verdictOf(
  { models, ranking }: ModelComparisonNode,
  columns: readonly MetricColumn[],
  baseline: number | undefined,
): Verdict | undefined {
  if (ranking === undefined) return undefined;
  const count = models.filter(isRanked).length;
  const over = `Best of ${formatCount(count)} by ${ranking.metric}`;
  const names = ranking.best.map((i) => models[i]?.name ?? '');
  const [best] = ranking.best;
  if (best === undefined) {
    const headline = count > 1 ? 'No model is better than the others' : (models[0]?.name ?? '');
    return { over: `By ${ranking.metric}`, headline, differences: [] };
  }
  if (names.length > 1) {
    const rest = names.length > 3 ? ` and ${names.length - 3} more` : '';
    return {
      over,
      headline: `${names.slice(0, 3).join(', ')}${rest}`,
      wins: 'They are equal.',
      differences: [],
    };
  }
  const judged = columns.filter(({ figures }) => figures.some((figure) => figure.best));
  const won = judged.filter(({ figures }) => figures[best]?.best).length;
  const found = columns.flatMap(({ name, figures }) => {
    const change = figures[best]?.change;
    if (change?.verdict !== 'better' && change?.verdict !== 'worse') return [];
    const size = Math.abs(change.relative_change ?? Infinity);
    return [{ metric: name, text: changeText(change), better: change.verdict === 'better', size }];
  });
  const first = found.filter(({ metric }) => metric === ranking.metric);
  const others = found.filter(({ metric }) => metric !== ranking.metric);
  others.sort((a, b) => b.size - a.size);
  const base = baseline === undefined || baseline === best ? undefined : models[baseline]?.name;
  return {
    over,
    headline: names[0] ?? '',
    best,
    ...(judged.length > 1 ? { wins: `Best on ${won} of ${judged.length} metrics.` } : {}),
    ...(base === undefined ? {} : { baseline: base }),
    differences: base === undefined ? [] : [...first, ...others].slice(0, NAMED),
  };
}
