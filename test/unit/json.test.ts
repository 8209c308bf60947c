// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Json from '$kit/components/json';
import {
  allBranches,
  leafText,
  openAtFirst,
  pathText,
  rowsOf,
  search,
} from '$kit/components/json/tree';

import { jsonText } from '$kit/wire/long';

afterEach(cleanup);

const VALUE = { model: { depth: 8, layers: [64, 32] }, rate: 'NaN', name: 'NaN?' };

it('shows what is open, and how many values the rest has', () => {
  const rows = rowsOf(VALUE, (key) => key === '$');
  expect(rows.map(({ name, size, depth }) => [name, size, depth])).toEqual([
    [undefined, 3, 0],
    ['model', 2, 1],
    ['rate', undefined, 1],
    ['name', undefined, 1],
  ]);
});

it('shows, finds and copies whole numbers that no double holds with all of their digits', () => {
  const value = { id: '\u00001234567890123456789', same: '1234567890123456789' };
  const texts = rowsOf(value, () => true).map((row) => row.size ?? leafText(row.value));
  expect(texts).toEqual([2, '1234567890123456789', '"1234567890123456789"']);
  expect(search(value, '456789').matches).toEqual(['$/id', '$/same']);
  expect(jsonText(value)).toBe('{"id":1234567890123456789,"same":"1234567890123456789"}');
});

it('opens at first level by level, as long as rows are few', () => {
  expect([...openAtFirst(VALUE)]).toEqual(['$', '$/model', '$/model/layers']);
  const wide = { a: Array.from({ length: 100 }, (_, i) => i), b: [1] };
  expect([...openAtFirst(wide)]).toEqual(['$', '$/b']);
});

it('finds keys and values, and what to open for them', () => {
  const found = search(VALUE, 'LAYER');
  expect(found.matches).toEqual(['$/model/layers']);
  expect([...found.open]).toEqual(['$', '$/model']);
  expect(search(VALUE, '32').matches).toEqual(['$/model/layers/1']);
  expect(search(VALUE, '').matches).toEqual([]);
});

it('reads a path as Python does', () => {
  expect(`data${pathText(['a "b"', 0])}`).toBe('data["a \\"b\\""][0]');
});

it('has a row for each of 100,000 values, no two of one identity', () => {
  const large = Object.fromEntries(
    Array.from({ length: 1000 }, (_, i) => [`k${i}`, Array.from({ length: 100 }, (_, j) => i * j)]),
  );
  const open = allBranches(large);
  const rows = rowsOf(large, (key) => open.has(key));
  expect(new Set(rows.map(({ key }) => key)).size).toBe(101_001);
  expect(search(large, 'k999').matches).toEqual(['$/k999']);
});

it('shows numbers that JSON cannot say as what they are, and text in quotes', () => {
  const { container } = render(Json, { id: 'a', value: VALUE });
  const literals = [...container.querySelectorAll('.literal')].map((e) => e.textContent);
  expect(literals).toContain('NaN');
  expect(container.querySelector('.text')?.textContent).toBe('"NaN?"');
});

it('folds, and stays folded when new data come', async () => {
  const { rerender } = render(Json, { id: 'a', value: VALUE });
  screen.getByRole('button', { name: /model/ }).click();
  await rerender({ id: 'a', value: { ...VALUE, rate: 2 } });
  expect(screen.queryByText('depth')).toBeNull();
  expect(screen.getByText('2')).toBeDefined();
});

it('draws only the rows in sight', () => {
  const many = Array.from({ length: 5000 }, (_, i) => i);
  const { container } = render(Json, { id: 'a', value: many });
  expect(container.querySelectorAll('li').length).toBeLessThan(200);
});
