/** A bar chart in words and as a table. */
import { formatCount, MISSING } from '$kit/lib/format';
import { exactly, type ChartTable } from '$kit/parts/plot/table';
import { missingFacts } from '$kit/parts/plot/facts';
import type { BarView } from './bars';
import { barEnds } from './places';

const MOST_NAMES = 3;

/** The picture in a sentence, for a screen reader. */
export function sentenceOf(view: BarView, title: string | undefined): string {
  const { names, series } = view;
  const ends = barEnds(view).filter(({ text }) => text !== MISSING);
  const largest = ends
    .sort((a, b) => b.to - a.to)
    .slice(0, MOST_NAMES)
    .map(({ at, text, series: own }) =>
      [names[at], view.grouped ? series[own]?.name : '', text].filter(Boolean).join(' '),
    );
  const of = series.length > 1 ? ` of ${series.length} series` : '';
  const begin = title === undefined ? '' : `${title}. `;
  return `${begin}Bar chart${of} with ${formatCount(names.length)} bars; the largest: ${largest.join(', ')}.`;
}

/** What a reader must know of the values that have no bar. */
export function factsOf(
  { series, values, names }: BarView,
  total: number | undefined,
  merged = 0,
): string[] {
  return [
    ...missingFacts(
      series.map((one) => one.values),
      values.scale === 'log',
      'No bar',
    ),
    ...(merged === 0
      ? []
      : [
          `${formatCount(merged)} ${merged === 1 ? 'value is' : 'values are'} added to others of the same name.`,
        ]),
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
