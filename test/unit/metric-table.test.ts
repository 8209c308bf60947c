// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test } from 'vitest';
import MetricTable from '$kit/components/metric-table';
import { toCsv, toMarkdown } from '$kit/components/metric-table/copy';
import { roomFor, rowFormats, toLines } from '$kit/components/metric-table/figures';
import { nextSort, sortRows } from '$kit/components/metric-table/order';
import type { MetricTableRow } from '$kit/components/metric-table/types';
import { csv, markdown } from '$kit/lib/tabular';

afterEach(cleanup);

const accuracy: MetricTableRow = {
  name: 'accuracy',
  value: 0.933,
  baseline: 0.93,
  direction: 'higher',
  change: 0.003,
  change_ratio: 0.00322580645161,
  verdict: 'better',
};
const loss: MetricTableRow = {
  name: 'log_loss',
  value: 0.25,
  baseline: 0.2,
  direction: 'lower',
  change: 0.05,
  change_ratio: 0.25,
  verdict: 'worse',
};
const missing: MetricTableRow = {
  name: 'f1',
  value: null,
  baseline: 0.774,
  direction: 'higher',
  reason: 'only the baseline has it',
};

describe('the figures', () => {
  const values = (rows: MetricTableRow[]) => toLines(rows).map(({ value }) => value.text);

  test('share their decimals down the column', () => {
    expect(values([accuracy, loss])).toEqual(['0.933', '0.250']);
  });

  test('show a gain of 0.003 as a gain of 0.003', () => {
    expect(toLines([accuracy])[0]).toMatchObject({
      change: { text: '+0.003' },
      percent: { text: '+0.32%' },
    });
    const [line] = toLines([{ ...accuracy, format: '.2f' }]);
    expect(line).toMatchObject({ value: { text: '0.93' }, change: { text: '+0.003' } });
  });

  test('of one unit do not take the decimals of another unit', () => {
    const rows = [accuracy, { name: 'latency', value: 38.2, unit: 'ms' }];
    expect(values(rows)).toEqual(['0.933', '38.2']);
  });

  test('too small for decimals get an exponent, and leave the others theirs', () => {
    expect(values([accuracy, { name: 'lr', value: 1e-5 }])).toEqual(['0.933', '1.00e−5']);
  });

  test('keep what is not a number visible', () => {
    expect(
      values([
        { name: 'a', value: 'NaN' },
        { name: 'b', value: '-Infinity' },
        { name: 'c', value: null },
        { name: 'd', value: null, text: '2026-11-03' },
      ]),
    ).toEqual(['NaN', '−∞', '—', '2026-11-03']);
  });

  test('split at the decimal point, so that the points stand below each other', () => {
    const parts = (value: number, format: string) => {
      const [line] = toLines([{ name: 'x', value, format }]);
      return [line?.value.whole, line?.value.rest];
    };
    expect(parts(1234.5, ',.2f')).toEqual(['1,234', '.50']);
    expect(parts(-0.931, '.1%')).toEqual(['−93', '.1%']);
    expect(parts(1.5e-7, '.1e')).toEqual(['1', '.5e−7']);
    expect(parts(12, '$d')).toEqual(['$12', '']);
    expect(roomFor(['.50', ''])).toBeGreaterThan(2);
  });

  test('have a word and an arrow for the verdict: the arrow is where the value went', () => {
    const verdicts = toLines([
      accuracy,
      loss,
      { ...loss, change: -0.05, verdict: 'better' },
      { ...loss, change: 0, verdict: 'same' },
      missing,
    ]).map(({ verdict }) => verdict);
    expect(verdicts).toEqual(['▲ better', '▲ worse', '▼ better', '= same', '—']);
  });

  test('of metrics with the same name keep apart', () => {
    const keys = toLines([accuracy, accuracy, loss]).map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
  });

  test('survive a specifier that means nothing', () => {
    expect(rowFormats([{ name: 'x', value: 1, format: 'what?' }])).toEqual(['what?']);
    expect(values([{ name: 'x', value: 0.5, format: 'what?' }])).toEqual(['0.500']);
  });
});

describe('the order', () => {
  const rows: MetricTableRow[] = [
    { name: 'b', value: 2 },
    { name: 'nan', value: 'NaN' },
    { name: 'none', value: null },
    { name: 'a', value: 2 },
    { name: 'x10', value: 'Infinity' },
    { name: 'x9', value: -1 },
    { name: 'text', value: null, text: 'sgd' },
  ];
  const names = (sort: Parameters<typeof sortRows>[1]) =>
    sortRows(
      rows.map((row) => ({ row })),
      sort,
    ).map(({ row }) => row.name);

  test('is ascending, descending and the given one again', () => {
    const first = nextSort(null, 'value');
    const second = nextSort(first, 'value');
    expect(first).toEqual({ by: 'value', order: 'ascending' });
    expect(second).toEqual({ by: 'value', order: 'descending' });
    expect(nextSort(second, 'value')).toBeNull();
    expect(nextSort(second, 'name')).toEqual({ by: 'name', order: 'ascending' });
  });

  test('is stable, and what is no number is last both ways', () => {
    expect(names({ by: 'value', order: 'ascending' })).toEqual(
      'x9 b a x10 text nan none'.split(' '),
    );
    expect(names({ by: 'value', order: 'descending' })).toEqual(
      'x10 b a x9 text nan none'.split(' '),
    );
  });

  test('of names reads their numbers', () => {
    expect(names({ by: 'name', order: 'ascending' })).toEqual(
      'a b nan none text x9 x10'.split(' '),
    );
  });

  test('of verdicts starts with the worse ones', () => {
    const order = sortRows(toLines([missing, accuracy, loss]), {
      by: 'verdict',
      order: 'ascending',
    }).map(({ row }) => row.name);
    expect(order).toEqual(['log_loss', 'accuracy', 'f1']);
  });

  test('leaves its input alone', () => {
    const lines = rows.map((row) => ({ row }));
    sortRows(lines, { by: 'value', order: 'descending' });
    expect(lines.map(({ row }) => row)).toEqual(rows);
  });
});

