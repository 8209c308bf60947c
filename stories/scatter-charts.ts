/** Scatter charts of many situations. */
import type { ScatterChartNode } from '$kit/components/scatter-chart/types';
import { column } from './columns';

type Args = Omit<ScatterChartNode, 'id'>;
type Values = readonly (number | string | Date | null)[];

/** A node of points: its columns by what they decide. */
export function pointNode(
  given: { x: Values; y: Values; color?: Values; size?: Values; label?: Values },
  more: Partial<Args> = {},
): Args {
  const { color = [], ...rest } = given;
  const names = [...new Set(color.filter((value) => typeof value === 'string'))];
  const codes = names.length === 0 ? color : color.map((value) => names.indexOf(String(value)));
  const columns = Object.entries(rest).map(([name, values]) => column(name, values));
  if (color.length > 0) columns.push(column('color', codes));
  return { columns, ...(names.length === 0 ? {} : { color_names: names }), ...more };
}

const count = (length: number) => Array.from({ length }, (_, i) => i);
const noise = (i: number, seed = 1) => {
  const value = Math.sin(i * 12.9898 + seed * 78.233) * 43758.5453;
  return value - Math.floor(value) - 0.5;
};
const normal = (i: number, seed = 1) =>
  count(6).reduce((sum, k) => sum + noise(i * 6 + k, seed), 0);

const typical = pointNode(
  {
    x: count(240).map((i) => 20 + 60 * (noise(i) + 0.5)),
    y: count(240).map((i) => 20 + 60 * (noise(i) + 0.5) + 9 * normal(i, 2)),
  },
  {
    title: 'Predicted and true price',
    x_label: 'true, k€',
    y_label: 'predicted, k€',
    diagonal: true,
  },
);
const colored = pointNode(
  {
    x: count(300).map((i) => (i % 3) * 2 + normal(i)),
    y: count(300).map((i) => (i % 3) * (2 - (i % 3)) * 2 + normal(i, 3)),
    color: count(300).map((i) => ['setosa', 'versicolor', 'virginica'][i % 3] ?? ''),
  },
  { title: 'Petals', x_label: 'length, cm', y_label: 'width, cm', color_label: 'species' },
);
const ramped = pointNode(
  {
    x: count(200).map((i) => 10 ** (-5 + 4 * (noise(i) + 0.5))),
    y: count(200).map((i) => 0.7 + 0.2 * (noise(i, 2) + 0.5) + 0.05 * noise(i, 4)),
    color: count(200).map((i) => Math.round(2 + 10 * (noise(i, 3) + 0.5))),
  },
  {
    title: 'Trials of a search',
    x_label: 'learning rate',
    x_scale: 'log',
    y_label: 'accuracy',
    color_label: 'layers',
  },
);
const sized = pointNode(
  {
    x: count(40).map((i) => 100 * (noise(i) + 0.5)),
    y: count(40).map((i) => 50 * (noise(i, 2) + 0.5)),
    size: count(40).map((i) => 1 + 900 * (noise(i, 3) + 0.5) ** 3),
  },
  { title: 'Sizes', x_label: 'price', y_label: 'margin', size_label: 'orders' },
);
const named = pointNode(
  {
    x: [19, 26, 38, 42, 61, 72, 88, 103],
    y: [0.862, 0.889, 0.918, 0.934, 0.922, 0.915, 0.93, 0.926],
    label: ['logreg', 'mlp', 'production', 'catboost', 'forest', 'svm', 'stack', 'ensemble'],
  },
  {
    title: 'Accuracy against latency',
    x_label: 'latency p99, ms',
    y_label: 'accuracy',
    rules: [{ x: 40, label: 'budget' }],
  },
);
const empty = pointNode({ x: [], y: [] }, { title: 'No points' });
const onePoint = pointNode({ x: [3], y: [4] }, { title: 'One point' });
const missing = pointNode(
  { x: [1, 2, null, 4, 5], y: [2, NaN, 3, Infinity, 1] },
  { title: 'Missing and infinite' },
);
const dates = pointNode(
  {
    x: count(60).map((i) => new Date(Date.UTC(2026, 0, 1) + i * 3 * 86_400_000)),
    y: count(60).map((i) => 100 + 30 * normal(i)),
  },
  { title: 'Runs by day', y_label: 'minutes' },
);
const points = (length: number) =>
  pointNode(
    {
      x: count(length).map((i) => normal(i)),
      y: count(length).map((i) => normal(i) * 0.6 + normal(i, 5)),
      color: count(length).map((i) => (i % 5 === 0 ? 'churned' : 'stayed')),
    },
    { title: 'Embedding', color_label: 'customer' },
  );

export const scatterCharts = {
  typical,
  colored,
  ramped,
  sized,
  named,
  empty,
  onePoint,
  missing,
  dates,
  points,
};
