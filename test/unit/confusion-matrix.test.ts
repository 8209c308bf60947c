// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import fc from 'fast-check';
import { afterEach, describe, expect, it, test } from 'vitest';
import ConfusionMatrix from '$kit/components/confusion-matrix';
import { drawMatrix } from '$kit/components/confusion-matrix/drawing';
import { layers, namedEvery } from '$kit/components/confusion-matrix/layers';
import {
  cellAt,
  confusions,
  errorEnd,
  margins,
  step,
  type Counts,
  type Mode,
} from '$kit/components/confusion-matrix/matrix';
import {
  copiedColumns,
  facts,
  figure,
  headline,
  percent,
} from '$kit/components/confusion-matrix/text';
import { rowsToCsv } from '$kit/lib/table/copy';

afterEach(cleanup);

/** Worked example of scikit-learn's documentation: true 2,0,2,2,0,1, predicted 0,0,2,2,0,2. */
const published = [
  [2, 0, 0],
  [0, 0, 1],
  [1, 0, 2],
];
const action = [
  [3800, 195],
  [855, 1659],
];

function cellsOf(counts: Counts) {
  const sums = margins({ counts });
  const end = errorEnd(counts, sums);
  return counts.map((line, row) =>
    line.map((_, column) => cellAt(counts, sums, end, [row, column])),
  );
}

function cellOf(counts: Counts, row: number, column: number) {
  const cell = cellsOf(counts)[row]?.[column];
  if (cell === undefined) throw new Error('no such cell');
  return cell;
}

const square = fc.integer({ min: 1, max: 6 }).chain((size) =>
  fc.array(fc.array(fc.nat(1000), { minLength: size, maxLength: size }), {
    minLength: size,
    maxLength: size,
  }),
);
const add = (values: number[]) => values.reduce((sum, value) => sum + value, 0);

test('the drawing for a file has names and figures as text, and does not stay on the page', async () => {
  const cells = cellsOf(published);
  const at = (row: number, column: number) => cells[row]?.[column] ?? cellOf(published, 0, 0);
  const labels = ['<b>a</b>', 'b', 'c'];
  const svg = drawMatrix(document.body, { labels, at, mode: 'none' }, true);
  const texts = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent);
  expect(texts).toEqual(expect.arrayContaining(['True ↓ Predicted →', '<b>a</b>', '2', '1', '·']));
  expect(svg.querySelectorAll('rect')).toHaveLength(4);
  expect(document.contains(svg)).toBe(true);
  await Promise.resolve();
  expect(document.contains(svg)).toBe(false);
});

