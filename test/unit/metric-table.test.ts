// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test } from 'vitest';
import MetricTable, { span } from '$kit/components/metric-table';
import { copiedColumns, keysOf, valueOf } from '$kit/components/metric-table/columns';
import {
  changeSentence,
  changeText,
  countVerdicts,
  figuresOf,
  gainOf,
  inFull,
} from '$kit/components/metric-table/figures';
import { fitTiles, tileOf } from '$kit/components/metric-table/tiles';
import type { Metric } from '$kit/components/metric-table/types';
import { rowsToCsv, rowsToMarkdown } from '$kit/lib/table/copy';
import { sortRows } from '$kit/lib/table/order';
import { cellText } from '$kit/parts/table';
import fixture from './fixtures/figures.json';

afterEach(cleanup);

const accuracy: Metric = {
  name: 'accuracy',
  value: 0.933,
  baseline: 0.93,
  higher_is_better: true,
  change: 0.003,
  relative_change: 0.0032258064516129,
  verdict: 'better',
};
const loss: Metric = {
  name: 'log_loss',
  value: 0.25,
  baseline: 0.2,
  higher_is_better: false,
  change: 0.05,
  relative_change: 0.25,
  verdict: 'worse',
};
const missing: Metric = {
  name: 'f1',
  value: null,
  baseline: 0.774,
  higher_is_better: true,
  reason: 'only the baseline has it',
};
const noise: Metric = {
  name: 'auc',
  value: 0.91,
  baseline: 0.9,
  change: 0.01,
  relative_change: 0.0111111111,
  verdict: 'noise',
  noise: 0.02,
};
const same: Metric = { ...accuracy, name: 'n', change: 0, relative_change: 0, verdict: 'same' };

describe('the figures', () => {
  test.each(fixture)('of $metric.name read as Python reads them', ({ metric, figures }) => {
    const own = metric as Metric;
    const found = figuresOf(own);
    const count = (n?: number) => (n === undefined ? '' : ` (n = ${n})`);
    const unit = (text?: string) => (text === undefined ? own.unit : undefined);
    expect(inFull(found.value, found.spread, unit(own.text)) + count(own.n)).toBe(figures.value);
    expect(
      inFull(found.baseline, found.baselineSpread, unit(own.baseline_text)) + count(own.baseline_n),
    ).toBe(figures.baseline);
    expect(found.change).toBe(figures.change);
    expect(found.relativeChange).toBe(figures.relative_change);
    expect(inFull(found.target, '', own.unit)).toBe(figures.target);
  });

  test('of a value and its baseline never look alike where they differ', () => {
    expect(figuresOf({ ...accuracy, value: 0.93311, baseline: 0.93312 })).toMatchObject({
      value: '0.93311',
      baseline: '0.93312',
    });
  });

  test('of a change without a share are its amount', () => {
    expect(changeText(accuracy)).toBe('+0.3%');
    const { relative_change, ...absolute } = loss;
    expect(changeText({ ...absolute, baseline: 0 })).toBe('+0.050');
    expect(changeText(missing)).toBe('—');
  });

  test('are in full where they are pointed at', () => {
    expect(changeSentence(accuracy)).toBe('+0.003, +0.3%, better');
    expect(changeSentence({ ...noise, unit: 'ms' })).toBe(
      '+0.010 ms, +1.1%, within noise; noise is ±0.020 ms',
    );
    expect(changeSentence(missing)).toBeUndefined();
  });

  test('are counted by what they mean', () => {
    const counted = countVerdicts([accuracy, same, loss, accuracy, noise, missing]);
    expect(counted.map(({ text }) => text)).toEqual(['2 better', '1 worse', '1 within noise']);
  });
});

