/** Line charts of many situations: what is typical, what is empty, what is odd. */
import type { LineChartNode } from '$kit/components/line-chart/types';
import { column } from './columns';

type Args = Omit<LineChartNode, 'id'>;
type Value = number | string | Date | null;

/** A node of lines over one column of places. */
function lineNode(
  x: readonly Value[],
  lines: Record<string, readonly (number | null)[]>,
  more: Partial<Args> & { zone?: string; dates?: boolean } = {},
): Args {
  const { zone, dates, ...args } = more;
  const axis = {
    ...(zone === undefined ? {} : { zone }),
    ...(dates === undefined ? {} : { dates }),
  };
  const names = Object.keys(lines);
  const texts = [...new Set(x.filter((place) => typeof place === 'string'))];
  const places = texts.length === 0 ? x : x.map((place) => texts.indexOf(String(place)));
  return {
    columns: [
      column('x', places, axis),
      ...names.map((name, i) => column(`y${i}`, lines[name] ?? [])),
    ],
    series: names.map((name, i) => ({ name, x: 'x', y: `y${i}`, count: x.length })),
    ...(texts.length === 0 ? {} : { x_names: texts }),
    ...args,
  };
}

const count = (length: number, start = 0) => Array.from({ length }, (_, i) => i + start);

/** Noise that is the same every time. */
const noise = (i: number, seed = 1) => {
  const value = Math.sin(i * 12.9898 + seed * 78.233) * 43758.5453;
  return value - Math.floor(value) - 0.5;
};

const loss = (epoch: number, seed: number, floor: number) =>
  floor + 0.62 * Math.exp(-epoch / 11) + 0.02 * noise(epoch, seed);

const epochs = count(60, 1);
const rounded = (value: number) => Math.round(value * 1e4) / 1e4;

const typical = lineNode(
  epochs,
  {
    train: epochs.map((epoch) => rounded(loss(epoch, 1, 0.15))),
    'valid.': epochs.map((epoch) => rounded(loss(epoch, 2, 0.22) + epoch * 0.0003)),
  },
  {
    title: 'Loss by epoch',
    x_label: 'epoch',
    y_label: 'log loss',
    rules: [{ x: 47, label: 'best, epoch 47: 0.213' }],
  },
);

const one = lineNode(
  epochs,
  { accuracy: epochs.map((epoch) => rounded(0.93 - loss(epoch, 3, 0.02) / 2)) },
  { title: 'Accuracy by epoch', x_label: 'epoch', rules: [{ y: 0.9, label: 'target 0.9' }] },
);

const empty = lineNode([], { loss: [] }, { title: 'Loss by epoch', x_label: 'epoch' });
const onePoint = lineNode([1], { loss: [0.693] }, { title: 'First epoch', x_label: 'epoch' });
const allMissing = lineNode(
  count(5),
  { loss: [null, null, null, null, null] },
  { title: 'Loss, never logged', x_label: 'epoch' },
);

const gaps = lineNode(
  count(40),
  {
    diverges: count(40).map((i) =>
      i === 12 ? NaN : i > 30 ? Infinity : i > 17 && i < 21 ? null : 1 + i / 40 + 0.1 * noise(i),
    ),
    sparse: count(40).map((i) => (i % 5 === 0 ? 0.7 + i / 90 : null)),
  },
  { title: 'Missing, NaN and infinite', x_label: 'step' },
);

const logarithmic = lineNode(
  count(200, 1),
  {
    'gradient norm': count(200, 1).map((i) => 3 * i ** -1.6 * Math.exp(0.6 * noise(i))),
    'with zeros': count(200, 1).map((i) => (i % 20 === 0 ? 0 : 0.02 * i ** -0.7)),
  },
  { title: 'Gradient norm', x_scale: 'log', y_scale: 'log', x_label: 'step' },
);

const symmetric = lineNode(
  count(101, -50),
  { cubic: count(101, -50).map((i) => i ** 3) },
  { title: 'From minus to plus', y_scale: 'symlog', x_label: 'x' },
);

const tiny = lineNode(
  count(30),
  { rate: count(30).map((i) => 1e-9 * (1 + Math.sin(i / 4))) },
  { title: 'Learning rate', x_label: 'epoch' },
);
const huge = lineNode(
  count(30).map((i) => i * 1e6),
  { tokens: count(30).map((i) => 1.3e12 * (i / 30) ** 2) },
  { title: 'Tokens', x_label: 'step' },
);
const close = lineNode(
  count(30),
  { offset: count(30).map((i) => 100_000 + 0.001 * noise(i)) },
  { title: 'Nearly equal, far from 0', x_label: 'step' },
);
const constant = lineNode(count(10), { flat: count(10).map(() => 0.5) }, { title: 'Constant' });

const many = lineNode(
  count(80),
  Object.fromEntries(
    count(20).map((run) => [
      `run ${run + 1}`,
      count(80).map((i) => 0.9 - 0.5 * Math.exp(-i / (8 + run)) - run / 60 + 0.02 * noise(i, run)),
    ]),
  ),
  { title: 'Accuracy of 20 runs', x_label: 'epoch' },
);

const eight = lineNode(
  count(50),
  Object.fromEntries(
    'logreg forest boosted mlp knn svm bayes dummy'
      .split(' ')
      .map((name, m) => [name, count(50).map((i) => m / 3 + Math.sin(i / 9 + m) / 4)]),
  ),
  { title: 'Eight models', x_label: 'fold' },
);

