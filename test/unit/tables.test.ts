// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import type { Component } from 'svelte';
import { afterEach, describe, expect, test } from 'vitest';
import { rowsToCsv, rowsToMarkdown } from '$kit/lib/table/copy';
import { columnGroups } from '$kit/lib/table/groups';
import { nextSort, sortRows, type Value } from '$kit/lib/table/order';
import { rowWindow } from '$kit/lib/table/window';
import DataTable from '$kit/parts/DataTable.svelte';
import { longestTexts, type TableColumn } from '$kit/parts/table';

afterEach(cleanup);

test('columns of figures keep the room that they had, whatever the digits; those of names follow', () => {
  const columns: TableColumn<string>[] = [
    { key: 'name', name: 'Name', value: (row) => row },
    { key: 'value', name: 'Value', kind: 'number', value: (row) => row },
  ];
  const before = new Map<string, string>();
  const longest = (...rows: string[]) => longestTexts(columns, rows, before);
  expect(longest('1.5', '−12.25')).toEqual(['−12.25', '−00.00']);
  expect(longest('9.75', '3')).toEqual(['9.75', '−00.00']);
  expect(longest('1,234,567', '3')).toEqual(['1,234,567', '0,000,000']);
  expect(longest()).toEqual(['', '0,000,000']);
});

describe('sorting', () => {
  const sorted = (values: Value[], order: 'ascending' | 'descending') =>
    sortRows(values, (value) => value, order);

  test('puts numbers by size and names by the numbers in them', () => {
    expect(sorted([10, 9, 100], 'ascending')).toEqual([9, 10, 100]);
    expect(sorted([-9n, 2n ** 53n + 1n, 2n ** 53n, -10n, 0.5], 'ascending')).toEqual([
      -10n,
      -9n,
      0.5,
      2n ** 53n,
      2n ** 53n + 1n,
    ]);
    expect(sorted(['fold 10', 'fold 9'], 'ascending')).toEqual(['fold 9', 'fold 10']);
    expect(sorted([10, 9, 100], 'descending')).toEqual([100, 10, 9]);
  });

  test('puts numbers below 0 and broken numbers by size, and the numbers of names by theirs', () => {
    expect(sorted([0.5, -2, 0.25, -10], 'ascending')).toEqual([-10, -2, 0.25, 0.5]);
    expect(sorted([1e21, 5e-7, 30], 'ascending')).toEqual([5e-7, 30, 1e21]);
    expect(sorted(['b', 2, 'a', 10, true], 'ascending')).toEqual([2, 10, 'a', 'b', true]);
  });

  test('puts what is missing last, in either order', () => {
    const values = [null, 2, Number.NaN, 1, undefined, ''];
    for (const order of ['ascending', 'descending'] as const) {
      expect(sorted(values, order).slice(2)).toEqual([null, Number.NaN, undefined, '']);
    }
  });

  test('keeps the order of equal rows', () => {
    const rows = [1, 2, 3, 4].map((id) => ({ id, group: id % 2 }));
    const ids = (order: 'ascending' | 'descending') =>
      sortRows(rows, ({ group }) => group, order).map(({ id }) => id);
    expect(ids('ascending')).toEqual([2, 4, 1, 3]);
    expect(ids('descending')).toEqual([1, 3, 2, 4]);
  });

  test('goes from one order to the other, and back to that of the rows', () => {
    const first = nextSort(undefined, 'a', 'descending');
    expect(first).toEqual({ key: 'a', order: 'descending' });
    const second = nextSort(first, 'a', 'descending');
    expect(second).toEqual({ key: 'a', order: 'ascending' });
    expect(nextSort(second, 'a', 'descending')).toBeUndefined();
    const other = nextSort(second, 'b');
    expect(other).toEqual({ key: 'b', order: 'ascending' });
    expect(nextSort(other, 'b')).toEqual({ key: 'b', order: 'descending' });
  });
});

