// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import ModelComparison from '$kit/components/model-comparison';
import {
  bestOf,
  cellText,
  columnOrder,
  deltaOf,
  differs,
  nextSort,
  rowFormat,
} from '$kit/components/model-comparison/compare';
import { toCsv, toMarkdown } from '$kit/components/model-comparison/copy';
import { sentence } from '$kit/components/model-comparison/readout';
import { formatChange } from '$kit/lib/format';
import type {
  ModelComparisonCell,
  ModelComparisonNode,
  ModelComparisonRow,
} from '$kit/components/model-comparison/types';

const row = (
  name: string,
  cells: ModelComparisonCell[],
  groups: number[] = cells.map((_, i) => i),
  direction?: 'higher' | 'lower',
): ModelComparisonRow => ({ name, cells, groups, ...(direction ? { direction } : {}) });

const numbers = (...values: (number | 'NaN' | 'Infinity' | null)[]): ModelComparisonCell[] =>
  values.map((value) => ({ value }));

const models = (...names: string[]) => names.map((name) => ({ name }));

const node = (): ModelComparisonNode => ({
  id: 'n',
  models: models('logistic', 'forest', 'boosting'),
  metrics: [
    row('accuracy', numbers(0.912, 0.915, 0.921), [0, 1, 2], 'higher'),
    row('log_loss', numbers(0.302, 0.276, 0.312), [0, 1, 2], 'lower'),
  ],
  params: [
    row('seed', [{ value: 7 }, { value: 7 }, { text: '"7"' }], [0, 0, 1]),
    row('splits', numbers(5, 5, 5), [0, 0, 0]),
    row('weights', [{}, { value: null }, {}], [0, 1, 0]),
  ],
});

const headings = () =>
  screen
    .getAllByRole('columnheader')
    .slice(1)
    .map((cell) => cell.querySelector('.name')?.textContent);
const rowNamed = (name: string) => {
  const found = [...document.querySelectorAll<HTMLElement>('tr[data-row]')].find(
    (line) => line.dataset.row === name,
  );
  if (found === undefined) throw new Error(`no row ${name}`);
  return found;
};
const texts = (name: string) =>
  [...rowNamed(name).querySelectorAll('td')].map((cell) =>
    cell.textContent?.replace(/\s+/g, ' ').trim(),
  );

afterEach(cleanup);

describe('differences', () => {
  test('a row differs where its cells are of more than one group', () => {
    expect(differs(row('a', numbers(1, 1), [0, 0]))).toBe(false);
    expect(differs(row('a', [{ value: 1 }, { text: '"1"' }], [0, 1]))).toBe(true);
    expect(differs(row('a', [{}, { value: null }], [0, 1]))).toBe(true);
    expect(differs(row('a', [], []))).toBe(false);
  });

  test('a gain of 0.003 never prints as +0.00', () => {
    const accuracy = row('accuracy', numbers(0.91, 0.913), [0, 1], 'higher');
    expect(formatChange(deltaOf(accuracy, 1, 0)?.amount ?? 0, [], rowFormat(accuracy))).toBe(
      '+0.003',
    );
  });

  test('no difference of two finite numbers prints as zero', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 });
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        const metric = row('m', numbers(a, b));
        const delta = deltaOf(metric, 1, 0);
        fc.pre(delta !== undefined && delta.amount !== 0);
        expect(formatChange(delta?.amount ?? 0, [], rowFormat(metric))).toMatch(/[1-9]/);
      }),
    );
  });

  test('a falling loss is better, a rising loss is worse, and without a direction neither is said', () => {
    const loss = (direction?: 'lower') => row('loss', numbers(0.3, 0.2, 0.3), [0, 1, 0], direction);
    expect(deltaOf(loss('lower'), 1, 0)?.verdict).toBe('better');
    expect(deltaOf(loss('lower'), 0, 1)?.verdict).toBe('worse');
    expect(deltaOf(loss('lower'), 2, 0)?.verdict).toBe('same');
    expect(deltaOf(loss(), 1, 0)?.verdict).toBe('lower');
  });

  test('rounding of floating point is no difference, and no reason to be less than best', () => {
    const metric = row('auc', numbers(0.3, 0.1 + 0.2, 0.2), [0, 1, 2], 'higher');
    expect(deltaOf(metric, 1, 0)).toMatchObject({ amount: 0, verdict: 'same' });
    expect([...bestOf(metric)]).toEqual([0, 1]);
  });

  test('where all are equal, none is the best', () => {
    expect(bestOf(row('acc', numbers(0.9, 0.9), [0, 0], 'higher')).size).toBe(0);
    expect(bestOf(row('acc', [{ value: 0.9 }, {}, { value: 0.9 }], [0, 1, 0], 'higher')).size).toBe(
      0,
    );
  });

  test('a share of the baseline is taken of its magnitude, and there is none of 0', () => {
    expect(deltaOf(row('r2', numbers(-0.5, 0.5)), 1, 0)?.share).toBe(2);
    expect(deltaOf(row('r2', numbers(0, 0.5)), 1, 0)?.share).toBeNaN();
  });

  test('there is no difference from or to what is no finite number', () => {
    const metric = row('m', [...numbers(1, 'NaN', 'Infinity', null), {}, { text: 'n/a' }]);
    for (const model of [1, 2, 3, 4, 5]) {
      expect(deltaOf(metric, model, 0)).toBeUndefined();
      expect(deltaOf(metric, 0, model)).toBeUndefined();
    }
  });
});

