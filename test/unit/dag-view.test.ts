// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import DagView from '$kit/components/dag-view';
import {
  formatDuration,
  kindText,
  overview,
  sentence,
  statusText,
  transitionText,
  wasTaken,
} from '$kit/components/dag-view/describe';
import {
  inversions,
  isotonic,
  layOut,
  type Layout,
  type LayoutStep,
} from '$kit/components/dag-view/layout';
import type { DagStep } from '$kit/components/dag-view/types';
import { neighbour } from '$kit/components/dag-view/walk';

const BOX = { width: 160, height: 48 };
const GAP = 16;
const draw = (steps: LayoutStep[], labels: Record<string, number> = {}) =>
  layOut(steps, {
    box: BOX,
    gap: GAP,
    rise: 28,
    stack: () => 0,
    labelWidth: (from, to) => labels[`${from} ${to}`] ?? 0,
  });
const flow = (text: string): LayoutStep[] =>
  text.split(';').map((line) => {
    const [name = '', next = ''] = line.split('>').map((part) => part.trim());
    return {
      name,
      next: next
        .split(' ')
        .filter(Boolean)
        .map((step) => ({ step })),
    };
  });
const at = (layout: Layout, name: string) => {
  const found = layout.steps.find((step) => step.name === name);
  if (found === undefined) throw new Error(`${name} is not there`);
  return found;
};

/** Flows with parents first: each step leads on, and sometimes back or to itself. */
const flows = fc.integer({ min: 1, max: 25 }).chain((count) =>
  fc
    .array(fc.array(fc.integer({ min: 0, max: count - 1 }), { maxLength: 4 }), {
      minLength: count,
      maxLength: count,
    })
    .map((targets): LayoutStep[] =>
      targets.map((next, i) => ({
        name: `s${i}`,
        next: [...new Set([...next, ...(i + 1 < count && next.length === 0 ? [i + 1] : [])])].map(
          (to) => ({ step: `s${to}` }),
        ),
      })),
    ),
);

/** Points along an SVG path of M, C, V, H, v and h, close together. */
function pointsOf(path: string): { x: number; y: number }[] {
  const points: { x: number; y: number }[] = [];
  let [x, y] = [0, 0];
  const lineTo = (x1: number, y1: number) => {
    for (let i = 1; i <= 20; i++)
      points.push({ x: x + ((x1 - x) * i) / 20, y: y + ((y1 - y) * i) / 20 });
    [x, y] = [x1, y1];
  };
  for (const [, command = '', rest = ''] of path.matchAll(/([MCVHv])([^MCVHv]*)/g)) {
    const n = rest
      .trim()
      .split(/[\s,]+/)
      .map(Number) as [number, number, number, number, number, number];
    if (command === 'M') [x, y] = [n[0], n[1]];
    else if (command === 'V') lineTo(x, n[0]);
    else if (command === 'v') lineTo(x, y + n[0]);
    else if (command === 'H') lineTo(n[0], y);
    else {
      for (let i = 1; i <= 20; i++) {
        const [t, u] = [i / 20, 1 - i / 20];
        const blend = (a: number, b: number, c: number, d: number) =>
          a * u ** 3 + 3 * b * u * u * t + 3 * c * u * t * t + d * t ** 3;
        points.push({ x: blend(x, n[0], n[2], n[4]), y: blend(y, n[1], n[3], n[5]) });
      }
      [x, y] = [n[4], n[5]];
    }
  }
  return points;
}

afterEach(cleanup);

