// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import fc from 'fast-check';
import { afterEach, describe, expect, it, test, vi } from 'vitest';
import ModelComparison from '$kit/components/model-comparison';
import {
  columnsInLine,
  countsOf,
  differs,
  metricColumns,
  parameterText,
  placesOf,
  ranksOf,
  splitName,
} from '$kit/components/model-comparison/compare';
import { copiedColumns } from '$kit/components/model-comparison/copy';
import type { ModelComparisonNode } from '$kit/components/model-comparison/types';
import { verdictOf } from '$kit/components/model-comparison/verdict';
import { rowsToCsv } from '$kit/lib/table/copy';
import type { Num } from '$kit/wire/node';

afterEach(cleanup);

function nodeOf(
  metrics: Record<string, [boolean | undefined, ...Num[]]>,
  more: Partial<ModelComparisonNode> = {},
): ModelComparisonNode {
  const count = Object.values(metrics)[0]?.slice(1).length ?? 0;
  return {
    id: 'a',
    models: Array.from({ length: count }, (_, i) => ({ name: `m${i}` })),
    metrics: Object.entries(metrics).map(([name, [higher, ...values]]) => ({
      name,
      ...(higher === undefined ? {} : { higher_is_better: higher }),
      cells: values.map((value) => ({ value })),
    })),
    parameters: [],
    ...more,
  };
}

const best = (node: ModelComparisonNode) =>
  metricColumns(node, undefined).map(({ figures }) => figures.map((figure) => figure.best));

describe('the best of a column', () => {
  test('goes by the direction, and nothing is best where there is none', () => {
    expect(
      best(nodeOf({ acc: [true, 0.9, 0.8], loss: [false, 0.3, 0.2], n: [undefined, 1, 2] })),
    ).toEqual([
      [true, false],
      [false, true],
      [false, false],
    ]);
  });

  test('and the bars from the worst to it leave out who failed', () => {
    const node = nodeOf({ acc: [true, 0.9, 0.8, 0.99] });
    node.models[2] = { name: 'm2', status: 'failed', ranked: false };
    const [column] = metricColumns(node, undefined);
    expect(column?.figures.map(({ place }) => place)).toEqual([1, 0, undefined]);
    expect(column?.figures.map(({ text }) => text)).toEqual(['0.900', '0.800', '0.990']);
  });

  test('is an infinity too, never NaN, and nobody where all are equal', () => {
    expect(best(nodeOf({ acc: [true, 1, 'Infinity', 'NaN'] }))).toEqual([[false, true, false]]);
    expect(best(nodeOf({ loss: [false, 1, 'Infinity', 'NaN'] }))).toEqual([[true, false, false]]);
    expect(best(nodeOf({ acc: [true, 0.5, 0.5, null] }))).toEqual([[false, false, false]]);
  });

  test('is no run that failed or goes on', () => {
    const models = [
      { name: 'a', status: 'failed', ranked: false },
      { name: 'b' },
      { name: 'c', status: 'champion' },
    ];
    expect(best(nodeOf({ acc: [true, 0.99, 0.8, 0.9] }, { models }))).toEqual([
      [false, false, true],
    ]);
  });
});

