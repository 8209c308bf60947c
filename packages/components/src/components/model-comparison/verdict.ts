/** The best model, and what it wins and costs, in words. */
import { formatCount } from '$kit/lib/format';
import { changeText, ranksOf, type MetricColumn } from './compare';
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
  /** "Within noise of forest. Best on 5 of 7 metrics." */
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
  const ranked = [...ranksOf({ models, ranking }, columns).keys()];
  const count = ranked.length;
  const over = `Best of ${formatCount(count)} by ${ranking.metric}`;
  const names = ranking.best.map((i) => models[i]?.name ?? '');
  const [best] = ranking.best;
  if (best === undefined) {
    const only = models[ranked[0] ?? 0]?.name ?? '';
    const headline = count > 1 ? 'No model is better than the others' : only;
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
  const near = (ranking.within_noise ?? []).map((i) => models[i]?.name ?? '');
  const more = near.length > 3 ? ` and ${near.length - 3} more` : '';
  const noise = near.length > 0 ? [`Within noise of ${near.slice(0, 3).join(', ')}${more}.`] : [];
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
  const wins = [
    ...noise,
    ...(judged.length > 1 ? [`Best on ${won} of ${judged.length} metrics.`] : []),
  ];
  return {
    over,
    headline: names[0] ?? '',
    best,
    ...(wins.length > 0 ? { wins: wins.join(' ') } : {}),
    ...(base === undefined ? {} : { baseline: base }),
    differences: base === undefined ? [] : [...first, ...others].slice(0, NAMED),
  };
}