describe('what is copied', () => {
  test('as CSV has the exact values, and empty fields for what is missing', () => {
    const exact = { ...accuracy, value: 0.93300000000001, unit: '%' };
    expect(toCsv(toLines([exact, missing]), true)).toBe(
      'metric,value,unit,baseline,change,change_ratio,verdict\r\n' +
        'accuracy,0.93300000000001,%,0.93,0.003,0.00322580645161,better\r\n' +
        'f1,,,0.774,,,\r\n',
    );
  });

  test('without a baseline has no columns for one', () => {
    expect(toCsv(toLines([{ name: 'n', value: 'NaN' }]), false)).toBe('metric,value\r\nn,NaN\r\n');
  });

  test('as CSV quotes, and cannot be run by a spreadsheet', () => {
    expect(csv([['=1+1', '@x', '-y', '+z', 'a"b', 'c,d', 'e\nf', -1.5, null]])).toBe(
      `'=1+1,'@x,'-y,'+z,"a""b","c,d","e\nf",-1.5,\r\n`,
    );
  });

  test('as Markdown is what is shown', () => {
    expect(toMarkdown(toLines([{ ...loss, unit: 'nats' }]), true)).toBe(
      '| Metric | Value | Baseline | Change | Change % | Verdict |\n' +
        '| --- | ---: | ---: | ---: | ---: | ---: |\n' +
        '| log_loss | 0.250 nats | 0.200 | +0.050 | +25.0% | ▲ worse |\n',
    );
  });

  test('as Markdown cannot break out of its field', () => {
    expect(markdown(['a|b'], [['c\\|d\n<img>']])).toBe(
      '| a\\|b |\n| --- |\n| c\\\\\\|d &lt;img> |\n',
    );
  });
});

describe('the table', () => {
  const names = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent.trim());
  const sortButton = (name: string) => screen.getByRole('button', { name });

  test('sorts at a click, says so, and gives the order back at the third', async () => {
    render(MetricTable, { id: 'a', rows: [accuracy, loss] });
    const header = screen.getByRole('columnheader', { name: /Value/ });
    expect(header.getAttribute('aria-sort')).toBeNull();
    await userEvent.click(sortButton('Value'));
    expect(header.getAttribute('aria-sort')).toBe('ascending');
    expect(names()[0]).toContain('log_loss');
    await userEvent.click(sortButton('Value'));
    expect(header.getAttribute('aria-sort')).toBe('descending');
    await userEvent.click(sortButton('Value'));
    expect(header.getAttribute('aria-sort')).toBeNull();
    expect(names()[0]).toContain('accuracy');
  });

  test('keeps the sort when new values arrive, and follows them', async () => {
    const { rerender } = render(MetricTable, { id: 'a', rows: [accuracy, loss] });
    await userEvent.click(sortButton('Value'));
    expect(names()[0]).toContain('log_loss');
    await rerender({ id: 'a', rows: [{ ...accuracy, value: 0.1 }, loss] });
    expect(screen.getByRole('columnheader', { name: /Value/ }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
    expect(names()[0]).toContain('accuracy');
  });

  test('keeps the element of a metric when it moves, so that focus and selection stay', async () => {
    const { rerender } = render(MetricTable, { id: 'a', rows: [accuracy, loss] });
    const row = screen.getAllByRole('row')[1];
    await rerender({ id: 'a', rows: [loss, { ...accuracy, value: 0.95 }] });
    expect(screen.getAllByRole('row')[2]).toBe(row);
  });

  test('says in words which way is better, and why there is no value', () => {
    render(MetricTable, { id: 'a', rows: [missing] });
    const row = screen.getByRole('rowheader');
    expect(row.textContent).toContain('(higher is better)');
    expect(row.textContent).toContain('only the baseline has it');
    expect(screen.getAllByRole('cell')[0]?.textContent).toContain('—');
  });

  test('has columns of comparison only where there is a baseline', () => {
    const { unmount } = render(MetricTable, { id: 'a', rows: [{ name: 'n', value: 1 }] });
    expect(screen.getAllByRole('columnheader')).toHaveLength(2);
    unmount();
    render(MetricTable, { id: 'a', rows: [{ name: 'n', value: 1 }, accuracy] });
    expect(screen.getAllByRole('columnheader')).toHaveLength(6);
  });

  test('shows metrics of the same name, and hostile text as text', () => {
    const name = '<img src=x onerror=alert(1)>';
    render(MetricTable, {
      id: 'a',
      rows: [
        { name, value: 1 },
        { name, value: null, text: name },
      ],
    });
    expect(screen.getAllByRole('rowheader')).toHaveLength(2);
    expect(within(screen.getByRole('table')).getAllByText(name)).toHaveLength(3);
    expect(document.querySelector('img')).toBeNull();
  });

  test('without metrics says so, and offers nothing to copy', () => {
    render(MetricTable, { id: 'a', rows: [] });
    expect(screen.getByText('There are no metrics.')).toBeDefined();
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('lets the exact value be read where it is rounded', () => {
    render(MetricTable, { id: 'a', rows: [{ name: 'a', value: 0.123456789 }] });
    expect(screen.getByRole('cell').textContent).toContain('0.123');
    expect(screen.getByRole('cell').getAttribute('title')).toBe('0.123456789');
  });
});
