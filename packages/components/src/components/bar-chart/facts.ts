/** A bar chart in words and as a table. */
import { formatCount } from '$kit/lib/format';
import { exactly, type ChartTable } from '$kit/parts/plot/table';
import { missingFacts } from '$kit/parts/plot/facts';
import type { BarView } from './bars';

const MOST_NAMES = 3;

/** The picture in a sentence, for a screen reader. */
export function sentenceOf({ names, series, totals }: BarView, title: string | undefined): string {
  const order = totals.map(({ to }, i) => ({ i, to })).sort((a, b) => b.to - a.to);
  const largest = order.slice(0, MOST_NAMES).map(({ i }) => `${names[i]} ${totals[i]?.text}`);
  const of = series.length > 1 ? ` of ${series.length} series` : '';
  const begin = title === undefined ? '' : `${title}. `;
  return `${begin}Bar chart${of} with ${formatCount(names.length)} bars; the largest: ${largest.join(', ')}.`;
}

/** What a reader must know of the values that have no bar. */
export function factsOf({ series, values, names }: BarView, total: number | undefined): string[] {
  return [
    ...missingFacts(
      series.map((one) => one.values),
      values.scale === 'log',
      'no bar',
    ),
    ...(total === undefined
      ? []
      : [
          `${formatCount(names.length)} of ${formatCount(total)} bars are in this card: the largest.`,
        ]),
  ];
}

export function tableOf({ names, series, texts }: BarView, label = 'name'): ChartTable {
  return {
    headers: [label, ...series.map(({ name }) => name)],
    length: names.length,
    row: (i) => [names[i] ?? '', ...texts.map((column) => column[i] ?? '')],
    exact: (i) => [names[i] ?? '', ...series.map(({ values }) => exactly(values[i] ?? Number.NaN))],
  };
}
