// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import fc from 'fast-check';
import { afterEach, describe, expect, it, test } from 'vitest';
import ConfusionMatrix from '$kit/components/confusion-matrix';
import { layers } from '$kit/components/confusion-matrix/layers';
import {
  cells,
  domain,
  margins,
  sentence,
  shortText,
  step,
  texts,
  toCsv,
  type Cell,
  type Counts,
  type Mode,
} from '$kit/components/confusion-matrix/matrix';

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

function cellOf(counts: Counts, row: number, column: number, mode: Mode): Cell {
  const cell = cells(counts, margins(counts), mode)[row]?.[column];
  if (cell === undefined) throw new Error('no such cell');
  return cell;
}

const sharesOf = (counts: Counts, mode: Mode) =>
  cells(counts, margins(counts), mode).map((row) => row.map(({ share }) => share));

const square = fc.integer({ min: 1, max: 6 }).chain((size) =>
  fc.array(fc.array(fc.nat(1000), { minLength: size, maxLength: size }), {
    minLength: size,
    maxLength: size,
  }),
);

describe('shares', () => {
  test('are those of scikit-learn, but nothing where it divides nothing by nothing', () => {
    expect(sharesOf(published, 'true')).toEqual([
      [1, 0, 0],
      [0, 0, 1],
      [1 / 3, 0, 2 / 3],
    ]);
    expect(sharesOf(published, 'pred')).toEqual([
      [2 / 3, NaN, 0],
      [0, NaN, 1 / 3],
      [1 / 3, NaN, 2 / 3],
    ]);
    expect(sharesOf(published, 'all')[2]).toEqual([1 / 6, 0, 2 / 6]);
  });

  test('of a column sum to one, not those divided by the sum of a row', () => {
    const [first, second] = sharesOf(
      [
        [8, 2],
        [1, 89],
      ],
      'pred',
    );
    expect(first?.[1]).toBeCloseTo(2 / 91, 12);
    expect(second?.[0]).toBeCloseTo(1 / 9, 12);
  });

  test('add up to one in the direction that the mode names', () => {
    fc.assert(
      fc.property(square, (counts) => {
        const add = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
        const around = margins(counts);
        sharesOf(counts, 'true').forEach((row, i) => {
          if (around.support[i]) expect(add(row)).toBeCloseTo(1, 9);
          else expect(row.every(Number.isNaN)).toBe(true);
        });
        const byRow = sharesOf(counts, 'pred');
        around.predicted.forEach((count, j) => {
          const column = byRow.map((row) => row[j] ?? 0);
          if (count) expect(add(column)).toBeCloseTo(1, 9);
          else expect(column.every(Number.isNaN)).toBe(true);
        });
        if (around.total) expect(add(sharesOf(counts, 'all').flat())).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('margins', () => {
  test('are those of the classification report of scikit-learn', () => {
    // true 0,1,2,2,2, predicted 0,0,2,2,1
    const around = margins([
      [1, 0, 0],
      [1, 0, 0],
      [0, 1, 2],
    ]);
    expect(around.precision).toEqual([0.5, 0, 1]);
    expect(around.recall).toEqual([1, 0, 2 / 3]);
    expect(around.f1.map((value) => value.toFixed(2))).toEqual(['0.67', '0.00', '0.80']);
    expect(around.support).toEqual([1, 1, 3]);
    expect(around.accuracy).toBeCloseTo(0.6, 12);
  });

  test('do not take mean recall for accuracy', () => {
    const around = margins([
      [8, 2],
      [1, 89],
    ]);
    expect(around.accuracy).toBeCloseTo(0.97, 12);
    expect(around.balancedAccuracy).toBeCloseTo(0.8944, 4);
  });

  test('leave classes that do not occur out of the mean', () => {
    // scikit-learn: balanced_accuracy_score of the same predictions without the class.
    const around = margins([
      [3, 1, 0],
      [1, 1, 0],
      [0, 0, 0],
    ]);
    expect(around.balancedAccuracy).toBeCloseTo(0.625, 12);
    expect(around.recall[2]).toBeNaN();
    expect(around.f1[2]).toBeNaN();
  });
});

describe('colors', () => {
  test('of shares mean the same on every card, whatever the data', () => {
    const strengthOf = (hits: number) =>
      cellOf(
        [
          [hits, 100 - hits],
          [0, 0],
        ],
        0,
        0,
        'true',
      ).strength;
    expect([strengthOf(90), strengthOf(56)]).toEqual([0.9, 0.56]);
    expect(domain(action, 'true')).toEqual({ correct: 1, errors: 1 });
  });

  test('of rare errors are strong enough to be seen', () => {
    expect(
      cellOf(
        [
          [96, 4],
          [0, 0],
        ],
        0,
        1,
        'true',
      ).strength,
    ).toBeCloseTo(0.2, 12);
  });

  test('of counts end at the largest count, for hits and errors apart', () => {
    expect(domain(action, 'none')).toEqual({ correct: 3800, errors: 855 });
    expect(domain([], 'none')).toEqual({ correct: 0, errors: 0 });
    expect(domain([[12]], 'none')).toEqual({ correct: 12, errors: 0 });
  });

  test('are a number between none and all, for any counts', () => {
    fc.assert(
      fc.property(square, fc.constantFrom<Mode>('none', 'true', 'pred', 'all'), (counts, mode) => {
        for (const { count, strength } of cells(counts, margins(counts), mode).flat()) {
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
    const drawn = layers(cells(counts, margins(counts), 'none'));
    expect(drawn.length).toBeLessThanOrEqual(32);
    const places = drawn.flatMap(({ path }) => path.match(/M\d+ \d+/g) ?? []);
    expect(new Set(places).size).toBe(places.length);
    expect(places).toHaveLength(counts.flat().filter((count) => count > 0).length);
    expect(drawn.filter(({ correct }) => correct).length).toBeGreaterThan(0);
  });
});

describe('a cell says', () => {
  const counts = [
    [68, 12],
    [4, 96],
  ];
  const say = (row: number, column: number, mode: Mode, given: Counts = counts) =>
    sentence(cellOf(given, row, column, mode), ['1', '9'], margins(given), mode);

  test('what was predicted of a true class', () => {
    expect(say(0, 1, 'none')).toBe('12 of 80 true 1 were predicted 9: 15.0%');
    expect(say(0, 1, 'true')).toBe('12 of 80 true 1 were predicted 9: 15.0%');
  });

  test('what a predicted class really was', () => {
    expect(say(0, 1, 'pred')).toBe('12 of 108 predicted 9 were true 1: 11.1%');
  });

  test('its part of all predictions', () => {
    expect(say(1, 0, 'all')).toBe('4 of 180 predictions were true 9, predicted 1: 2.2%');
  });

  test('that there is nothing, instead of a share of nothing', () => {
    const absent = [
      [5, 0],
      [0, 0],
    ];
    expect(say(1, 0, 'true', absent)).toBe('There is no true 9; 5 predicted 1.');
    expect(say(0, 1, 'pred', absent)).toBe('Nothing was predicted 9.');
    expect(
      say(0, 1, 'all', [
        [0, 0],
        [0, 0],
      ]),
    ).toBe('There are no predictions.');
  });

  test('count and share, the one first that the mode is about', () => {
    const error = cellOf(counts, 0, 1, 'true');
    expect(texts(error, 'none')).toEqual(['12', '15.0%']);
    expect(texts(error, 'true')).toEqual(['15.0%', '12']);
    expect(shortText(error, 'true')).toBe('15%');
  });

  test('of a rare error not that there was none', () => {
    const rare = cellOf(
      [
        [9999, 1],
        [0, 0],
      ],
      0,
      1,
      'true',
    );
    expect(texts(rare, 'true')).toEqual(['<0.1%', '1']);
    expect(shortText(rare, 'true')).toBe('<1%');
  });
});

test('the CSV names both axes and quotes what needs it', () => {
  expect(toCsv(['cat', 'a "big", dog'], action)).toBe(
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
  const cellAt = (row: number, column: number) => {
    const cell = document.querySelector<HTMLElement>(
      `td[data-row="${row}"][data-column="${column}"]`,
    );
    if (cell === null) throw new Error('no such cell');
    return cell;
  };
  const live = () => document.querySelector('p[aria-live]')?.textContent;

  it('has true classes in the rows, predicted ones in the columns, the first at the top left', () => {
    render(ConfusionMatrix, node);
    const [, second, firstRow] = within(screen.getByRole('grid')).getAllByRole('row');
    expect(within(second as HTMLElement).getAllByRole('columnheader')[0]?.textContent).toContain(
      'NONE',
    );
    expect(within(firstRow as HTMLElement).getByRole('rowheader', { name: 'NONE' })).toBeTruthy();
    expect(cellAt(0, 1).textContent).toContain('195');
    expect(cellAt(1, 0).textContent).toContain('855');
    expect(screen.getByText('Predicted')).toBeTruthy();
    expect(screen.getByText('True')).toBeTruthy();
  });

  it('starts with the shares that the node names, and switches', async () => {
    render(ConfusionMatrix, { ...node, normalize: 'pred' });
    expect(cellAt(0, 1).textContent).toMatch(/^\s*10\.5%195/);
    await userEvent.click(screen.getByLabelText('Counts'));
    expect(cellAt(0, 1).textContent).toMatch(/^\s*1954\.9%/);
  });

  it('keeps what the reader chose and where the reader is when the data change', async () => {
    const { rerender } = render(ConfusionMatrix, node);
    await userEvent.click(screen.getByLabelText('% of all'));
    cellAt(1, 0).focus();
    const labels = ['EARLY', 'NONE', 'ACTION'];
    const counts = [
      [1, 0, 0],
      [0, 2, 0],
      [0, 7, 0],
    ];
    await rerender({ ...node, labels, counts, normalize: 'true' });
    expect((screen.getByLabelText('% of all') as HTMLInputElement).checked).toBe(true);
    expect(cellAt(2, 1).tabIndex).toBe(0);
    expect(live()).toBe('7 of 10 predictions were true ACTION, predicted NONE: 70.0%');
    await rerender({ ...node, labels: ['OTHER'], counts: [[3]] });
    expect(cellAt(0, 0).tabIndex).toBe(0);
  });

  it('is one tab stop, and arrow keys read one cell after another', async () => {
    render(ConfusionMatrix, node);
    cellAt(0, 0).focus();
    await userEvent.keyboard('{ArrowRight}{ArrowDown}{ArrowLeft}');
    expect(document.activeElement).toBe(cellAt(1, 0));
    expect(live()).toBe('855 of 2,514 true ACTION were predicted NONE: 34.0%');
    const stops = [...document.querySelectorAll<HTMLElement>('td[data-row]')];
    expect(stops.filter(({ tabIndex }) => tabIndex === 0)).toEqual([cellAt(1, 0)]);
  });

  it('says what the reader points at, and marks its row and its column', async () => {
    render(ConfusionMatrix, node);
    await userEvent.hover(cellAt(0, 1));
    expect(live()).toBe('195 of 3,995 true NONE were predicted ACTION: 4.9%');
    expect(cellAt(0, 0).classList.contains('in-row')).toBe(true);
    expect(cellAt(1, 1).classList.contains('in-column')).toBe(true);
    expect(cellAt(1, 0).className).not.toMatch(/in-(row|column)/);
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
    expect(cellAt(1, 0).textContent.trim()).toBe('—');
    expect(cellAt(0, 1).textContent).toContain('25.0%');
  });

  it('says that there is nothing, for no classes and for no predictions', async () => {
    const { rerender } = render(ConfusionMatrix, { id: 'a', labels: [], counts: [] });
    expect(screen.getByText(/no predictions/)).toBeTruthy();
    expect(screen.queryByRole('grid')).toBeNull();
    await rerender({ id: 'a', labels: ['a'], counts: [[0]] });
    expect(screen.getByRole('grid')).toBeTruthy();
    expect(screen.getByText(/no predictions/)).toBeTruthy();
  });

  it('draws two hundred classes with few elements, and lists every class with its numbers', async () => {
    const labels = Array.from({ length: 200 }, (_, i) => `class ${i}`);
    const counts = labels.map((_, i) => labels.map((_, j) => Number(i === j) * 5 + (j % 2)));
    const { container } = render(ConfusionMatrix, { id: 'a', labels, counts });
    expect(container.querySelectorAll('path').length).toBeLessThanOrEqual(32);
    screen.getByRole('application').focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(live()).toBe('1 of 105 true class 0 was predicted class 1: 1.0%');
    expect(within(screen.getByRole('table')).getByText('class 199')).toBeTruthy();
  });

  it('shows names as text', () => {
    const labels = ['<img src=x onerror=alert(1)>', '</script>'];
    const { container } = render(ConfusionMatrix, { id: 'a', labels, counts: action });
    expect(container.querySelectorAll('img, script')).toHaveLength(0);
  });
});