const longNames = lineNode(
  count(30),
  {
    'a model with a very long name that was made by a search over many parameters': count(30),
    'another model of that search, with a learning rate of 0.003 and 12 layers': count(30).map(
      (i) => 30 - i,
    ),
  },
  { title: 'Long names', x_label: 'a long title of an axis, which says what is counted there' },
);

const hour = 3_600_000;
const start = Date.UTC(2026, 9, 24, 22);

const zoned = lineNode(
  count(49).map((i) => new Date(start + i * hour)),
  { requests: count(49).map((i) => Math.round(900 + 600 * Math.sin(i / 4) + 90 * noise(i))) },
  { title: 'Requests, over the end of summer time', zone: 'Europe/Berlin', y_label: 'requests' },
);
const minutes = lineNode(
  count(90).map((i) => new Date(start + i * 60_000)),
  { cpu: count(90).map((i) => 40 + 30 * Math.sin(i / 9) + 8 * noise(i)) },
  { title: 'Processor', zone: 'UTC', unit: '%' },
);
const india = lineNode(
  count(30).map((i) => new Date(start + i * hour * 5)),
  { load: count(30).map((i) => 4 + Math.sin(i / 3)) },
  { title: 'Load', zone: 'Asia/Kolkata' },
);
const naive = lineNode(
  count(24).map((i) => new Date(start + i * hour)),
  { load: count(24).map((i) => 4 + Math.sin(i / 3)) },
  { title: 'Without a zone' },
);
const days = lineNode(
  count(120).map((i) => new Date(Date.UTC(2026, 6, 1 + i))),
  {
    customers: count(120).map((i) => 48_000 + i * 20 + 400 * noise(i)),
    active: count(120).map((i) => 31_000 + i * 31 + 500 * noise(i, 4)),
  },
  { title: 'Customers by day', dates: true },
);
const years = lineNode(
  count(30).map((i) => new Date(Date.UTC(1995 + i, 0, 1))),
  { temperature: count(30).map((i) => 14.2 + i / 40 + 0.2 * noise(i)) },
  { title: 'Mean temperature', dates: true, unit: '°C' },
);
const named = lineNode(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  { 'this week': [3, 5, 4, 6, 8, 12, 11], 'last week': [2, 4, 4, 5, 9, 10, 12] },
  { title: 'Orders by weekday' },
);

const steps = lineNode(
  [0, 1, 2, 3, 5, 8, 13],
  { before: [0, 0.2, 0.5, 0.6, 0.8, 0.9, 1], after: [0, 0.1, 0.4, 0.7, 0.75, 0.95, 1] },
  { title: 'Steps', curve: 'step-after', x_label: 'threshold' },
);

const middle = count(60).map((i) => Math.exp(-i / 20) + 0.1);
const banded: Args = {
  title: 'Mean of five folds, with their range',
  x_label: 'epoch',
  columns: [
    column('x', count(60)),
    ...['a', 'b'].flatMap((name, m) => [
      column(
        name,
        middle.map((v, i) => v * (1 - m / 4) + 0.02 * noise(i, m)),
      ),
      column(
        `${name} low`,
        middle.map((v) => v * (0.9 - m / 4) - 0.02),
      ),
      column(
        `${name} high`,
        middle.map((v) => v * (1.1 - m / 4) + 0.02),
      ),
    ]),
  ],
  series: ['a', 'b'].map((y, m) => ({
    name: ['wide', 'deep'][m] ?? '',
    x: 'x',
    y,
    count: 60,
    lower: `${y} low`,
    upper: `${y} high`,
  })),
};

const points = (length: number) =>
  lineNode(
    count(length),
    {
      signal: count(length).map((i) =>
        i === Math.floor(length * 0.7)
          ? 9
          : i > length * 0.4 && i < length * 0.45
            ? null
            : Math.sin((i / length) * 40) + noise(i),
      ),
    },
    { title: 'One value is far above all others', x_label: 'step' },
  );

/** What a refresh of a long run sends: the extremes of the past, and the last points as they are. */
const refreshed: Args = {
  ...lineNode(
    [...count(100).map((i) => i * 90), ...count(1000, 9000)],
    {
      loss: [...count(100).map((i) => i * 90), ...count(1000, 9000)].map(
        (i) => 0.2 + Math.exp(-i / 2500) + 0.1 * noise(i),
      ),
    },
    { title: 'A running step', x_label: 'step', revision: 'a', total: 10_000 },
  ),
  series: [{ name: 'loss', x: 'x', y: 'y0', count: 10_000, recent: 1000 }],
};

const hostile = lineNode(
  [0, 1, 2],
  { '<img src=x onerror=alert(1)>': [1, 2, 3], [`</svg>${'x'.repeat(300)}`]: [3, 2, 1] },
  {
    title: '</script><img src=x onerror=alert(1)>',
    x_label: '<b>x</b>',
    unit: '<i>ms</i>',
    format: '>9999f',
    rules: [{ y: 2, label: '<script>' }, { x: 'no date' }],
    notes: ['2 of 8 values were left out.'],
  },
);

export const lineCharts = {
  typical,
  one,
  empty,
  onePoint,
  allMissing,
  gaps,
  logarithmic,
  symmetric,
  tiny,
  huge,
  close,
  constant,
  many,
  eight,
  longNames,
  zoned,
  minutes,
  india,
  naive,
  days,
  years,
  named,
  steps,
  banded,
  points,
  refreshed,
  hostile,
};
