// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, test } from 'vitest';
import { legendOf } from '$kit/parts/legend';
import LineChart from '$kit/components/line-chart';
import { factsOf, sentenceOf, tableOf } from '$kit/components/line-chart/facts';
import { endsOf, lineStops, lineView, type Line } from '$kit/components/line-chart/lines';
import { mergeColumns } from '$kit/components/line-chart/merge';
import type { LineChartSeries } from '$kit/components/line-chart/types';
import { readColumns, type Columns } from '$kit/parts/plot/columns';
import { layoutOf } from '$kit/parts/plot/layout';
import type { Measure } from '$kit/parts/plot/measure';
import { ruleNumbers } from '$kit/parts/plot/rules';
import { column } from '../../stories/columns';
import { lineCharts } from '../../stories/line-charts';

afterEach(cleanup);

const measure: Measure = (text, size) => text.length * size * 0.5;
const epochs = Float64Array.from([1, 2, 3, 4]);
const train: Line = { name: 'train', x: epochs, y: Float64Array.from([0.9, 0.5, 0.4, 0.3]) };
const valid: Line = { name: 'valid', x: epochs, y: Float64Array.from([1, 0.6, NaN, 0.45]) };

const viewOf = (lines: readonly Line[], options = {}) =>
  lineView(lines, {}, { x_label: 'epoch', ...options }, []);
const stopsOf = (lines: readonly Line[], options = {}) => {
  const view = viewOf(lines, options);
  return lineStops(view, layoutOf(view.x, view.y, { width: 400, height: 236, measure }));
};

describe('the values under the rule', () => {
  test('are those of all lines there, the highest first', () => {
    const stop = stopsOf([train, valid]).stop(1);
    expect(stop?.title).toBe('epoch 2');
    expect(stop?.rows.map(({ name, value }) => `${name} ${value}`)).toEqual([
      'valid 0.600',
      'train 0.500',
    ]);
    expect(stop?.dots).toHaveLength(2);
  });

  test('tell what is missing', () => {
    const stop = stopsOf([train, valid]).stop(2);
    expect(stop?.rows.find(({ name }) => name === 'valid')?.value).toBe('—');
    expect(stop?.dots).toHaveLength(1);
  });

  test('of a line with points elsewhere are not told, but for one as near as can be seen', () => {
    const sparse: Line = { name: 'sparse', x: [1, 3.01], y: [5, 6] };
    const stops = stopsOf([train, sparse]);
    expect(stops.stop(1)?.rows).toHaveLength(1);
    expect(stops.stop(2)?.rows.map(({ value }) => value)).toEqual(['6 at 3.01', '0.400']);
  });

  test('of many lines are the highest, and a count of the others', () => {
    const lines = Array.from({ length: 20 }, (_, i) => ({ ...train, name: `run ${i}` }));
    const stop = stopsOf(lines).stop(0);
    expect([stop?.rows.length, stop?.more]).toEqual([10, 'and 10 more']);
  });

  test('are found by the pointer at the nearest place', () => {
    const view = viewOf([train]);
    const layout = layoutOf(view.x, view.y, { width: 400, height: 236, measure });
    const stops = lineStops(view, layout);
    expect(stops.nearest(layout.x.at(2.4), 100)).toBe(1);
    expect(stops.nearest(layout.x.at(2.6), 100)).toBe(2);
    expect(stops.nearest(-50, 100)).toBeUndefined();
  });
});

describe('names', () => {
  test('stand at the ends of up to four lines, where they have room', () => {
    const lines = [train, valid];
    expect(endsOf(viewOf(lines), 400)?.map(({ name, y }) => [name, y])).toEqual([
      ['train', 0.3],
      ['valid', 0.45],
    ]);
    expect(endsOf(viewOf([{ ...train, name: 'x'.repeat(40) }, valid]), 400)).toBeUndefined();
    expect(endsOf(viewOf(Array.from({ length: 5 }, () => train)), 400)).toBeUndefined();
  });

  test('of a ninth line and those after it are one key, in gray', () => {
    const legend = legendOf(
      Array.from({ length: 20 }, (_, i) => `${i}`),
      'line',
    );
    expect(legend.map(({ label }) => label)).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '13 more',
    ]);
  });
});

test('a part of the x axis fills the height with the values there', () => {
  const lines = [{ name: 'y', x: [0, 1, 2, 3], y: [100, 3, 4, 5] }];
  expect(lineView(lines, {}, {}, [], [1, 3]).y.domain).toEqual([3, 5]);
});

test('a rule is always in sight', () => {
  expect(lineView([train], {}, {}, [{ y: 2 }]).y.domain?.[1]).toBeGreaterThanOrEqual(2);
});

test('rules at moments are read as the data are', () => {
  const [zoned, naive, none] = ruleNumbers([
    { x: '2026-01-01T01:00:00+01:00' },
    { x: '2026-01-01T00:00:00' },
    { x: 3, label: 'three' },
  ]);
  expect(zoned?.x).toBe(Date.UTC(2026, 0, 1));
  expect(naive?.x).toBe(Date.UTC(2026, 0, 1));
  expect(none).toMatchObject({ x: 3, label: 'three' });
});

test('the picture is a sentence too', () => {
  expect(sentenceOf(viewOf([train, valid]), 'Loss')).toBe(
    'Loss. Line chart of 2 lines over epoch: train from 0.900 to 0.300, valid from 1 to 0.450.',
  );
});