describe('best', () => {
  test('the best is by direction, and all ties are best', () => {
    expect([...bestOf(row('acc', numbers(0.9, 0.8, 0.9), [0, 1, 0], 'higher'))]).toEqual([0, 2]);
    expect([...bestOf(row('loss', numbers(0.9, 0.8, 0.9), [0, 1, 0], 'lower'))]).toEqual([1]);
  });

  test('NaN, infinities and missing values are never best', () => {
    const cells = [...numbers('NaN', 'Infinity', null, 0.2, 0.3), {}];
    expect([...bestOf(row('acc', cells, undefined, 'higher'))]).toEqual([4]);
    expect([...bestOf(row('loss', cells, undefined, 'lower'))]).toEqual([3]);
  });

  test('nothing is best without a direction, or without a second number', () => {
    expect(bestOf(row('epochs', numbers(1, 2))).size).toBe(0);
    expect(bestOf(row('acc', [{ value: 1 }, {}], [0, 1], 'higher')).size).toBe(0);
  });
});

describe('cells', () => {
  test('a missing value, None, NaN and text read differently', () => {
    const cells: ModelComparisonCell[] = [{}, { value: null }, { value: 'NaN' }, { text: '"1"' }];
    expect(cells.map((cell) => cellText(cell))).toEqual(['—', 'None', 'NaN', '"1"']);
    expect(cellText({ value: 0.123456 }, '.3f')).toBe('0.123');
  });
});

describe('order of the models', () => {
  const three = models('a', 'b', 'c', 'd');
  const metrics = [
    row('acc', [{ value: 0.5 }, {}, { value: 0.7 }, { value: 'NaN' }], undefined, 'higher'),
    row('loss', numbers(0.5, 0.1, 0.7, 0.2), undefined, 'lower'),
  ];

  test('best first goes by direction, models without a number come last, in their own order', () => {
    const by = (metric: string, order: 'best first' | 'worst first') =>
      columnOrder(three, metrics, { metric, order }, -1);
    expect(by('acc', 'best first')).toEqual([2, 0, 1, 3]);
    expect(by('acc', 'worst first')).toEqual([0, 2, 1, 3]);
    expect(by('loss', 'best first')).toEqual([1, 3, 0, 2]);
  });

  test('the baseline stands first, and a metric that is gone sorts nothing', () => {
    expect(columnOrder(three, metrics, null, 2)).toEqual([2, 0, 1, 3]);
    expect(columnOrder(three, metrics, { metric: 'gone', order: 'best first' }, -1)).toEqual([
      0, 1, 2, 3,
    ]);
  });

  test('the third click on a metric brings the first order back', () => {
    const once = nextSort(null, 'acc');
    const twice = nextSort(once, 'acc');
    expect([once?.order, twice?.order]).toEqual(['best first', 'worst first']);
    expect(nextSort(twice, 'acc')).toBeNull();
    expect(nextSort(twice, 'loss')).toEqual({ metric: 'loss', order: 'best first' });
  });
});

