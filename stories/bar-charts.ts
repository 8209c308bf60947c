/** Bar charts of many situations. */
import type { BarChartNode } from '$kit/components/bar-chart/types';
import { column } from './columns';

type Args = Omit<BarChartNode, 'id'>;

/** A node of bars: names, and a list of values for each series. */
function barNode(
  names: readonly (string | number | Date)[],
  series: Record<string, readonly (number | null)[]>,
  more: Partial<Args> & { dates?: boolean } = {},
): Args {
  const { dates, ...args } = more;
  const keys = Object.keys(series);
  return {
    columns: [
      column('names', names, dates === undefined ? {} : { dates }),
      ...keys.map((name, i) => column(`y${i}`, series[name] ?? [])),
    ],
    names: 'names',
    series: keys.map((name, i) => ({ name, y: `y${i}` })),
    ...args,
  };
}

const count = (length: number) => Array.from({ length }, (_, i) => i);

const typical = barNode(
  'days_since_login tickets_30d plan tenure invoices_overdue sessions_7d seats nps'.split(' '),
  { gain: [0.231, 0.187, 0.121, 0.098, 0.077, 0.066, 0.051, 0.032] },
  { title: 'Feature importance' },
);
const upright = barNode(
  'A B C D E F G H'.split(' '),
  { score: [0.91, 0.94, 0.89, 0.95, 0.92, 0.88, 0.93, 0.9] },
  {
    title: 'Score by fold',
    x_label: 'fold',
    y_label: 'accuracy',
    rules: [{ y: 0.9, label: 'target' }],
  },
);
const stacked = barNode(
  'mon tue wed thu fri sat sun'.split(' '),
  {
    basic: [12, 14, 9, 15, 22, 30, 28],
    team: [8, 9, 12, 11, 9, 4, 3],
    pro: [3, 4, 6, 5, 5, 1, 2],
  },
  { title: 'Tickets by weekday', y_label: 'tickets' },
);
const shares: Args = { ...stacked, title: 'Shares of tickets', stack: 'normalize' };
const grouped: Args = { ...stacked, title: 'Tickets side by side', stack: false };
const groupedLevel = barNode(
  ['gradient boosting', 'logistic regression', 'random forest', 'multilayer perceptron'],
  { train: [0.99, 0.91, 0.98, 0.97], 'valid.': [0.93, 0.9, 0.92, 0.91] },
  { title: 'Accuracy', stack: false },
);
const one = barNode(['only'], { n: [42] }, { title: 'One bar' });
const oneUpright = barNode(['only'], { n: [42] }, { title: 'One bar, upright', horizontal: false });
const empty = barNode([], { n: [] }, { title: 'No bars' });
const negative = barNode(
  ['age', 'income', 'children', 'distance', 'tenure'],
  { weight: [0.8, -0.55, 0.21, -0.04, 0] },
  { title: 'Weights' },
);
const negativeUpright: Args = { ...negative, title: 'Weights, upright', horizontal: false };
const missing = barNode(
  ['a', 'b', 'c', 'd'],
  { n: [3, null, NaN, Infinity] },
  { title: 'Missing and infinite' },
);
const many = barNode(
  count(200).map((i) => `feature_${i}`),
  { gain: count(200).map((i) => 0.3 / (i + 1)) },
  { title: '200 features' },
);
const numbers = barNode(
  count(60).map((i) => i + 1960),
  { n: count(60).map((i) => 100 + 60 * Math.sin(i / 7)) },
  { title: 'By year', y_label: 'papers' },
);
const days = barNode(
  count(21).map((i) => new Date(Date.UTC(2026, 10, 1 + i))),
  { orders: count(21).map((i) => 120 + 50 * Math.sin(i)) },
  { title: 'By day', dates: true, horizontal: false },
);
const longNames = barNode(
  [
    'a feature whose name says in full how it was computed, from which table and over how many days',
    'another one of these names',
    'short',
  ],
  { n: [3, 2, 1] },
  { title: 'Long names' },
);
const logarithmic = barNode(
  'cat dog axolotl quokka'.split(' '),
  { images: [1_200_000, 340_000, 120, 7] },
  { title: 'Images by class', y_scale: 'log', horizontal: false, y_label: 'images' },
);
const huge = barNode(['in', 'out'], { bytes: [3.2e12, 7.5e11] }, { title: 'Traffic', unit: 'B' });

export const barCharts = {
  typical,
  upright,
  stacked,
  shares,
  grouped,
  groupedLevel,
  one,
  oneUpright,
  empty,
  negative,
  negativeUpright,
  missing,
  many,
  numbers,
  days,
  longNames,
  logarithmic,
  huge,
};