test('the rows in sight are always among those that are drawn', () => {
  fc.assert(
    fc.property(
      fc.nat(5000),
      fc.nat(200_000),
      fc.integer({ min: 1, max: 2000 }),
      (count, top, height) => {
        const { start, end } = rowWindow(count, 32, { top, height });
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(count);
        expect(end).toBeGreaterThanOrEqual(start);
        const [first, last] = [Math.floor(top / 32), Math.ceil((top + height) / 32)];
        for (const row of [first, last].filter((at) => at < count)) {
          expect(row >= start && row < Math.max(end, 1)).toBe(true);
        }
        expect(end - start).toBeLessThanOrEqual(height / 32 + 34);
      },
    ),
  );
});

test('the rows in sight are drawn with a step of eight around them, of wide rows with one of four', () => {
  const at = (top: number, width?: number) => rowWindow(1000, 32, { top, height: 320 }, width);
  expect(at(0)).toEqual({ start: 0, end: 24 });
  expect(at(32 * 100)).toEqual({ start: 88, end: 120 });
  expect(at(32 * 100, 50)).toEqual(at(32 * 100));
  expect(at(32 * 100, 51)).toEqual({ start: 96, end: 116 });
  expect(rowWindow(10, 32, { top: -9999, height: 320 }), 'not in sight').toEqual({
    start: 0,
    end: 0,
  });
});

describe('groups of columns on paper', () => {
  test('hold every column once, and the names in each', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 20, max: 400 }), { minLength: 1, maxLength: 60 }),
        (widths) => {
          const groups = columnGroups(widths, 660);
          const columns = groups.flatMap((group, i) => (i === 0 ? group : group.slice(1)));
          expect(columns).toEqual(widths.map((_, i) => i));
          for (const group of groups) {
            expect(group[0]).toBe(0);
            const width = group.reduce((sum, at) => sum + (widths[at] ?? 0), 0);
            expect(width <= 660 || group.length <= 2).toBe(true);
          }
        },
      ),
    );
  });

  test('are one where the paper is wide enough', () => {
    expect(columnGroups([100, 100, 100], 660)).toEqual([[0, 1, 2]]);
    expect(columnGroups([100, 200, 200], 500), 'to the pixel').toEqual([[0, 1, 2]]);
    expect(columnGroups([100, 200, 201], 500)).toEqual([
      [0, 1],
      [0, 2],
    ]);
  });

  test('as many columns stand in a group as there is room for', () => {
    expect(columnGroups([100, 200, 200, 100, 300, 900, 50], 500)).toEqual([
      [0, 1, 2],
      [0, 3, 4],
      [0, 5],
      [0, 6],
    ]);
  });
});

interface Row {
  name: string;
  score: number | null;
}
/** The table for these rows; a test cannot name the type of a generic component. */
const Table = DataTable as unknown as Component<{
  label: string;
  columns: TableColumn<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string;
}>;

const columns: TableColumn<Row>[] = [
  { key: 'name', name: 'Model', value: ({ name }) => name },
  {
    key: 'score',
    name: 'accuracy',
    kind: 'number',
    value: ({ score }) => score,
    format: ({ score }) => score?.toFixed(2) ?? '–',
  },
];
const rows: Row[] = [
  { name: 'mlp', score: 0.8 },
  { name: 'none', score: null },
  { name: 'catboost', score: 0.949 },
];

test('a table is copied with exact values as CSV, and as it is read as Markdown', () => {
  expect(rowsToCsv(columns, rows)).toBe('Model,accuracy\r\nmlp,0.8\r\nnone,\r\ncatboost,0.949\r\n');
  const read = columns.map((column) => ({
    ...column,
    text: column.format ?? ((row: Row) => row.name),
  }));
  expect(rowsToMarkdown(read, rows)).toContain('| catboost | 0.95 |');
  const facts = [undefined, null, true, 1e21].map((value) => ({ name: 'm', value: () => value }));
  expect(rowsToCsv(facts, [0])).toBe('m,m,m,m\r\n,,true,1e+21\r\n');
});