describe('the order', () => {
  test('of changes is from the best to the worst, whatever better means', () => {
    const rows = [loss, accuracy, missing, { ...loss, name: 'rmse', relative_change: -0.1 }];
    expect(sortRows(rows, gainOf, 'descending').map(({ name }) => name)).toEqual([
      'rmse',
      'accuracy',
      'log_loss',
      'f1',
    ]);
    expect(gainOf({ name: 'x', value: 1, change: 1 })).toBe(Infinity);
  });

  test('of values has texts beside numbers, and what is missing last', () => {
    const rows: Metric[] = [
      { name: 'nan', value: 'NaN' },
      { name: 'inf', value: 'Infinity' },
      { name: 'low', value: -1 },
      { name: 'none', value: null },
    ];
    const names = (order: 'ascending' | 'descending') =>
      sortRows(rows, valueOf, order).map(({ name }) => name);
    expect(names('ascending')).toEqual(['low', 'inf', 'nan', 'none']);
    expect(names('descending')).toEqual(['inf', 'low', 'nan', 'none']);
    expect(valueOf({ name: 'a', value: null, text: 'sgd' })).toBe('sgd');
  });

  test('keeps metrics of one name apart', () => {
    const rows = [accuracy, { ...accuracy }, loss];
    expect(new Set(keysOf(rows).values()).size).toBe(3);
  });
});

describe('what is copied', () => {
  const columnsOf = (metrics: Metric[]) =>
    copiedColumns(metrics).map((column) => ({
      ...column,
      text: (row: Metric) => cellText(column, row),
    }));

  test('as CSV has the exact values, and empty fields for what is missing', () => {
    const metrics = [{ ...accuracy, value: 0.93300000000001, unit: '%' }, missing];
    expect(rowsToCsv(columnsOf(metrics), metrics)).toBe(
      'metric,value,unit,baseline,change,relative_change,verdict,reason\r\n' +
        'accuracy,0.93300000000001,%,0.93,0.003,0.0032258064516129,better,\r\n' +
        'f1,,,0.774,,,,only the baseline has it\r\n',
    );
  });

  test('has every fact that any metric has, and no column for what none has', () => {
    const names = (metrics: Metric[]) => columnsOf(metrics).map(({ name }) => name);
    expect(names([{ name: 'n', value: 1 }])).toEqual(['metric', 'value']);
    expect(
      names([
        {
          ...noise,
          sd: 0.1,
          n: 5,
          baseline_sd: 0.2,
          baseline_n: 4,
          target: 1,
          target_met: false,
          description: 'x',
        },
      ]),
    ).toEqual(
      (
        'metric value sd n baseline baseline_sd baseline_n change relative_change verdict noise ' +
        'target target_met description'
      ).split(' '),
    );
  });

  test('as Markdown is what is shown', () => {
    const metrics = [{ ...loss, unit: 'nats' }];
    expect(rowsToMarkdown(columnsOf(metrics), metrics)).toContain(
      '| log_loss | 0.250 | nats | 0.200 | +0.050 nats | +25.0% | worse |',
    );
  });
});

describe('tiles', () => {
  test('hold up to four metrics that are short', () => {
    expect(fitTiles([accuracy, loss, missing, same])).toBe(true);
    expect(fitTiles([accuracy, loss, missing, same, noise])).toBe(false);
    expect(fitTiles([{ name: 'a', value: null, text: 'word '.repeat(9) }])).toBe(false);
    expect(fitTiles([{ ...accuracy, description: 'What it means.' }])).toBe(false);
  });

  test('say what the change means with a word and a sign', () => {
    expect(tileOf(accuracy, 0)).toMatchObject({
      label: 'accuracy',
      value: '0.933',
      pill: { tone: 'good', text: '0.3% better' },
      note: 'from 0.930',
    });
    expect(tileOf(noise, 0).pill).toMatchObject({ tone: 'neutral', text: '1.1% within noise' });
    expect(tileOf(same, 0)).toMatchObject({ pill: { tone: 'neutral', text: 'same' } });
    expect(tileOf(same, 0).note).toBeUndefined();
    expect(tileOf(missing, 0)).toMatchObject({
      value: '—',
      note: 'only the baseline has it · from 0.774',
    });
  });

  test('hold the spread, the number of scores, the target and the way there', () => {
    const tile = tileOf(
      {
        ...accuracy,
        unit: 'ms',
        sd: 0.012,
        n: 5,
        target: 0.95,
        target_met: false,
        history: [0.9, null, 'NaN', 0.92],
      },
      0,
    );
    expect(tile).toMatchObject({
      unit: 'ms ± 0.012',
      note: 'from 0.930 ms · target 0.950 ms, missed · n = 5',
      history: [0.9, null, null, 0.92, 0.933],
      reference: 0.93,
    });
  });
});