describe('shares', () => {
  test('are those of scikit-learn, but nothing where it divides nothing by nothing', () => {
    const of = (key: 'ofTrue' | 'ofPredicted' | 'ofAll') =>
      cellsOf(published).map((row) => row.map((cell) => cell[key]));
    expect(of('ofTrue')).toEqual([
      [1, 0, 0],
      [0, 0, 1],
      [1 / 3, 0, 2 / 3],
    ]);
    expect(of('ofPredicted')).toEqual([
      [2 / 3, NaN, 0],
      [0, NaN, 1 / 3],
      [1 / 3, NaN, 2 / 3],
    ]);
    expect(of('ofAll')[2]).toEqual([1 / 6, 0, 2 / 6]);
  });

  test('of a column sum to one, not those divided by the sum of a row', () => {
    const counts = [
      [8, 2],
      [1, 89],
    ];
    expect(cellOf(counts, 0, 1).ofPredicted).toBeCloseTo(2 / 91, 12);
    expect(cellOf(counts, 1, 0).ofPredicted).toBeCloseTo(1 / 9, 12);
  });

  test('add up to one in the direction that their name says', () => {
    fc.assert(
      fc.property(square, (counts) => {
        const { support, predicted, total } = margins({ counts });
        const cells = cellsOf(counts);
        cells.forEach((row, i) => {
          if (support[i]) expect(add(row.map(({ ofTrue }) => ofTrue))).toBeCloseTo(1, 9);
          else expect(row.every(({ ofTrue }) => Number.isNaN(ofTrue))).toBe(true);
        });
        predicted.forEach((count, j) => {
          const column = cells.map((row) => row[j]?.ofPredicted ?? 0);
          if (count) expect(add(column)).toBeCloseTo(1, 9);
        });
        if (total) expect(add(cells.flat().map(({ ofAll }) => ofAll))).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('colors', () => {
  test('are the share of the true class, whatever a cell shows and however frequent its class', () => {
    const rare = cellOf(
      [
        [9, 1],
        [100, 900],
      ],
      0,
      0,
    );
    const frequent = cellOf(
      [
        [9, 1],
        [100, 900],
      ],
      1,
      1,
    );
    expect(rare.strength).toBe(frequent.strength);
    expect(rare.strength).toBe(0.9);
  });

  test('of errors go by the square root, up to a tenth or the largest error', () => {
    const small = [
      [96, 4],
      [1, 99],
    ];
    expect(errorEnd(small, margins({ counts: small }))).toBe(0.1);
    expect(cellOf(small, 0, 1).strength).toBeCloseTo(Math.sqrt(0.4), 12);
    expect(errorEnd(action, margins({ counts: action }))).toBeCloseTo(855 / 2514, 12);
    expect(cellOf(action, 1, 0).strength).toBe(1);
  });

  test('are none only where nothing was counted', () => {
    fc.assert(
      fc.property(square, (counts) => {
        for (const { count, strength } of cellsOf(counts).flat()) {
          expect(strength).toBeGreaterThanOrEqual(0);
          expect(strength).toBeLessThanOrEqual(1);
          expect(strength > 0).toBe(count > 0);
        }
      }),
    );
  });

  test('of many classes become few elements that hold every cell once', () => {
    const counts = Array.from({ length: 200 }, (_, i) =>
      Array.from({ length: 200 }, (_, j) => (i * 7 + j * 3) % 11),
    );
    const cells = cellsOf(counts);
    const drawn = layers(200, (i, j) => cells[i]?.[j] ?? cellOf(counts, i, j));
    expect(drawn.length).toBeLessThanOrEqual(48);
    const places = drawn.flatMap(({ path }) => path.match(/M\d+ \d+/g) ?? []);
    expect(new Set(places).size).toBe(places.length);
    expect(places).toHaveLength(counts.flat().filter((count) => count > 0).length);
  });

  test('names at an axis stand apart by a line at least', () => {
    expect([16, 40, 100, 200].map((size) => namedEvery(size, 560))).toEqual([1, 2, 5, 10]);
    for (const size of [16, 33, 77, 150, 200]) {
      for (const length of [200, 320, 640]) {
        expect((length / size) * namedEvery(size, length)).toBeGreaterThanOrEqual(16);
      }
    }
  });
});

describe('the largest confusions', () => {
  test('are ordered by their count, then by their share, and add up with the others', () => {
    const counts = [
      [50, 5, 5],
      [5, 0, 0],
      [0, 9, 1],
    ];
    const { pairs, errors, kinds } = confusions(counts, margins({ counts }), 3);
    expect(pairs.map(({ row, column }) => [row, column])).toEqual([
      [2, 1],
      [1, 0],
      [0, 1],
    ]);
    expect([errors, kinds]).toEqual([24, 4]);
    expect(pairs[0]?.share).toBe(0.9);
  });
});

describe('a cell', () => {
  const counts = [
    [68, 12],
    [4, 96],
  ];
  const say = (row: number, column: number, given: Counts = counts) => {
    const { fact, shares } = facts(
      cellOf(given, row, column),
      [row, column],
      ['1', '9'],
      margins({ counts: given }),
    );
    return `${fact}: ${shares}`;
  };

  test('says what was predicted of a true class, and what a predicted class really was', () => {
    expect(say(0, 1)).toBe(
      '12 of 80 true 1 were predicted 9: 15.0% of true 1 · 11.1% of predicted 9',
    );
  });

  test('says that there is nothing, instead of a share of nothing', () => {
    const absent = [
      [5, 0],
      [0, 0],
    ];
    expect(say(1, 0, absent)).toBe('There is no true 9: 5 predicted 1');
    expect(say(0, 1, absent)).toContain('nothing was predicted 9');
  });

  test('has one figure by the mode, and a rare error is never none', () => {
    const rare = cellOf(
      [
        [9999, 1],
        [0, 0],
      ],
      0,
      1,
    );
    const texts = (['none', 'true', 'pred', 'all'] as Mode[]).map((mode) => figure(rare, mode));
    expect(texts).toEqual(['1', '<1', '100', '<0.1']);
    expect([0.9999, 1, 0.004, 0.011, 0.9899, 0, NaN].map((share) => percent(share))).toEqual([
      '>99',
      '100',
      '<1',
      '1',
      '99',
      '0',
      '—',
    ]);
    expect(figure(cellOf(published, 1, 1), 'none')).toBe('·');
    expect(figure(cellOf(published, 1, 1), 'pred')).toBe('—');
  });
});

describe('beside the title', () => {
  const base = { id: 'a', labels: ['a', 'b'], counts: action };
  test('stands the accuracy, where it is known', () => {
    expect(headline({ ...base, accuracy: 5459 / 6509 }, margins(base))).toBe(
      '83.9% correct, 5,459 of 6,509',
    );
  });

  test('stands what shares tell, and no accuracy of them', () => {
    const shares = { ...base, counts: [[0.9, 0.1]], normalized: 'true' as const };
    expect(headline({ ...shares, balanced_accuracy: 0.75 }, margins(shares))).toBe(
      'mean recall 75.0%',
    );
  });

  test('counts of the classes that were not chosen what is right of them', () => {
    const chosen = { ...base, others: { classes: 3, hits: 1000 }, accuracy: 4800 / 6509 };
    expect(headline(chosen, margins(chosen))).toBe('73.7% correct, 4,800 of 6,509');
  });
});

test('the CSV names both axes and quotes what needs it', () => {
  expect(rowsToCsv(copiedColumns(['cat', 'a "big", dog'], action), [0, 1])).toBe(
    'true \\ predicted,cat,"a ""big"", dog"\r\ncat,3800,195\r\n"a ""big"", dog",855,1659\r\n',
  );
});

test('arrow keys stay within the matrix, Home and End go to the ends', () => {
  const go = (key: string, ctrlKey = false) => step({ key, ctrlKey }, [1, 0], 3);
  expect(go('ArrowLeft')).toEqual([1, 0]);
  expect(go('ArrowDown')).toEqual([2, 0]);
  expect(go('End')).toEqual([1, 2]);
  expect(go('End', true)).toEqual([2, 2]);
  expect(go('Home', true)).toEqual([0, 0]);
  expect(go('a')).toBeUndefined();
});

describe('the component', () => {
  const node = { id: 'a', title: 'Action', labels: ['NONE', 'ACTION'], counts: action };
  const cell = (row: number, column: number) => {
    const found = document.querySelector<HTMLElement>(
      `td[data-row="${row}"][data-column="${column}"]`,
    );
    if (found === null) throw new Error('no such cell');
    return found;
  };
  const live = () => document.querySelector('p[aria-live]')?.textContent;

  it('has true classes in the rows, predicted ones in the columns, the first at the top left', () => {
    render(ConfusionMatrix, node);
    const [head, first] = within(screen.getByRole('grid')).getAllByRole('row');
    const names = within(head as HTMLElement).getAllByRole('columnheader');
    expect(names.map(({ textContent }) => textContent.trim()).slice(1, 3)).toEqual([
      'NONE',
      'ACTION',
    ]);
    expect(within(first as HTMLElement).getByRole('rowheader', { name: 'NONE' })).toBeTruthy();
    expect(cell(0, 1).textContent).toContain('195');
    expect(cell(1, 0).textContent).toContain('855');
  });

  it('starts with the shares that the node names, and switches', async () => {
    render(ConfusionMatrix, { ...node, normalize: 'pred' });
    expect(cell(0, 1).textContent.trim()).toBe('11');
    await userEvent.click(screen.getByLabelText('Counts'));
    expect(cell(0, 1).textContent.trim()).toBe('195');
  });

  it('keeps what the reader chose and where the reader is when the data change', async () => {
    const { rerender } = render(ConfusionMatrix, node);
    await userEvent.click(screen.getByLabelText('Precision %'));
    cell(1, 0).focus();
    const labels = ['EARLY', 'NONE', 'ACTION'];
    const counts = [
      [1, 0, 0],
      [0, 2, 0],
      [0, 7, 0],
    ];
    await rerender({ ...node, labels, counts, normalize: 'true' });
    expect(screen.getByLabelText<HTMLInputElement>('Precision %').checked).toBe(true);
    expect(cell(2, 1).tabIndex).toBe(0);
    expect(live()).toContain('7 of 7 true ACTION were predicted NONE');
    await rerender({ ...node, labels: ['OTHER'], counts: [[3]] });
    expect(cell(0, 0).tabIndex).toBe(0);
  });

  it('is one tab stop, and arrow keys read one cell after another', async () => {
    render(ConfusionMatrix, node);
    cell(0, 0).focus();
    await userEvent.keyboard('{ArrowRight}{ArrowDown}{ArrowLeft}');
    expect(document.activeElement).toBe(cell(1, 0));
    expect(live()).toContain('855 of 2,514 true ACTION were predicted NONE. 34.0% of true ACTION');
    const stops = [...document.querySelectorAll<HTMLElement>('td[data-row]')];
    expect(stops.filter(({ tabIndex }) => tabIndex === 0)).toEqual([cell(1, 0)]);
  });

  it('says what the reader points at, and marks its names', async () => {
    render(ConfusionMatrix, node);
    await userEvent.hover(cell(0, 1));
    expect(live()).toContain('195 of 3,995 true NONE were predicted ACTION');
    expect(cell(0, 1).classList.contains('active')).toBe(true);
    expect(screen.getByRole('rowheader', { name: 'NONE' }).classList.contains('lit')).toBe(true);
  });

  it('shows an absent class as zeros, and the shares of nothing as dashes', () => {
    render(ConfusionMatrix, {
      id: 'a',
      normalize: 'true',
      labels: ['a', 'b'],
      counts: [
        [3, 1],
        [0, 0],
      ],
    });
    expect(cell(1, 0).textContent.trim()).toBe('—');
    expect(cell(0, 1).textContent.trim()).toBe('25');
  });

  it('offers no counts where only shares are known', () => {
    render(ConfusionMatrix, { ...node, counts: [[0.9, 0.1]], normalized: 'true' });
    expect(screen.queryByLabelText('Counts')).toBeNull();
  });

  it('says that there is nothing, for no classes and for no predictions', async () => {
    const { rerender } = render(ConfusionMatrix, { id: 'a', title: 'T', labels: [], counts: [] });
    expect(screen.getByText(/no predictions/)).toBeTruthy();
    expect(screen.queryByRole('grid')).toBeNull();
    await rerender({ id: 'a', title: 'T', labels: ['a'], counts: [[0]] });
    expect(screen.getByRole('grid')).toBeTruthy();
    expect(screen.getByText(/no predictions/)).toBeTruthy();
  });

  it('draws two hundred classes with few elements, and finds a class by its name', async () => {
    const labels = Array.from({ length: 200 }, (_, i) => `class ${i}`);
    const counts = labels.map((_, i) => labels.map((_, j) => Number(i === j) * 5 + (j % 2)));
    const { container } = render(ConfusionMatrix, { id: 'a', title: 'T', labels, counts });
    expect(container.querySelectorAll('.picture path').length).toBeLessThanOrEqual(48);
    screen.getByRole('application').focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(live()).toContain('1 of 105 true class 0 was predicted class 1');
    await userEvent.type(screen.getByRole('searchbox'), 'CLASS 199');
    expect(container.querySelector('.picture rect')?.getAttribute('y')).toBe('199');
  });

  it('keeps a name that is written from right to left from turning a confusion around', () => {
    const labels = ['עברית', 'English', 'c', 'd', 'e', 'f'];
    const counts = labels.map((_, i) =>
      labels.map((_, j) => (i === j ? 9 : i === 0 && j === 1 ? 3 : 0)),
    );
    const { container } = render(ConfusionMatrix, { id: 'a', labels, counts });
    const name = container.querySelector('li .name');
    expect(name?.getAttribute('dir')).toBeNull();
    expect([...(name?.querySelectorAll('bdi') ?? [])].map((part) => part.textContent)).toEqual([
      'עברית',
      'English',
    ]);
    const { fact } = facts(cellOf(counts, 0, 1), [0, 1], labels, margins({ counts }));
    expect(fact).toBe('3 of 12 true \u2068עברית\u2069 were predicted English');
  });

  it('shows names as text', () => {
    const labels = ['<img src=x onerror=alert(1)>', '</script>'];
    const { container } = render(ConfusionMatrix, { id: 'a', labels, counts: action });
    expect(container.querySelectorAll('img, script')).toHaveLength(0);
  });
});