describe('the layout', () => {
  it('keeps boxes apart, inside the drawing', () => {
    fc.assert(
      fc.property(flows, (steps) => {
        const { steps: placed, width, height } = draw(steps);
        const outside = placed.filter(
          ({ x, y }) =>
            x < 0 || y < 0 || x + BOX.width > width + 1e-6 || y + BOX.height > height + 1e-6,
        );
        const close = placed.flatMap((a, i) =>
          placed
            .slice(i + 1)
            .filter((b) => Math.abs(a.x - b.x) < BOX.width + GAP - 1e-6)
            .filter((b) => Math.abs(a.y - b.y) < BOX.height),
        );
        expect([outside, close]).toEqual([[], []]);
      }),
    );
  });

  it('points every transition down, but those that close a loop', () => {
    fc.assert(
      fc.property(flows, (steps) => {
        const layout = draw(steps);
        const order = new Map(steps.map(({ name }, i) => [name, i]));
        expect(layout.edges.length).toBe(steps.flatMap(({ next }) => next).length);
        for (const { from, to, back } of layout.edges) {
          expect(back).toBe((order.get(to) ?? 0) <= (order.get(from) ?? 0));
          if (!back) expect(at(layout, to).y).toBeGreaterThan(at(layout, from).y + BOX.height);
        }
      }),
    );
  });

  it('draws no transition through a box', () => {
    fc.assert(
      fc.property(flows, (steps) => {
        const layout = draw(steps);
        const crossed = layout.edges.flatMap((edge) => {
          const points = pointsOf(edge.path);
          return layout.steps
            .filter((box) =>
              points.some(
                ({ x, y }) =>
                  x > box.x + 0.1 &&
                  x < box.x + BOX.width - 0.1 &&
                  y > box.y + 0.1 &&
                  y < box.y + BOX.height - 0.1,
              ),
            )
            .map((box) => `${edge.from} > ${edge.to} through ${box.name}`);
        });
        expect(crossed).toEqual([]);
      }),
    );
  });

  it('is the same for the same flow', () => {
    fc.assert(
      fc.property(flows, (steps) => {
        expect(draw(structuredClone(steps))).toEqual(draw(steps));
      }),
    );
  });

  it('puts a split in the middle above its branches, and the join below', () => {
    const layout = draw(flow('start > a b c; a > join; b > join; c > join; join'));
    expect(at(layout, 'start').x).toBeCloseTo(at(layout, 'b').x);
    expect(at(layout, 'join').x).toBeCloseTo(at(layout, 'b').x);
    expect(layout.width).toBe(3 * BOX.width + 2 * GAP);
    expect(layout.steps.map(({ layer }) => layer)).toEqual([0, 1, 1, 1, 2]);
  });

  it('untangles branches that are given in another order', () => {
    const layout = draw(flow('s > a b; a > d; b > c; c > e; d > e; e'));
    expect(at(layout, 'a').x < at(layout, 'b').x).toBe(at(layout, 'd').x < at(layout, 'c').x);
  });

  it('goes around a branch that a transition skips', () => {
    const layout = draw(flow('s > a end; a > end; end'), { 's end': 60 });
    const edge = layout.edges.find(({ from, to }) => from === 's' && to === 'end');
    const beside = pointsOf(edge?.path ?? '').filter(
      ({ y }) => y > at(layout, 'a').y && y < at(layout, 'a').y + BOX.height,
    );
    expect(beside.length).toBeGreaterThan(0);
    expect(
      beside.every(({ x }) => x < at(layout, 'a').x || x > at(layout, 'a').x + BOX.width),
    ).toBe(true);
  });

  it('leaves room for the labels of a switch and of a loop', () => {
    const plain = draw(flow('s > s end; end'));
    const labelled = draw(flow('s > s end; end'), { 's s': 50, 's end': 40 });
    expect(labelled.width - plain.width).toBe(50);
    expect(at(labelled, 'end').y).toBeGreaterThan(at(plain, 'end').y);
  });

  it('draws a hundred steps in a row, and a hundred side by side', () => {
    const names = Array.from({ length: 100 }, (_, i) => `s${i}`);
    const row = draw(
      names.map((name, i) => ({ name, next: names.slice(i + 1, i + 2).map((step) => ({ step })) })),
    );
    expect(row.width).toBe(BOX.width);
    expect(new Set(row.steps.map(({ y }) => y)).size).toBe(100);
    const wide = draw([
      { name: 'start', next: names.map((step) => ({ step })) },
      ...names.map((name) => ({ name, next: [{ step: 'join' }] })),
      { name: 'join', next: [] },
    ]);
    expect(wide.width).toBe(100 * BOX.width + 99 * GAP);
  });

  it('is nothing for no steps, and ignores a step that does not exist', () => {
    expect(draw([])).toEqual({ width: 0, height: 0, steps: [], edges: [] });
    expect(draw(flow('a > ghost')).edges).toEqual([]);
  });

  it('counts crossings as inversions, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 }), (values) => {
        const pairs = values.flatMap((a, i) => values.slice(i + 1).filter((b) => b < a));
        expect(inversions(values)).toBe(pairs.length);
      }),
    );
  });

  it('pools violators to their mean: order kept, sum kept, sorted values untouched', () => {
    expect(isotonic([3, 1, 2])).toEqual([2, 2, 2]);
    expect(isotonic([1, 5, 4, 9])).toEqual([1, 4.5, 4.5, 9]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 12 }), (values) => {
        const made = isotonic(values);
        expect(made.every((value, i) => i === 0 || value >= (made[i - 1] ?? 0) - 1e-9)).toBe(true);
        const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);
        expect(sum(made)).toBeCloseTo(sum(values));
        const sorted = [...values].sort((a, b) => a - b);
        expect(isotonic(sorted)).toEqual(sorted);
      }),
    );
  });
});

describe('arrow keys', () => {
  const layout = draw(flow('start > a b; a > join; b > join; join > join end; end'));
  it.each([
    ['start', 'ArrowDown', 'a'],
    ['a', 'ArrowRight', 'b'],
    ['b', 'ArrowLeft', 'a'],
    ['b', 'ArrowDown', 'join'],
    ['join', 'ArrowUp', 'a'],
    ['join', 'ArrowDown', 'end'],
    ['end', 'ArrowDown', 'end'],
    ['end', 'Home', 'start'],
    ['start', 'End', 'end'],
    ['a', 'x', 'a'],
    ['gone', 'ArrowDown', 'start'],
  ])('from %s, %s leads to %s', (from, key, to) => {
    expect(neighbour(layout, from, key)).toBe(to);
  });
});