test('a tile without a baseline says by a sign and a word whether its target is met', () => {
  const gate = { name: 'latency', value: 52, unit: 'ms', target: 50, target_met: false };
  expect(tileOf(gate, 0)).toMatchObject({
    pill: { tone: 'bad', text: 'missed' },
    note: 'target 50 ms',
  });
  expect(tileOf({ ...gate, target_met: true }, 0).pill).toMatchObject({
    tone: 'good',
    text: 'met',
  });
});

test('figures and bars take the whole width, names and values less than half', () => {
  const many = Array.from({ length: 6 }, (_, i) => ({ name: `m${i}`, value: i }));
  expect(span({ metrics: many })).toBe(5);
  expect(span({ metrics: [...many, accuracy] })).toBe(12);
  expect(span({ metrics: [accuracy] })).toBe(12);
});

describe('the table', () => {
  const five = [accuracy, loss, missing, noise, { ...accuracy, name: 'recall', value: 0.1 }];
  const show = (metrics: Metric[], more = {}) =>
    render(MetricTable, { id: 'a', title: 'Metrics', metrics, ...more });
  const names = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent.trim());

  test('says in words which way is better, what a change means and why there is no value', () => {
    show(five);
    const [first, , third] = screen.getAllByRole('rowheader');
    expect(first?.textContent).toContain('(higher is better)');
    expect(third?.textContent).toContain('only the baseline has it');
    expect(screen.getByRole('table').textContent).toMatch(/\+0\.3%\s*better/);
    expect(screen.getByText('2 better')).toBeDefined();
  });

  test('has bars and baselines only where there is a baseline, targets only where there is one', () => {
    const plain = Array.from({ length: 5 }, (_, i) => ({ name: `m${i}`, value: i }));
    const { unmount } = show(plain);
    expect(screen.getAllByRole('columnheader')).toHaveLength(2);
    unmount();
    show([...five, { name: 'x', value: 1, target: 2, target_met: false, higher_is_better: true }]);
    expect(screen.getAllByRole('columnheader')).toHaveLength(6);
    expect(screen.getByText('missed')).toBeDefined();
  });

  test('sorts at a click and keeps the sort when new values arrive', async () => {
    const { rerender } = show(five);
    await userEvent.click(screen.getByRole('button', { name: 'Value' }));
    expect(names()[0]).toContain('accuracy');
    await rerender({ metrics: [{ ...accuracy, value: 0 }, ...five.slice(1)] });
    expect(names()[0]).toContain('auc');
  });

  test('keeps the element of a metric when it moves, so that focus and selection stay', async () => {
    const { rerender } = show(five);
    const row = screen.getAllByRole('row')[1];
    await rerender({ metrics: [loss, { ...accuracy, value: 0.95 }, missing, noise, same] });
    expect(screen.getAllByRole('row')[2]).toBe(row);
  });

  test('stands behind the menu where metrics are headline figures', async () => {
    show([accuracy, loss]);
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getByText('0.3% better')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Menu of Metrics' }));
    await userEvent.click(screen.getByText('Show as a table'));
    expect(within(screen.getByRole('table')).getAllByRole('row')).toHaveLength(3);
  });

  test('keeps the focus at its menu when it takes the place of headline figures', async () => {
    render(MetricTable, { id: 'a', metrics: [accuracy, loss] });
    await userEvent.click(screen.getByRole('button', { name: /^Menu/ }));
    await userEvent.click(screen.getByText('Show as a table'));
    expect(screen.getByRole('table')).toBeDefined();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /^Menu/ }));
  });

  test('shows metrics of the same name, and hostile text as text', () => {
    const name = '<img src=x onerror=alert(1)>';
    const odd = { name, value: null, text: name.repeat(2) };
    show([odd, { ...odd }, accuracy, loss, noise]);
    expect(screen.getAllByRole('rowheader')).toHaveLength(5);
    expect(document.querySelector('img')).toBeNull();
  });

  test('without metrics says so, and offers nothing to copy', () => {
    show([]);
    expect(screen.getByText('There are no metrics.')).toBeDefined();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