describe('copies', () => {
  const shown = () => {
    const { models, metrics, params } = node();
    return { models: models.slice(0, 2), order: [0, 1], metrics, params };
  };

  test('CSV has exact values, an empty field for a missing one, and runs no formula', () => {
    const hostile = { ...shown(), metrics: [row('=cmd()', [{ value: -0.5 }, { text: 'a,"b"' }])] };
    expect(toCsv(hostile)).toBe(
      'section,name,logistic,forest\r\n' +
        'metric,\'=cmd(),-0.5,"a,""b"""\r\n' +
        'parameter,seed,7,7\r\nparameter,splits,5,5\r\nparameter,weights,,None\r\n',
    );
  });

  test('Markdown has the best in bold and no broken cells', () => {
    const hostile = { ...shown(), params: [row('a|b', [{ text: 'x\ny' }, { text: '<b>' }])] };
    expect(toMarkdown(hostile)).toBe(
      '|  | logistic | forest |\n| --- | ---: | ---: |\n' +
        '| accuracy | 0.912 | 0.915 |\n| log_loss | 0.302 | **0.276** |\n' +
        '| a\\|b | x y | &lt;b> |\n',
    );
  });
});

describe('the sentence about a value', () => {
  test('says the value, its rank, the difference and the baseline', () => {
    const { metrics, models: all } = node();
    const [accuracy] = metrics;
    if (accuracy === undefined) throw new Error('no row');
    expect(sentence(accuracy, all, 2, 0)).toBe(
      'accuracy of boosting: 0.921; the best; +0.009 better (+0.99%), against 0.912 of logistic',
    );
    expect(sentence(accuracy, all, 0, -1)).toBe('accuracy of logistic: 0.912');
  });

  test('tells text that looks like a number from the number', () => {
    const { params, models: all } = node();
    const [seed] = params;
    if (seed === undefined) throw new Error('no row');
    expect(sentence(seed, all, 2, 0)).toBe(
      'seed of boosting: "7"; different, against 7 of logistic',
    );
  });
});

