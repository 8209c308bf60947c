/** Histograms of many situations. */
import type { HistogramNode } from '$kit/components/histogram/types';
import { column } from './columns';

type Args = Omit<HistogramNode, 'id'>;

/** A node of bins: their edges, and the bars of each group. */
const binNode = (
  edges: readonly (number | Date)[],
  groups: Record<string, readonly number[]>,
  more: Partial<Args> = {},
): Args => ({
  columns: [
    column('edges', edges),
    ...Object.values(groups).map((bars, i) => column(`y${i}`, bars)),
  ],
  series: Object.entries(groups).map(([name, bars], i) => ({
    name,
    y: `y${i}`,
    count: bars.reduce((sum, bar) => sum + bar, 0),
  })),
  ...more,
});

const count = (length: number) => Array.from({ length }, (_, i) => i);
const bell = (middle: number, wide: number, most: number) =>
  count(40).map((i) => Math.round(most * Math.exp(-(((i - middle) / wide) ** 2))));
const edges = count(41).map((i) => Math.round(i * 2.5) / 100);

const typical = binNode(edges, { score: bell(14, 8, 900) }, { title: 'Scores', x_label: 'score' });
const groups = binNode(
  edges,
  { stayed: bell(9, 6, 900), churned: bell(29, 7, 220) },
  { title: 'Scores by outcome', x_label: 'score', rules: [{ x: 0.5, label: 'threshold 0.5' }] },
);
const overlaid: Args = { ...groups, title: 'Drawn over each other', stack: false };
const shares = binNode(
  edges,
  { score: bell(14, 8, 900).map((bar) => bar / 12_000) },
  { title: 'Shares', normalize: 'share', x_label: 'score' },
);
const logarithmic = binNode(
  count(25).map((i) => 10 ** (i / 4)),
  { size: count(24).map((i) => Math.round(9000 * Math.exp(-(((i - 8) / 4) ** 2)) + (i % 3))) },
  { title: 'Sizes of files', x_label: 'size', unit: 'B', x_scale: 'log', y_scale: 'log' },
);
const few = binNode([0, 1, 2], { n: [3, 5] }, { title: 'Two bins', x_label: 'n' });
const one = binNode([4.5, 5.5], { n: [12] }, { title: 'All values are equal', x_label: 'n' });
const empty = binNode([], { n: [] }, { title: 'No values' });
const days = binNode(
  count(31).map((i) => new Date(Date.UTC(2026, 9, 1 + i))),
  { orders: count(30).map((i) => 40 + ((i * 7) % 23)) },
  { title: 'Orders in October', y_label: 'orders' },
);
const many = binNode(
  count(401).map((i) => i / 4),
  { n: count(400).map((i) => Math.round(500 + 400 * Math.sin(i / 30))) },
  { title: '400 bins' },
);

export const histograms = {
  typical,
  groups,
  overlaid,
  shares,
  logarithmic,
  few,
  one,
  empty,
  days,
  many,
};