describe('places', () => {
  test('run from the worst to the best, whichever way that is', () => {
    expect(placesOf([1, 2, 3], 'higher')).toEqual([0, 0.5, 1]);
    expect(placesOf([1, 2, 3], 'lower')).toEqual([1, 0.5, 0]);
    expect(placesOf([1, 2, 3], undefined)).toEqual([null, null, null]);
    expect(placesOf([2, 2, null], 'lower')).toEqual([1, 1, null]);
    expect(placesOf([1, Infinity, 2], 'lower')).toEqual([1, 0, 0]);
  });

  test('stay between 0 and 1 for any values', () => {
    const values = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constant(null)));
    fc.assert(
      fc.property(values, fc.constantFrom('higher' as const, 'lower' as const), (given, way) => {
        for (const place of placesOf(given, way)) {
          if (place !== null && !Number.isNaN(place)) {
            expect(place).toBeGreaterThanOrEqual(0);
            expect(place).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });
});

describe('the verdict', () => {
  const node = nodeOf(
    { acc: [true, 0.9, 0.8], loss: [false, 0.3, 0.2], size: [undefined, 5, 7] },
    { baseline: 'm1', ranking: { metric: 'acc', order: [0, 1], best: [0] } },
  );

  test('names the best, what it wins and what it costs against the baseline', () => {
    const verdict = verdictOf(node, metricColumns(node, 1), 1);
    expect(verdict).toMatchObject({
      over: 'Best of 2 by acc',
      headline: 'm0',
      wins: 'Best on 1 of 2 metrics.',
      baseline: 'm1',
      differences: [
        { metric: 'acc', text: '+12.5%', better: true },
        { metric: 'loss', text: '+50.0%', better: false },
      ],
    });
  });

  test('is none where no metric says which way is better', () => {
    const { ranking, ...unranked } = node;
    expect(verdictOf(unranked, metricColumns(node, 1), 1)).toBeUndefined();
  });

  test('names the only model that can be ranked, never a failed one', () => {
    const failed = nodeOf(
      { acc: [true, 0.99, 0.8] },
      { ranking: { metric: 'acc', order: [1, 0], best: [] } },
    );
    failed.models[0] = { name: 'm0', status: 'failed', ranked: false };
    expect(verdictOf(failed, metricColumns(failed, undefined), undefined)).toMatchObject({
      over: 'By acc',
      headline: 'm1',
    });
    const missing = nodeOf(
      { acc: [true, 'NaN', 0.8] },
      { ranking: { metric: 'acc', order: [1, 0], best: [] } },
    );
    expect(verdictOf(missing, metricColumns(missing, undefined), undefined)?.headline).toBe('m1');
  });

  test('says from which models chance may set the best apart', () => {
    const near = {
      ...node,
      ranking: { metric: 'acc', order: [0, 1], best: [0], within_noise: [1] },
    };
    expect(verdictOf(near, metricColumns(node, undefined), undefined)?.wins).toBe(
      'Within noise of m1. Best on 1 of 2 metrics.',
    );
  });

  test('says that models are equal, and that none is better', () => {
    const columns = metricColumns(node, undefined);
    const tied = { ...node, ranking: { metric: 'acc', order: [0, 1], best: [0, 1] } };
    expect(verdictOf(tied, columns, undefined)?.headline).toBe('m0, m1');
    const equal = { ...node, ranking: { metric: 'acc', order: [0, 1], best: [] } };
    expect(verdictOf(equal, columns, undefined)?.headline).toBe(
      'No model is better than the others',
    );
  });
});

test('equal models share a rank; one that failed or has no value of the metric has none', () => {
  const node = nodeOf({ acc: [true, 0.8, 0.9, 0.3 * 3, null, 0.7] });
  node.ranking = { metric: 'acc', order: [1, 2, 0, 4, 3], best: [1, 2] };
  node.models[4] = { name: 'm4', status: 'failed', ranked: false };
  expect([...ranksOf(node, metricColumns(node, undefined))]).toEqual([
    [1, 1],
    [2, 1],
    [0, 3],
  ]);
});

test('models out of the ranking are counted by what is said of them, whatever it is', () => {
  const states = ['failed', 'Killed', 'failed', 'champion', 'running', undefined];
  const models = states.map((status, i) => ({
    name: `m${i}`,
    ...(status === undefined ? {} : { status }),
    ...(['champion', undefined].includes(status) ? {} : { ranked: false }),
  }));
  expect(countsOf(models)).toBe('6 models, 2 failed, 1 killed, 1 running');
  expect(countsOf([{ name: 'failed' }])).toBe('1 model');
});

test('parameters differ by their groups, which know types', () => {
  expect(differs({ name: 'p', cells: [], groups: [0, 0] })).toBe(false);
  expect(differs({ name: 'p', cells: [], groups: [0, 1] })).toBe(true);
  expect([{}, { value: null }, { value: 1 }, { text: '"1"' }].map(parameterText)).toEqual([
    '–',
    'None',
    '1',
    '"1"',
  ]);
  expect(splitName('model.tree.depth')).toEqual(['model.tree.', 'depth']);
  expect(splitName('depth')).toEqual(['', 'depth']);
});

test('what is copied has a row for each model, its metrics exact', () => {
  const node = nodeOf(
    { acc: [true, 0.123456789, null] },
    { parameters: [{ name: 'lr', cells: [{ value: 0.1 }, {}], groups: [0, 1] }] },
  );
  const columns = copiedColumns(node, metricColumns(node, undefined));
  expect(rowsToCsv(columns, [0, 1])).toBe('model,acc,lr\r\nm0,0.123456789,0.1\r\nm1,,–\r\n');
});

describe('the component', () => {
  const node = nodeOf(
    { acc: [true, 0.9, 0.8, 0.7], loss: [false, 0.3, 0.2, 0.4] },
    {
      title: 'Models',
      baseline: 'm1',
      ranking: { metric: 'acc', order: [0, 1, 2], best: [0] },
      parameters: [
        { name: 'a.x', cells: [{ value: 1 }, { value: 2 }, {}], groups: [0, 1, 2] },
        { name: 'a.y', cells: [{ value: 5 }, { value: 5 }, { value: 5 }], groups: [0, 0, 0] },
      ],
    },
  );
  const rows = () =>
    within(screen.getByRole('table', { name: 'Leaderboard' }))
      .getAllByRole('rowheader')
      .map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());

  it('shows the models from best to worst with their ranks, and marks the baseline', () => {
    render(ModelComparison, node);
    expect(rows()).toEqual(['1 m0', '2 m1 baseline', '3 m2']);
    expect(screen.getByText('Best of 3 by acc')).toBeTruthy();
  });

  it('compares with whichever model the reader picks, and keeps it when data change', async () => {
    const { rerender } = render(ModelComparison, node);
    await userEvent.selectOptions(screen.getByLabelText('Baseline'), 'm2');
    expect(rows()).toEqual(['1 m0', '2 m1', '3 m2 baseline']);
    expect(screen.getByText('+28.6%', { selector: '.change' })).toBeTruthy();
    await rerender({ ...node, title: 'Later' });
    expect(rows()[2]).toBe('3 m2 baseline');
    await userEvent.selectOptions(screen.getByLabelText('Baseline'), 'none');
    expect(document.querySelector('.change')).toBeNull();
  });

  it('sorts by a metric on demand', async () => {
    render(ModelComparison, node);
    await userEvent.click(screen.getByRole('button', { name: /loss/ }));
    expect(rows().map((text) => text.slice(2, 4))).toEqual(['m1', 'm0', 'm2']);
  });

  it('has metrics as rows where two models have more of them than stand side by side', () => {
    const metrics: Parameters<typeof nodeOf>[0] = {};
    for (const name of 'abcdefg') metrics[name] = [true, 0.9, 0.8];
    render(ModelComparison, nodeOf(metrics, { title: 'Two', baseline: 'm1' }));
    expect(rows()).toEqual(['a ↑', 'b ↑', 'c ↑', 'd ↑', 'e ↑', 'f ↑', 'g ↑']);
    const heads = within(screen.getByRole('table', { name: 'Leaderboard' })).getAllByRole(
      'columnheader',
    );
    expect(heads.map(({ textContent }) => textContent.trim())).toEqual([
      'Metric',
      'm0',
      'm1 (baseline)',
    ]);
    expect(screen.getByText('best of the row')).toBeTruthy();
  });

  it('keeps the parameters that are the same out of sight until they are asked for', async () => {
    render(ModelComparison, node);
    expect(screen.queryByText('y')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: /1 parameter is the same/ }));
    expect(screen.getByText('y')).toBeTruthy();
  });

  it('has on a phone the verdict above its tools, and sorts by the metric that is picked', async () => {
    const width = vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(320);
    render(ModelComparison, node);
    const sort = screen.getByLabelText('Sorted by');
    const place = screen.getByText('Best of 3 by acc').compareDocumentPosition(sort);
    expect(place & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    await userEvent.selectOptions(sort, 'loss');
    const names = document.querySelectorAll('summary .name');
    expect([...names].map(({ textContent }) => textContent.trim().slice(0, 2))).toEqual([
      'm1',
      'm0',
      'm2',
    ]);
    width.mockRestore();
  });

  it('has on a phone its filter and its baseline in its menu, and one picker in sight', async () => {
    const width = vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(320);
    const eight = Array.from({ length: 8 }, (_, i) => i);
    render(ModelComparison, nodeOf({ acc: [true, ...eight], loss: [false, ...eight] }));
    const ask = async (name: string) => {
      await userEvent.click(screen.getByRole('button', { name: /^Menu of/ }));
      await userEvent.click(screen.getByRole('menuitemcheckbox', { name }));
    };
    expect(document.querySelectorAll('.panel :is(input, select)')).toHaveLength(1);
    await ask('Filter models');
    expect(document.activeElement?.tagName).toBe('INPUT');
    await userEvent.keyboard('m3');
    expect(document.querySelectorAll('summary')).toHaveLength(1);
    await ask('Filter models');
    expect(document.querySelectorAll('summary')).toHaveLength(8);
    await ask('Pick the baseline');
    expect(document.activeElement).toBe(screen.getByLabelText('Baseline'));
    await userEvent.selectOptions(screen.getByLabelText('Baseline'), 'm1');
    expect(screen.getByText('baseline')).toBeTruthy();
    width.mockRestore();
  });

  it('has on a phone nothing to open where there is one metric', () => {
    const width = vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(320);
    render(ModelComparison, nodeOf({ acc: [true, 0.9, 0.8] }));
    expect(document.querySelectorAll('ol li')).toHaveLength(2);
    expect(document.querySelector('details')).toBeNull();
    width.mockRestore();
  });

  it('begins with a few of the values of a parameter that every model has its own of', async () => {
    const each = Array.from({ length: 40 }, (_, i) => i);
    const seed = { name: 'seed', cells: each.map((value) => ({ value })), groups: each };
    render(ModelComparison, nodeOf({ acc: [true, ...each] }, { parameters: [seed] }));
    expect(document.querySelectorAll('.values .value')).toHaveLength(8);
    await userEvent.click(screen.getByRole('button', { name: /32 more values/ }));
    expect(document.querySelectorAll('.values .value')).toHaveLength(40);
  });

  it('compares a single model with nothing: its parameters, and no bars', () => {
    const parameters = [{ name: 'depth', cells: [{ value: 6 }], groups: [0] }];
    render(ModelComparison, nodeOf({ acc: [true, 0.9], loss: [false, 0.2] }, { parameters }));
    expect(screen.getByText('depth')).toBeTruthy();
    expect(screen.queryByText(/the same|differ|Bars run/)).toBeNull();
  });

  it('says how many failed, where no metric tells', () => {
    const models = ['a', 'b'].map((name) => ({ name, status: 'failed', ranked: false }));
    render(ModelComparison, { id: 'a', models, metrics: [], parameters: [] });
    expect(screen.getByText('2 models, 2 failed')).toBeTruthy();
  });

  it('has the baseline once in the key of the dots where it is the best', () => {
    render(ModelComparison, { ...node, baseline: 'm0' });
    expect(screen.getByText('m0, the baseline')).toBeTruthy();
    expect(document.querySelectorAll('.line .baseline')).toHaveLength(0);
  });

  it('filters many models by name', async () => {
    const many = nodeOf({ acc: [true, ...Array.from({ length: 12 }, (_, i) => i)] });
    render(ModelComparison, many);
    await userEvent.type(screen.getByRole('searchbox'), 'M1');
    expect(rows()).toHaveLength(3);
  });

  it('says that there are none', () => {
    render(ModelComparison, { id: 'a', models: [], metrics: [], parameters: [] });
    expect(screen.getByText(/no models/)).toBeTruthy();
  });

  it('shows names as text', () => {
    const models = [{ name: '<img src=x onerror=alert(1)>' }, { name: '</script>' }, { name: 'c' }];
    const { container } = render(ModelComparison, { ...node, models, baseline: '</script>' });
    expect(container.querySelectorAll('img, script')).toHaveLength(0);
  });
});

test('a line of a phone has as many metrics as stand in it, and one in any case', () => {
  const inLine = (...names: string[]) =>
    columnsInLine(
      metricColumns(nodeOf(Object.fromEntries(names.map((name) => [name, [true, 0.5, 0.25]]))), 0),
    ).map(({ name }) => name);
  expect(inLine('f1', 'auc', 'recall', 'ece', 'ap')).toEqual(['f1', 'auc', 'recall', 'ece']);
  expect(inLine('f1', 'balanced_accuracy', 'matthews_corrcoef', 'ap')).toEqual([
    'f1',
    'balanced_accuracy',
  ]);
  expect(inLine('x'.repeat(80), 'f1')).toEqual(['x'.repeat(80)]);
  expect(inLine()).toEqual([]);
});
