// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import Histogram from '$kit/components/histogram';
import { binStops, binText, histogramView } from '$kit/components/histogram/bins';
import { factsOf, sentenceOf, tableOf } from '$kit/components/histogram/facts';
import { layoutOf } from '$kit/parts/plot/layout';
import type { Measure } from '$kit/parts/plot/measure';
import { histograms } from '../../stories/histograms';

afterEach(cleanup);

const measure: Measure = (text, size) => text.length * size * 0.5;
const edges = Float64Array.from([0, 0.25, 0.5, 0.75, 1]);
const group = (name: string, bars: number[]) => ({
  name,
  count: bars.reduce((sum, bar) => sum + bar, 0),
  bars: Float64Array.from(bars),
});
const [stayed, churned] = [group('stayed', [4, 3, 2, 1]), group('churned', [0, 1, 2, 3])];

test('groups are stacked, or drawn over each other', () => {
  const stacked = histogramView(edges, [stayed, churned], {});
  expect([...(stacked.bars[1]?.from ?? [])]).toEqual([4, 3, 2, 1]);
  expect([...(stacked.bars[1]?.to ?? [])]).toEqual([4, 4, 4, 4]);
  const over = histogramView(edges, [stayed, churned], { stack: false });
  expect([...(over.bars[1]?.to ?? [])]).toEqual([0, 1, 2, 3]);
});

test('few bins do not fill the width', () => {
  const view = histogramView(Float64Array.from([4.5, 5.5]), [group('n', [12])], {});
  const { x } = layoutOf(view.x, view.y, { width: 600, height: 236, measure });
  expect(x.at(5.5) - x.at(4.5)).toBeLessThan(110);
});

test('a bin is told by its edges, or by the one whole number in it', () => {
  const view = histogramView(edges, [stayed], {});
  expect(binText(view, 1)).toBe('0.250 to 0.500');
  const whole = histogramView(Float64Array.from([0.5, 1.5, 2.5]), [group('n', [1, 2])], {});
  expect(binText(whole, 1)).toBe('2');
});

test('the pointer finds the bin at its place', () => {
  const view = histogramView(edges, [stayed, churned], {});
  const layout = layoutOf(view.x, view.y, { width: 600, height: 236, measure });
  const stops = binStops(view, layout);
  const stop = stops.stop(stops.nearest(layout.x.at(0.6), 100) ?? -1);
  expect(stop?.title).toBe('0.500 to 0.750');
  expect(stop?.rows.map(({ name, value }) => `${name} ${value}`)).toEqual([
    'stayed 2',
    'churned 2',
  ]);
});

test('bars say what they count', () => {
  expect(histogramView(edges, [stayed], {}).y.label).toBe('count');
  expect(histogramView(edges, [stayed], { weighted: true }).y.label).toBe('sum of weights');
  expect(histogramView(edges, [stayed], { normalize: 'density' }).y.label).toBe('density');
  expect(histogramView(edges, [stayed], { y_label: 'customers' }).y.label).toBe('customers');
});

test('the picture is a sentence and a table too', () => {
  const view = histogramView(edges, [stayed], {});
  expect(sentenceOf(view, 'Scores')).toBe(
    'Scores. Histogram of 10 values from 0 to 1; most are in 0 to 0.250.',
  );
  expect(tableOf(view).exact(3)).toEqual([0.75, 1, 1]);
  expect(factsOf({ missing: 2, outside: 1, series: [{ name: '', y: 'y', count: 3 }] })).toEqual([
    'Not counted: 2 values (missing or infinite).',
    'Outside of the bins: 1 value.',
  ]);
  expect(factsOf({ missing: 1, x_scale: 'log', series: [] })).toEqual([
    'Nothing to count: 1 value (missing, infinite or not above 0).',
  ]);
});

test('few bins are named at their edges, and those of whole numbers by these', () => {
  const ticksOf = (edges: number[]) => {
    const view = histogramView(Float64Array.from(edges), [group('n', [1, 2, 3])], {});
    const { xTicks } = layoutOf(view.x, view.y, { width: 640, height: 236, measure });
    return xTicks.map(({ text }) => text);
  };
  expect(ticksOf([0, 0.1, 0.5, 1])).toEqual(['0.0', '0.1', '0.5', '1.0']);
  expect(ticksOf([-0.5, 0.5, 1.5, 2.5])).toEqual(['0', '1', '2']);
});

test('the table of moments has them as files have', () => {
  const days = Float64Array.from(['2026-01-01', '2026-02-01'].map((day) => Date.parse(day)));
  const view = histogramView(days, [group('n', [1])], { time: true, zone: 'Europe/Berlin' });
  expect(tableOf(view).exact(0).slice(0, 2)).toEqual([
    '2026-01-01T01:00:00+01:00',
    '2026-02-01T01:00:00+01:00',
  ]);
});

test('a histogram without values says so', async () => {
  render(Histogram, { id: 'a', ...histograms.empty });
  expect(await screen.findByText('There are no values yet.')).toBeDefined();
});
