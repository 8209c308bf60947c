// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, test } from 'vitest';
import ScatterChart from '$kit/components/scatter-chart';
import { factsOf, sentenceOf, tableOf } from '$kit/components/scatter-chart/facts';
import { diagonalOf, pointStops, scatterView } from '$kit/components/scatter-chart/points';
import { readColumns } from '$kit/parts/plot/columns';
import { layoutOf } from '$kit/parts/plot/layout';
import type { Measure } from '$kit/parts/plot/measure';
import { scatterCharts, pointNode } from '../../stories/scatter-charts';

afterEach(cleanup);

const measure: Measure = (text, size) => text.length * size * 0.5;

type Given = Parameters<typeof pointNode>[0];

async function viewOf(given: Given, options = {}) {
  const { columns, color_names } = pointNode(given);
  const view = scatterView(await readColumns(columns), { color_names, ...options }, []);
  if (view === undefined) throw new Error('no view');
  return view;
}

const layoutFor = ({ xAxis, yAxis }: Awaited<ReturnType<typeof viewOf>>) =>
  layoutOf(xAxis, yAxis, { width: 400, height: 236, measure });

describe('the color of points', () => {
  test('is that of their name', async () => {
    const { color, colorCount } = await viewOf({
      x: [1, 2, 3],
      y: [1, 2, 3],
      color: ['a', 'b', 'a'],
    });
    expect(Array.from(color.of)).toEqual([0, 1, 0]);
    expect(colorCount).toBe(2);
  });

  test('goes along a ramp for a number, and is gray where that is missing', async () => {
    const { color, key } = await viewOf(
      { x: [1, 2, 3], y: [1, 2, 3], color: [0, 12, null] },
      { color_label: 'layers' },
    );
    expect(color.of[0]).toBe(0);
    expect(color.colors[color.of[2] ?? 0]).toBe('var(--kit-mark)');
    expect(key).toEqual({ from: 'layers 0', to: '12' });
  });
});

test('large points stand inside of the axes', async () => {
  const view = await viewOf({ x: [0, 60], y: [0, 9], size: [100, 100] });
  const { x, y, box } = layoutFor(view);
  expect(x.at(0) - box.left).toBeGreaterThan(14);
  expect(box.bottom - y.at(0)).toBeGreaterThan(8);
});

test('names are places on the x axis', async () => {
  const view = await viewOf({ x: [0, 1, 0], y: [1, 2, 3] }, { x_names: ['b', 'a'] });
  const layout = layoutFor(view);
  expect(layout.xTicks.map(({ text }) => text)).toEqual(['b', 'a']);
  expect(view.fields[0]?.text(1)).toBe('a');
  expect(tableOf(view).exact(2)).toEqual(['b', 3]);
});

test('where no point has a place, it is said why', async () => {
  const view = await viewOf({ x: [1, null], y: [0, 2] }, { y_scale: 'log' });
  expect(view.seen).toBe(false);
  expect(factsOf(view, undefined, 'Nothing to draw')).toEqual([
    'Nothing to draw: 1 missing value.',
    '1 value at or below 0 has no place on a logarithmic axis.',
  ]);
});

test('the areas of points are as their sizes', async () => {
  const { r } = await viewOf({ x: [1, 2], y: [1, 2], size: [25, 100] });
  const [small = 0, large = 0] = r as Float64Array;
  expect(large / small).toBeCloseTo(2);
});

describe('the pointer', () => {
  test('finds the nearest point, and none where all are far', async () => {
    const view = await viewOf({ x: [0, 5, 10], y: [0, 5, 10], label: ['p', 'q', 'r'] });
    const layout = layoutFor(view);
    const stops = pointStops(view, layout, () => false);
    const near = stops.nearest(layout.x.at(5) + 8, layout.y.at(5) + 8);
    expect(stops.stop(near ?? -1)?.title).toBe('q');
    expect(stops.nearest(layout.x.at(2.5), layout.y.at(9))).toBeUndefined();
  });

  test('and the arrow keys go from left to right, past points without a place', async () => {
    const view = await viewOf({ x: [3, null, 1, 2], y: [1, 1, NaN, 2] });
    const stops = pointStops(view, layoutFor(view), () => false);
    expect(stops.count).toBe(2);
    const across = [0, 1].map((index) => stops.stop(index)?.rows[0]?.value);
    expect(across).toEqual(['2', '3']);
  });
});

test('the picture is a sentence and a table too', async () => {
  const view = await viewOf(
    { x: [1, null], y: [2, 3], color: ['a', 'b'] },
    { x_label: 'latency', y_label: 'accuracy', color_label: 'model' },
  );
  expect(sentenceOf(view, undefined)).toBe(
    'Scatter chart of 2 points in 2 colors: accuracy by latency.',
  );
  expect(tableOf(view).headers).toEqual(['latency', 'accuracy', 'model']);
  expect(tableOf(view).exact(1)).toEqual([null, 3, 'b']);
  expect(factsOf(view, undefined)).toEqual(['Not drawn: 1 missing value.']);
});

test('a diagonal is drawn only where a value can be on both axes', () => {
  expect(diagonalOf([0, 10], [5, 20])).toEqual([5, 10]);
  expect(diagonalOf([1.7e12, 1.8e12], [0, 160])).toEqual([]);
});

test('a chart without points says so', async () => {
  render(ScatterChart, { id: 'a', ...scatterCharts.empty });
  expect(await screen.findByText('There are no points yet.')).toBeDefined();
});