test('of no value at all, there is a sentence in place of empty axes', async () => {
  const gaps = column('y0', [NaN, NaN]);
  const node = {
    columns: [column('x0', [0, 1]), gaps],
    series: [{ name: 'y', x: 'x0', y: 'y0', count: 2 }],
  };
  render(LineChart, { id: 'a', title: 'Loss', ...node });
  expect(await screen.findByText('Nothing to draw: 2 missing values.')).toBeDefined();
});

test('moments are in a file as files have them', () => {
  const day = Date.parse('2026-01-01');
  const line = { name: 'y', x: [day, day + 3_600_000], y: [1, 2] };
  const view = lineView([line], { zone: 'UTC' }, { x_scale: 'time' }, []);
  expect(tableOf(view).exact(1)).toEqual(['2026-01-01T01:00:00+00:00', 2]);
});

test('moments that all are midnights are days', async () => {
  const at = async (...texts: string[]) => {
    const moments = texts.map((text) => new Date(text));
    return (await readColumns([column('x', moments)])).get('x')?.time;
  };
  expect(await at('2026-01-01', '2026-01-03')).toBe('date');
  expect(await at('2026-01-01', '2026-01-03T06:00Z')).toBe('datetime');
});

test('what is not drawn is counted', () => {
  const line = { name: 'y', x: [0, 1, 2, 3], y: [NaN, Infinity, 0, 5] };
  expect(factsOf(viewOf([line], { y_scale: 'log' }), 100)).toEqual([
    'Gaps: 1 missing value, 1 infinite value.',
    '1 value at or below 0 has no place on a logarithmic axis.',
    '4 of 100 points are in this card: the lowest and the highest of each stretch.',
  ]);
});

describe('the table behind it', () => {
  test('has a column for each line where they share their places', () => {
    const table = tableOf(viewOf([train, valid]));
    expect([table.headers, table.length]).toEqual([['epoch', 'train', 'valid'], 4]);
    expect(table.exact(2)).toEqual([3, 0.4, null]);
  });

  test('has a row for each point where they do not', () => {
    const table = tableOf(viewOf([train, { ...valid, x: [10, 20, 30, 40] }]));
    expect(table.length).toBe(8);
    expect(table.exact(5)).toEqual(['valid', 20, 0.6]);
  });
});

describe('a refresh', () => {
  const numbers = (values: number[]) => ({
    numbers: Float64Array.from(values),
    parts: [],
  });
  const series = (count: number, recent?: number): LineChartSeries[] => [
    { name: 'loss', x: 'x', y: 'y', count, ...(recent === undefined ? {} : { recent }) },
  ];
  const columns = (x: number[], y = x): Columns =>
    new Map([
      ['x', numbers(x)],
      ['y', numbers(y)],
    ]);
  const placesOf = (known: { columns: Columns }) => [...(known.columns.get('x')?.numbers ?? [])];
  const whole = mergeColumns(undefined, columns([0, 1, 2, 3, 4, 5]), series(6), 'a');

  test('adds what is new to what the page has, and nothing twice', () => {
    const next = mergeColumns(whole, columns([0, 5, 6, 7]), series(8, 3), 'a');
    expect(placesOf(next)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(placesOf(mergeColumns(next, columns([0, 5, 6, 7]), series(8, 3), 'a'))).toEqual(
      placesOf(next),
    );
  });

  test('that comes after others that were dropped loses no point that it still holds', () => {
    const next = mergeColumns(whole, columns([0, 4, 6, 7, 8, 9]), series(10, 4), 'a');
    expect(placesOf(next)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('that comes too late stands alone, until a whole page fills the gap', () => {
    const late = mergeColumns(whole, columns([0, 50, 98, 99]), series(100, 2), 'a');
    expect(placesOf(late)).toEqual([0, 50, 98, 99]);
    const next = mergeColumns(late, columns([0, 50, 100]), series(101, 1), 'a');
    expect(placesOf(next)).toEqual([0, 50, 98, 99, 100]);
    const filled = mergeColumns(next, columns([1, 2, 3]), series(3), 'a');
    expect(placesOf(filled)).toEqual([1, 2, 3]);
  });

  test('with other data replaces what is shown', () => {
    expect(placesOf(mergeColumns(whole, columns([9]), series(7, 1), 'b'))).toEqual([9]);
  });
});

test('columns of one name are the parts of one column', async () => {
  const columns = await readColumns([
    column('x', [1, 2]),
    column('y', [5]),
    column('x', [3, null]),
  ]);
  expect([...(columns.get('x')?.numbers ?? [])]).toEqual([1, 2, 3, NaN]);
});

test('dates are moments, and missing ones have no place', async () => {
  const day = new Date(Date.UTC(2026, 0, 2));
  const read = await readColumns([column('x', [day, null], { dates: true })]);
  expect([...(read.get('x')?.numbers ?? [])]).toEqual([day.getTime(), NaN]);
  expect(read.get('x')?.time).toBe('date');
});

test('a chart without points says so', async () => {
  render(LineChart, { id: 'a', ...lineCharts.empty });
  expect(await screen.findByText('There are no points yet.')).toBeDefined();
});

test('columns that cannot be read leave a sentence, not a hole', async () => {
  const broken = { name: 'x', dtype: 'float64' as const, shape: [1], data: 'AAAA' };
  render(LineChart, { id: 'a', ...lineCharts.one, columns: [broken] });
  expect(await screen.findByText(/cannot be read/)).toBeDefined();
});
