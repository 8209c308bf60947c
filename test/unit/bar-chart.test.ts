// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, test } from 'vitest';
import BarChart from '$kit/components/bar-chart';
import { barView } from '$kit/components/bar-chart/bars';
import { factsOf, sentenceOf, tableOf } from '$kit/components/bar-chart/facts';
import {
  areBelowNames,
  barStops,
  barTexts,
  isLevel,
  wrapNames,
} from '$kit/components/bar-chart/places';
import { layoutOf } from '$kit/parts/plot/layout';
import type { Measure } from '$kit/parts/plot/measure';
import { barCharts } from '../../stories/bar-charts';

afterEach(cleanup);

const measure: Measure = (text, size) => text.length * size * 0.5;
const names = ['a', 'b', 'c'];
const basic = { name: 'basic', values: [3, 1, NaN] };
const team = { name: 'team', values: [2, -4, 5] };

describe('bars', () => {
  test('of several series are stacked, those below 0 downwards', () => {
    const { bars, totals } = barView(names, [basic, team], [], {});
    expect(bars[1]?.map(({ from, to }) => [from, to])).toEqual([
      [3, 5],
      [0, -4],
      [0, 5],
    ]);
    expect(totals.map(({ text }) => text)).toEqual(['5', '−3', '5']);
    expect(bars.map((some) => some[0]?.end)).toEqual([false, true]);
  });

  test('stand side by side where they are not stacked', () => {
    const view = barView(names, [basic, team], [], { stack: false });
    expect(view.grouped).toBe(true);
    expect(view.bars[1]?.[0]).toMatchObject({ from: 0, to: 2 });
  });

  test('are shares of a whole', () => {
    const { bars, values } = barView(names, [basic, team], [], { stack: 'normalize' });
    expect(bars[1]?.[0]?.to).toBe(1);
    expect([values.domain, values.format]).toEqual([[0, 1], '.0%']);
  });

  test('start at 0, and hold a rule', () => {
    expect(barView(names, [basic], [{ y: 7 }], {}).values.domain).toEqual([0, 7]);
  });

  test('write their values with the same decimals', () => {
    const { texts } = barView(['a', 'b'], [{ name: 'y', values: [0.231, 0.098] }], [], {});
    expect(texts[0]).toEqual(['0.231', '0.098']);
  });

  test('of many names are not told apart by ever more digits', () => {
    const many = Array.from({ length: 60 }, (_, i) => 10 + i / 1000);
    const { texts } = barView(many.map(String), [{ name: 'n', values: many }], [], {});
    expect(new Set(texts[0]?.map((text) => text.length))).toEqual(new Set([4, 2]));
  });

  test('of the least value are seen on a logarithmic axis', () => {
    const { values } = barView(names, [{ name: 'n', values: [1, 10, 100] }], [], {
      y_scale: 'log',
    });
    expect(values.domain?.[0]).toBeLessThan(1);
  });

  test('on both sides of 0 carry no sum, which is the end of neither', () => {
    expect(barTexts(barView(names, [basic, team], [], {}))).toEqual([]);
    expect(barTexts(barView(names, [basic, team], [], { stack: false }))).toHaveLength(6);
  });

  test('without any are none', () => {
    expect(barView([], [{ name: 'y', values: [] }], [], {}).totals).toEqual([]);
  });
});

describe('the direction of bars', () => {
  test('is level where names would not stand side by side, or bars be far from each other', () => {
    expect(isLevel(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 560, measure)).toBe(false);
    expect(isLevel(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 200, measure)).toBe(true);
    expect(isLevel(['a', 'b'], 560, measure)).toBe(true);
    expect(isLevel(['days_since_login', 'tickets_30d', 'plan', 'nps', 'x'], 400, measure)).toBe(
      true,
    );
  });

  test('is upright for many numbers, of which every few are named', () => {
    const years = Array.from({ length: 60 }, (_, i) => `${1960 + i}`);
    expect(isLevel(years, 560, measure)).toBe(false);
  });

  test('is upright for days, of which every few are named, however wide it is', () => {
    const days = ['1 Jan', '2 Jan', '3 Jan', '4 Jan', '5 Jan', '6 Jan', '7 Jan', '8 Jan'];
    expect(isLevel(days, 240, measure)).toBe(true);
    for (const width of [240, 2000]) expect(isLevel(days, width, measure, true)).toBe(false);
  });

  test('has long names above the bars, in whole words', () => {
    const long = 'a feature whose name says in full how it was computed';
    expect(areBelowNames([long], 300, measure)).toBe(true);
    const [lines = []] = wrapNames([long], 180, measure);
    expect(lines.join(' ')).toBe(long);
    expect(lines.every((line) => measure(line, 12.5) <= 180)).toBe(true);
  });
});

test('the pointer finds the bars at its place, with their values and their sum', () => {
  const view = barView(names, [basic, team], [], {});
  const x = { scale: 'band' as const, names };
  const layout = layoutOf(x, view.values, { width: 400, height: 236, measure });
  const stops = barStops(view, layout, false);
  expect(stops.nearest(layout.x.at(1), 100)).toBe(1);
  const stop = stops.stop(0);
  expect([stop?.title, ...(stop?.rows ?? []).map(({ name, value }) => `${name} ${value}`)]).toEqual(
    ['a', 'basic 3', 'team 2', 'all 5'],
  );
});

test('the picture is a sentence and a table too', () => {
  const view = barView(names, [basic], [], {});
  expect(sentenceOf(view, 'Tickets')).toBe(
    'Tickets. Bar chart with 3 bars; the largest: a 3, b 1.',
  );
  const beside = barView(names, [basic, team], [], { stack: false });
  expect(sentenceOf(beside, undefined)).toBe(
    'Bar chart of 2 series with 3 bars; the largest: c team 5, a basic 3, a team 2.',
  );
  expect(tableOf(view).exact(2)).toEqual(['c', null]);
  expect(factsOf(view, 40, 2)).toEqual([
    'No bar: 1 missing value.',
    '2 values are added to others of the same name.',
    '3 of 40 bars are in this card: the largest.',
  ]);
});

test('a chart without bars says so', async () => {
  render(BarChart, { id: 'a', ...barCharts.empty });
  expect(await screen.findByText('There are no bars yet.')).toBeDefined();
});