describe('the words', () => {
  const step = (more: Partial<DagStep> = {}): DagStep => ({
    name: 'train',
    kind: 'linear',
    next: [],
    ...more,
  });

  it.each([
    [0, '0.0s'],
    [0.04, '0.0s'],
    [3.25, '3.3s'],
    [9.96, '10s'],
    [42.4, '42s'],
    [59.7, '1m'],
    [200, '3m 20s'],
    [7500, '2h 5m'],
    [3600, '1h'],
    [277_200, '3d 5h'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it('one task has a word, many have counts, failed ones first', () => {
    const many = { total: 10, done: 7, failed: 1, running: 2 };
    expect(statusText(step())).toBe('');
    expect(statusText(step({ status: 'pending', within: ['start'] }))).toBe('not started');
    expect(
      statusText(step({ status: 'done', tasks: { total: 1, done: 1, failed: 0, running: 0 } })),
    ).toBe('done');
    expect(statusText(step({ status: 'failed', tasks: many }))).toBe('1 failed, 7 of 10 done');
    expect(statusText(step({ status: 'done', tasks: { ...many, done: 10, failed: 0 } }))).toBe(
      '10 done',
    );
  });

  it('a foreach and a switch name what they look at', () => {
    expect(kindText(step({ kind: 'foreach', foreach: 'folds' }))).toBe('foreach folds');
    expect(kindText(step({ kind: 'switch', condition: 'best' }))).toBe('switch on best');
    expect(kindText(step())).toBe('step');
  });

  it('a transition of a switch says its cases and how often it was chosen', () => {
    const cases = [
      { label: 'a', step: 'x' },
      { label: 'b', step: 'x' },
      { label: 'c', step: 'y' },
    ];
    const next = [
      { step: 'x', taken: 3 },
      { step: 'y', taken: 0 },
    ];
    const chooser = step({ kind: 'switch', cases, next });
    expect(transitionText(chooser, 'x')).toBe('a or b ×3');
    expect(transitionText(chooser, 'y')).toBe('c');
    expect(wasTaken(chooser, step({ name: 'x' }))).toBe(true);
    expect(wasTaken(chooser, step({ name: 'y', status: 'done' }))).toBe(false);
  });

  it('tells all that is known of a step in one sentence', () => {
    const told = sentence(
      step({
        doc: 'Fits a model.',
        within: ['start'],
        status: 'failed',
        tasks: { total: 10, done: 7, failed: 1, running: 2, reused: 3 },
        duration: 75,
        attempts: 3,
        decorators: ['retry'],
        next: [{ step: 'train' }, { step: 'join' }],
      }),
    );
    expect(told).toBe(
      'train: step · once for each task of start · 1 failed, 7 of 10 done, 2 running, ' +
        '3 taken over from an earlier run · 1m 15s · up to 3 attempts · @retry · ' +
        'leads to itself, join. Fits a model.',
    );
  });

  it('sums up the run', () => {
    const steps = [step({ status: 'done' }), step({ status: 'done' }), step({ status: 'pending' })];
    expect(overview({ run: 'F/1', as_of: '2026-11-21T19:17:16+00:00', steps })).toBe(
      'F/1, as of 2026-11-21 19:17 UTC. Of 3 steps: 2 done, 1 not started.',
    );
    expect(overview({ steps: [step()] })).toBe('1 step. Point at one for more.');
  });
});

describe('the view', () => {
  const steps: DagStep[] = [
    { name: 'start', kind: 'start', next: [{ step: 'train' }], status: 'done' },
    { name: 'train', kind: 'linear', next: [{ step: 'end' }], status: 'running' },
    { name: 'end', kind: 'end', next: [], status: 'pending' },
  ];

  it('is a list of steps with one tab stop, walked by arrows', async () => {
    const user = userEvent.setup();
    render(DagView, { id: 'x', steps, run: 'F/1', current: 'train' });
    const buttons = screen.getAllByRole('button');
    expect(buttons.map((button) => button.tabIndex)).toEqual([0, -1, -1]);
    expect(screen.getByRole('button', { current: 'step' })).toBe(buttons[1]);
    await user.tab();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(buttons[1]);
    expect(screen.getByText(/^train: step · running · leads to end\.$/)).toBeTruthy();
  });

  it('keeps the chosen step when an update brings new states and a new order', async () => {
    const user = userEvent.setup();
    const { rerender } = render(DagView, { id: 'x', steps, run: 'F/1' });
    await user.click(screen.getByRole('button', { name: /^train/ }));
    const extra: DagStep = {
      name: 'setup',
      kind: 'start',
      next: [{ step: 'start' }],
      status: 'done',
    };
    await rerender({
      steps: [extra, ...steps.map((step) => ({ ...step, status: 'done' as const }))],
    });
    expect(document.activeElement?.textContent.replace(/\s+/g, ' ').trim()).toBe('train step done');
    expect(screen.getByText(/^train: step · done/)).toBeTruthy();
  });

  it('says that a flow has no steps', () => {
    render(DagView, { id: 'x', steps: [] });
    expect(screen.getByText('This flow has no steps.')).toBeTruthy();
  });
});
