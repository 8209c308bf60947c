// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { afterEach, describe, expect, it, test } from 'vitest';
import Card from '$kit/Card.svelte';
import { entryFor } from '$kit/lib/menu';
import { besideTarget } from '$kit/lib/place';
import { fileName } from '$kit/lib/download';
import { COLUMNS, fillRows, spanOfWidth } from '$kit/lib/spans';
import { sparkline } from '$kit/lib/sparkline';
import { formatDuration, formatMoment } from '$kit/lib/time';
import type { CardDocument, TaskFacts } from '$kit/wire/document';

afterEach(cleanup);

const problem = (id: string) => ({ type: 'problem', id, title: `Title ${id}`, message: 'm' });
const documentOf = (task: Partial<TaskFacts>, ids: string[] = ['a']): CardDocument => ({
  version: 1,
  title: 'Churn model',
  theme: 'light',
  task: { pathspec: 'Churn/1842/evaluate/97', ...task },
  nodes: ids.map(problem),
});

describe('rows of twelve columns', () => {
  it('end flush: the last of a row grows', () => {
    expect(fillRows([8, 4, 5, 5, 12, 5])).toEqual([8, 4, 5, 7, 12, 12]);
  });

  it('are full, whatever is asked for, and nothing gets less than it asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 })), (spans) => {
        const filled = fillRows(spans);
        filled.forEach((span, i) => expect(span).toBeGreaterThanOrEqual(spans[i] ?? 0));
        let used = 0;
        for (const span of filled) {
          used += span;
          expect(used).toBeLessThanOrEqual(COLUMNS);
          if (used === COLUMNS) used = 0;
        }
        expect(used).toBe(0);
      }),
    );
  });

  it('take the words of an author, and no others', () => {
    expect(['full', 'two-thirds', 'half', 'third'].map(spanOfWidth)).toEqual([12, 8, 6, 4]);
    expect([undefined, 'toString', 'wide', 3].map(spanOfWidth)).toEqual(Array(4).fill(undefined));
  });
});

describe('a card says', () => {
  test.each([
    ['running', 'Running'],
    ['done', 'Done'],
    ['failed', 'Failed'],
  ] as const)('of a %s task that it is %s', (status, word) => {
    render(Card, { document: documentOf({ status }) });
    expect(screen.getByText(word)).toBeTruthy();
  });

  test('of a task that @catch kept from failing its run that it failed, and was caught', () => {
    render(Card, { document: documentOf({ status: 'done', caught: true }) });
    expect(screen.getByText('Failed, caught')).toBeTruthy();
    expect(screen.queryByText('Done')).toBeNull();
  });

  test('when its task started, how long it took, by whom, and its tags', () => {
    const { container } = render(Card, {
      document: documentOf({
        status: 'done',
        started: '2026-11-23T14:02:11+00:00',
        seconds: 754,
        user: 'ml-batch',
        tags: ['candidate'],
      }),
    });
    const text = container.querySelector('header')?.textContent.replace(/\s+/g, ' ');
    expect(text).toContain('started 23 Nov 2026, 14:02 UTC');
    expect(text).toContain('took 12m 34s');
    expect(text).toContain('by ml-batch');
    expect(text).toContain('candidate');
  });

  test('how long a running task has taken so far, and the attempt of one that was retried', () => {
    const { container } = render(Card, {
      document: documentOf({ status: 'running', seconds: 42, attempt: 2 }),
    });
    const text = container.querySelector('header')?.textContent.replace(/\s+/g, ' ');
    expect(text).toContain('so far 42s');
    expect(text).toContain('Attempt 2');
  });

  test('nothing that it does not know', () => {
    const { container } = render(Card, { document: documentOf({}) });
    expect(container.querySelector('header')?.textContent.replace(/\s+/g, '')).toBe(
      'ChurnmodelChurn/1842/evaluate/97',
    );
  });

  test('its pathspec so that what is selected can be pasted', () => {
    const { container } = render(Card, { document: documentOf({}) });
    expect(container.querySelector('.pathspec')?.textContent).toBe('Churn/1842/evaluate/97');
  });

  test('the parameters of its run one click away', async () => {
    const { container } = render(Card, {
      document: documentOf({ parameters: [{ name: 'max_depth', value: '8' }] }),
    });
    const list = container.querySelector('.parameters');
    expect(list?.classList.contains('open')).toBe(false);
    await userEvent.click(screen.getByRole('button', { name: '1 parameter' }));
    expect(list?.classList.contains('open')).toBe(true);
    expect(list?.querySelector('dl')?.textContent.replace(/\s+/g, ' ').trim()).toBe('max_depth 8');
  });

  test('how many tags there are beyond the first six, and shows them all at a click', async () => {
    render(Card, {
      document: documentOf({ tags: Array.from({ length: 9 }, (_, i) => `tag ${i}`) }),
    });
    expect(screen.queryByText('tag 8')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '3 more tags' }));
    expect(screen.getByText('tag 8')).toBeTruthy();
  });

  test('that it is empty, and what to write', () => {
    const { container } = render(Card, { document: documentOf({}, []) });
    expect(container.textContent).toContain('This card is empty');
    expect(container.textContent).toContain('current.card.append(');
  });

  test('what it waits for', () => {
    render(Card, { document: { ...documentOf({}, []), pending: 'The artifacts come later.' } });
    expect(
      screen.getAllByRole('status').some(({ textContent }) => textContent.includes('come later')),
    ).toBe(true);
  });
});

