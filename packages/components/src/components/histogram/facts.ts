/** A histogram in words and as a table. */
import { formatCount } from '$kit/lib/format';
import { exactPlace } from '$kit/parts/plot/exact';
import { exactly, type ChartTable } from '$kit/parts/plot/table';
import { binText, type HistogramView } from './bins';
import type { HistogramNode } from './types';

/** The picture in a sentence, for a screen reader. */
export function sentenceOf(view: HistogramView, title: string | undefined): string {
  const { edges, groups, bars } = view;
  const all = groups.reduce((sum, { count }) => sum + count, 0);
  const begin = title === undefined ? '' : `${title}. `;
  if (edges.length < 2) return `${begin}Histogram without values.`;
  const top = bars.at(-1)?.to ?? new Float64Array();
  const largest = top.indexOf(Math.max(...top));
  const range = `${view.edgeText(edges[0] ?? 0)} to ${view.edgeText(edges.at(-1) ?? 0)}`;
  return `${begin}Histogram of ${formatCount(all)} values from ${range}; most are in ${binText(view, largest)}.`;
}

/** What a reader must know of the values that are in no bin. */
export function factsOf({ missing = 0, outside = 0, x_scale, series }: Unseen): string[] {
  const none = series.every(({ count }) => count === 0) && outside === 0;
  const what = x_scale === 'log' ? 'missing, infinite or not above 0' : 'missing or infinite';
  return [
    ...(missing === 0
      ? []
      : [`${none ? 'Nothing to count' : 'Not counted'}: ${valueCount(missing)} (${what}).`]),
    ...(outside === 0 ? [] : [`Outside of the bins: ${valueCount(outside)}.`]),
  ];
}

type Unseen = Pick<HistogramNode, 'missing' | 'outside' | 'x_scale' | 'series'>;

const valueCount = (count: number) => `${formatCount(count)} ${count === 1 ? 'value' : 'values'}`;

export function tableOf({ edges, groups, x, edgeText, barText, what }: HistogramView): ChartTable {
  const names = groups.length > 1 ? groups.map(({ name }) => name) : [what];
  return {
    headers: ['from', 'to', ...names],
    length: Math.max(0, edges.length - 1),
    row: (i) => [
      edgeText(edges[i] ?? 0),
      edgeText(edges[i + 1] ?? 0),
      ...groups.map(({ bars }) => barText(bars[i] ?? 0)),
    ],
    exact: (i) => [
      exactPlace(x, edges[i] ?? 0),
      exactPlace(x, edges[i + 1] ?? 0),
      ...groups.map(({ bars }) => exactly(bars[i] ?? 0)),
    ],
  };
}
