// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import Table, { span } from '$kit/components/table';
import { cellText, columnsOf, findRows, longSpecifier } from '$kit/components/table/cells';
import { rowsToCsv } from '$kit/lib/table/copy';
import { decode } from '$kit/wire/column';
import { column, mixedColumn } from '../../stories/columns';

afterEach(cleanup);

const cells = async () => {
  await screen.findAllByRole('columnheader');
  return screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim()));
};

it('shows numbers by their format, and what is not finite or missing as what it is', async () => {
  const columns = [
    column('plan', ['basic', null, 'team']),
    column('score', [0.5, Number.NaN, Infinity]),
    column('share', [0.25, null, 1]),
  ];
  render(Table, { id: 'a', columns, height: 3, fields: [{}, {}, { format: '.1%' }] });
  expect(await cells()).toEqual([
    ['basic', '0.500', '25.0%'],
    ['–', 'NaN', '–'],
    ['team', '∞', '100.0%'],
  ]);
});

it('shows, sorts and copies whole numbers that no double holds with all of their digits', async () => {
  const ids = [
    '\u00001234567890123456790',
    '\u00001234567890123456789',
    12,
    '\u0000-1234567890123456789',
  ];
  const user = { ...mixedColumn('user', ids), dtype: 'long' as const };
  const mixed = mixedColumn('any', [ids[0], 'b', { id: ids[1] }, null]);
  render(Table, { id: 'a', columns: [user, mixed], height: 4, fields: [{}, {}] });
  await userEvent.click(await screen.findByRole('button', { name: 'user' }));
  expect(await cells()).toEqual([
    ['1,234,567,890,123,456,790', '1,234,567,890,123,456,790'],
    ['1,234,567,890,123,456,789', 'b'],
    ['12', '{"id":1234567890123456789}'],
    ['−1,234,567,890,123,456,789', '–'],
  ]);
  const read = await Promise.all([user, mixed].map((one) => decode(one)));
  expect(rowsToCsv(columnsOf(read, []), [0, 3])).toBe(
    'user,any\r\n1234567890123456790,1234567890123456790\r\n-1234567890123456789,\r\n',
  );
});

it('says once that moments have no zone, and of others which they have', async () => {
  const moments = [new Date('2026-01-01T00:00:00Z'), new Date('2026-01-02T12:30:00Z')];
  const columns = [column('login', moments), column('seen', moments, { zone: 'UTC' })];
  render(Table, { id: 'a', columns, height: 2, fields: [{ unit: 'local' }, {}] });
  expect(await cells()).toEqual([
    ['2026-01-01 00:00', '2026-01-01 00:00 UTC'],
    ['2026-01-02 12:30', '2026-01-02 12:30 UTC'],
  ]);
  const heads = screen.getAllByRole('columnheader').map((head) => head.textContent.trim());
  expect(heads).toEqual(['login, local, no time zone', 'seen']);
});

it('puts the unit into the heading, and sorts by a click on it', async () => {
  const columns = [column('plan', ['a', 'b', 'c']), column('mrr', [2, null, 3])];
  render(Table, { id: 'a', columns, height: 3, fields: [{}, { unit: 'EUR' }] });
  await userEvent.click(await screen.findByRole('button', { name: 'mrr, EUR' }));
  expect((await cells()).map(([name]) => name)).toEqual(['c', 'a', 'b']);
});

it('finds rows by words in any of their cells', () => {
  const columns = ['one two', 'two three'].map((text, i) => ({
    key: String(i),
    name: '',
    value: () => null,
    format: (row: number) => `${text} ${row}`,
  }));
  expect(findRows([1, 2, 3], columns, 'THREE 2')).toEqual([2]);
  expect(findRows([1, 2], columns, ' ')).toEqual([1, 2]);
  expect(findRows([1, 2], columns, 'four')).toEqual([]);
});

it('reads nested values, flags, dates and nothing', () => {
  expect([{ a: [1] }, true, '2026-11-23T14:02:00Z', null].map(cellText)).toEqual([
    '{"a":[1]}',
    'yes',
    '2026-11-23 14:02 UTC',
    '–',
  ]);
});

it('has a field to search from a dozen rows on, and says how many are not there', async () => {
  const columns = [
    mixedColumn(
      'n',
      Array.from({ length: 20 }, (_, i) => `row ${i}`),
    ),
  ];
  render(Table, { id: 'a', title: 'rows', columns, height: 20, total: 48210, fields: [{}] });
  expect(await screen.findByRole('searchbox', { name: 'Find in the rows' })).toBeDefined();
  expect(await screen.findByText('The first 20 of 48,210 rows are in this card.')).toBeDefined();
});

it('says that there are no rows, and what the columns are', () => {
  render(Table, { id: 'a', columns: [mixedColumn('plan', [])], height: 0, fields: [{}] });
  expect(screen.getByText('Its columns are plan.')).toBeDefined();
  expect(span({ columns: [1, 2], height: 0 })).toBe(6);
});

it('says that its columns are damaged', async () => {
  const damaged = { ...mixedColumn('n', [1]), data: 'AAAA' };
  render(Table, { id: 'a', columns: [damaged], height: 1, fields: [{}] });
  expect(await screen.findByText(/The table cannot be read/)).toBeDefined();
});

it('writes a long column by the format that was given, whatever looks alike, and a short one apart', async () => {
  const values = Array.from({ length: 60 }, (_, i) => 40_000 + i / 8);
  const texts = async (many: number) => {
    const given = columnsOf(
      [await decode(column('mw', values.slice(0, many)))],
      [{ format: ',.0f' }],
    );
    return Array.from({ length: many }, (_, row) => given[0]?.format?.(row));
  };
  expect(new Set(await texts(60))).toEqual(
    new Set(values.map((value) => Math.round(value).toLocaleString('en'))),
  );
  expect(new Set(await texts(9)).size).toBe(9);
});

it('writes a long column with three digits of its middle one, and the exact value at pointing', async () => {
  const values = Array.from({ length: 60 }, (_, i) => Math.sin(i));
  expect(longSpecifier(values)).toBe(',.3f');
  expect(longSpecifier(values.map((value) => Math.round(value * 10) / 10))).toBe(',.1f');
  expect(longSpecifier(values.map((value) => value * 5000))).toBe(',.0f');
  expect(longSpecifier([...values, 0, 0, 90_000]), 'a few that are far larger').toBe(',.3f');
  expect(longSpecifier(values.slice(0, 10))).toBeUndefined();
  expect(longSpecifier(values.map(Math.round))).toBeUndefined();
  const columns = [column('n', values.map(String)), column('score', [...values.slice(1), 1e-9])];
  render(Table, { id: 'a', columns, height: 60, fields: [{}, {}] });
  const texts = (await cells()).map(([, score]) => score);
  expect([texts[0], texts[1], texts[59]]).toEqual(['0.841', '0.909', '1.00e−9']);
  expect(screen.getByText('0.841').closest('td')?.title).toBe(String(Math.sin(1)));
});