describe('a table', () => {
  const keyOf = ({ name }: Row) => name;
  const names = () => screen.getAllByRole('rowheader').map(({ textContent }) => textContent.trim());

  test('names its rows by the first column and its columns by their headings', () => {
    render(Table, { props: { label: 'Models', columns, rows, keyOf } });
    expect(within(screen.getByRole('table', { name: 'Models' })).getAllByRole('row')).toHaveLength(
      4,
    );
    expect(names()).toEqual(['mlp', 'none', 'catboost']);
    expect(screen.getByRole('columnheader', { name: 'accuracy' })).toBeTruthy();
  });

  test('sorts numbers from the largest at a click, says so, and gives the order back at the third', async () => {
    render(Table, { props: { label: 'Models', columns, rows, keyOf } });
    const heading = screen.getByRole('columnheader', { name: 'accuracy' });
    const button = within(heading).getByRole('button');
    await userEvent.click(button);
    expect(names()).toEqual(['catboost', 'mlp', 'none']);
    expect(heading.getAttribute('aria-sort')).toBe('descending');
    await userEvent.click(button);
    expect(names()).toEqual(['mlp', 'catboost', 'none']);
    await userEvent.click(button);
    expect(names()).toEqual(['mlp', 'none', 'catboost']);
    expect(heading.getAttribute('aria-sort')).toBeNull();
  });

  test('draws few of very many rows, says how many there are, and holds their place', () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({ name: `row ${i}`, score: i }));
    const { container } = render(Table, {
      props: { label: 'Models', columns, rows: many, keyOf },
    });
    expect(screen.getAllByRole('rowheader').length).toBeLessThan(80);
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('5001');
    const heights = [...container.querySelectorAll('tbody tr')].map((row) =>
      parseFloat((row as HTMLElement).style.height || '0'),
    );
    expect(heights.reduce((sum, height) => sum + height, 0)).toBe(5000 * 32);
  });

  test('draws few of the rows of a wide table, and all of a narrow one that is as long', () => {
    const some = Array.from({ length: 150 }, (_, i) => ({ name: `row ${i}`, score: i }));
    const wide = Array.from({ length: 100 }, (_, i) => ({
      key: String(i),
      name: `score ${i}`,
      value: ({ score }: Row) => score,
    }));
    const { unmount } = render(Table, {
      props: { label: 'Wide', columns: wide, rows: some, keyOf },
    });
    expect(screen.getAllByRole('rowheader').length).toBeLessThan(45);
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('151');
    unmount();
    render(Table, { props: { label: 'Narrow', columns, rows: some, keyOf } });
    expect(screen.getAllByRole('rowheader')).toHaveLength(150);
  });

  test('puts its first hundred rows on paper, and says how many there are', () => {
    const many = Array.from({ length: 1000 }, (_, i) => ({ name: `row ${i}`, score: i }));
    render(Table, { props: { label: 'Models', columns, rows: many, keyOf } });
    window.dispatchEvent(new Event('beforeprint'));
    expect(screen.getAllByRole('rowheader')).toHaveLength(100);
    expect(screen.getByText(/The first 100 of 1,000 rows are on paper/)).toBeTruthy();
    window.dispatchEvent(new Event('afterprint'));
    expect(screen.queryByText(/on paper/)).toBeNull();
  });

  test('shows markup as text', () => {
    const hostile = [{ name: '<img src=x onerror=alert(1)>', score: 1 }];
    const { container } = render(Table, {
      props: { label: 'Models', columns, rows: hostile, keyOf },
    });
    expect(container.querySelector('img')).toBeNull();
    expect(names()).toEqual(['<img src=x onerror=alert(1)>']);
  });
});