describe('the component', () => {
  test('shows models as columns, and marks the best with a word', () => {
    render(ModelComparison, node());
    expect(headings()).toEqual(['logistic', 'forest', 'boosting']);
    expect(texts('accuracy')).toEqual(['0.912', '0.915', '★ best 0.921']);
    expect(texts('log_loss')).toEqual(['0.302', '★ best 0.276', '0.312']);
    expect(texts('weights')).toEqual(['—', 'None', '—']);
  });

  test('hides equal rows on demand and says how many', async () => {
    render(ModelComparison, node());
    await fireEvent.click(screen.getByRole('radio', { name: 'Differences' }));
    expect(
      [...document.querySelectorAll<HTMLElement>('tr[data-row]')].map((r) => r.dataset.row),
    ).toEqual(['accuracy', 'log_loss', 'seed', 'weights']);
    expect(screen.getByText('1 equal row hidden')).toBeTruthy();
  });

  test('a chosen baseline comes first, and the others say better or worse', async () => {
    render(ModelComparison, node());
    await fireEvent.change(screen.getByRole('combobox'), { target: { value: 'forest' } });
    expect(headings()).toEqual(['forest', 'logistic', 'boosting']);
    expect(texts('accuracy')).toEqual([
      '0.915',
      '0.912 −0.003 worse',
      '★ best 0.921 +0.006 better',
    ]);
    expect(texts('log_loss')).toEqual(['★ best 0.276', '0.302 +0.026 worse', '0.312 +0.036 worse']);
    expect(texts('seed')).toEqual(['7', '7', '≠ "7"']);
  });

  test('what the reader chose survives an update, by the names of models and metrics', async () => {
    const { rerender } = render(ModelComparison, { ...node(), baseline: 'logistic' });
    await fireEvent.change(screen.getByRole('combobox'), { target: { value: 'forest' } });
    await fireEvent.click(screen.getByRole('button', { name: /^log_loss/ }));
    await fireEvent.click(screen.getByRole('radio', { name: 'Differences' }));
    const changed = node();
    await rerender({
      ...changed,
      baseline: 'logistic',
      models: models('new', 'boosting', 'forest'),
      metrics: [row('log_loss', numbers(0.1, 0.3, 0.2), [0, 1, 2], 'lower')],
    });
    expect(headings()).toEqual(['forest', 'new', 'boosting']);
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Differences' }).checked).toBe(true);
    expect(rowNamed('log_loss').querySelector('th')?.getAttribute('aria-sort')).toBe('ascending');
  });

  test('a baseline that left gives way to the one that the card names', async () => {
    const { rerender } = render(ModelComparison, node());
    await fireEvent.change(screen.getByRole('combobox'), { target: { value: 'boosting' } });
    await rerender({
      ...node(),
      models: models('logistic', 'forest', 'other'),
      baseline: 'forest',
    });
    expect(headings()).toEqual(['forest', 'logistic', 'other']);
  });

  test('arrow keys move through the values, and the sentence follows', async () => {
    render(ModelComparison, node());
    const cells = [...document.querySelectorAll('td')];
    expect(cells.filter((cell) => cell.tabIndex === 0)).toHaveLength(1);
    cells[0]?.focus();
    await fireEvent.keyDown(cells[0] as Element, { key: 'ArrowRight' });
    await fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowDown' });
    await fireEvent.keyDown(document.activeElement as Element, { key: 'End' });
    expect(document.activeElement).toBe(rowNamed('log_loss').querySelector('td:last-child'));
    expect(cells.filter((cell) => cell.tabIndex === 0)).toHaveLength(1);
    expect(await screen.findByText('log_loss of boosting: 0.312')).toBeTruthy();
  });

  test('one model has nothing to choose, and no model is said', async () => {
    const { rerender } = render(ModelComparison, {
      id: 'n',
      models: models('only'),
      metrics: [row('accuracy', numbers(0.9), [0], 'higher')],
      params: [],
    });
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(texts('accuracy')).toEqual(['0.900']);
    await rerender({ models: [], metrics: [], params: [] });
    expect(screen.getByText('No models to compare yet.')).toBeTruthy();
  });

  test('of very many values the first rows are drawn, and the rest on demand', async () => {
    const names = Array.from({ length: 50 }, (_, i) => `m${i}`);
    const zeros = names.map(() => 0);
    render(ModelComparison, {
      id: 'n',
      models: models(...names),
      metrics: [],
      params: Array.from({ length: 25 }, (_, i) => row(`p${i}`, numbers(...zeros), zeros)),
    });
    expect(document.querySelectorAll('tr[data-row]')).toHaveLength(20);
    await fireEvent.input(screen.getByPlaceholderText('Filter rows'), { target: { value: 'p24' } });
    expect(document.querySelectorAll('tr[data-row]')).toHaveLength(1);
    await fireEvent.input(screen.getByPlaceholderText('Filter rows'), { target: { value: 'P' } });
    await fireEvent.click(screen.getByText('Show 5 more rows'));
    expect(document.querySelectorAll('tr[data-row]')).toHaveLength(25);
  }, 20_000);

  test('text of users is never markup', () => {
    const name = '<img src=x onerror="window.hacked=1">';
    const { container } = render(ModelComparison, {
      id: 'n',
      models: [{ name, status: name, pathspec: name }],
      metrics: [row(name, [{ text: name }], [0])],
      params: [],
    });
    expect(container.querySelector('img')).toBeNull();
    expect(within(container).getAllByText(name).length).toBeGreaterThan(2);
  });
});