test('a title stands above the headings of the components, without a level between', () => {
  render(Card, { document: documentOf({}, ['a', 'b']) });
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Churn model');
  expect(
    screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent.trim()),
  ).toEqual(['Title a', 'Title b']);
});

test.each([
  [0, '0s'],
  [0.0004, '<0.1s'],
  [0.049, '<0.1s'],
  [0.05, '0.1s'],
  [0.42, '0.4s'],
  [9.97, '10s'],
  [42, '42s'],
  [62, '1m 02s'],
  [7440, '2h 04m'],
  [180_000, '2d 02h'],
  [-3, '−3s'],
  [Number.NaN, '—'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test('a moment is in UTC for every reader, and other text stays', () => {
  expect(formatMoment('2026-11-23T15:02:11+01:00')).toBe('23 Nov 2026, 14:02 UTC');
  expect(formatMoment('</b>')).toBe('</b>');
});

test('a sparkline is broken where a value is missing, and ends at the last one', () => {
  expect(sparkline([0, null, 10, 5], 5)).toEqual({
    path: 'M0 100M66.7 0L100 50',
    end: { x: 100, y: 50 },
    reference: 50,
  });
  expect(sparkline([2, 2]).path).toBe('M0 50L100 50');
  expect(sparkline([null, null]).end).toBeUndefined();
});

describe('what floats', () => {
  const room = { width: 400, height: 300 };
  const box = { width: 100, height: 40 };
  const target = (left: number, top: number) => ({ left, top, width: 20, height: 20 });

  test('flips where it would leave the window', () => {
    const above = (top: number) =>
      besideTarget(target(200, top), box, room, { side: 'above', align: 'center' }).y;
    expect(above(200)).toBe(156);
    expect(above(20)).toBe(44);
    const right = (left: number) => besideTarget(target(left, 100), box, room, { side: 'right' }).x;
    expect(right(100)).toBe(124);
    expect(right(360)).toBe(256);
  });

  test('stays on its side where it fits to the pixel', () => {
    const side = (wanted: 'above' | 'below', top: number) => {
      const { y } = besideTarget(target(200, top), box, room, { side: wanted });
      return y < top ? 'above' : 'below';
    };
    expect([side('above', 52), side('above', 51)]).toEqual(['above', 'below']);
    expect([side('below', 228), side('below', 229)]).toEqual(['below', 'above']);
    const x = (left: number) => besideTarget(target(left, 100), box, room, { side: 'right' }).x;
    expect([x(268), x(269)]).toEqual([292, 165]);
  });

  test('stays in the window wherever it is wanted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 450 }),
        fc.integer({ min: -50, max: 350 }),
        fc.constantFrom('above' as const, 'below' as const, 'right' as const),
        (left, top, side) => {
          const { x, y } = besideTarget(target(left, top), box, room, { side, align: 'center' });
          expect(x).toBeGreaterThanOrEqual(8);
          expect(x + box.width).toBeLessThanOrEqual(392);
          if (side === 'right') expect(y + box.height).toBeLessThanOrEqual(292);
        },
      ),
    );
  });
});

test('keys that are no keys of a menu lead nowhere', () => {
  expect(['Enter', ' ', 'Shift', 'F5'].map((key) => entryFor(key, ['a', 'b'], 0))).toEqual(
    Array(4).fill(undefined),
  );
  expect(entryFor('ArrowDown', [], 0)).toBeUndefined();
});

test('a file is named by its title', () => {
  expect(fileName('Confusion matrix, week 46', 'csv')).toBe('confusion-matrix-week-46.csv');
  expect(fileName('../../etc', 'svg')).toBe('etc.svg');
  expect(fileName(undefined, 'png')).toBe('card.png');
});
