// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import DagView from '$kit/components/dag-view';
import { boxesOf, boxSentence } from '$kit/components/dag-view/boxes';
import { inversions } from '$kit/components/dag-view/crossings';
import {
  kindText,
  ownSquare,
  progressText,
  sentence,
  shortStatusText,
  stateCounts,
  statusText,
  taskShares,
  taskSquares,
  transitionText,
  wasTaken,
} from '$kit/components/dag-view/describe';
import { foldSteps, singleSteps } from '$kit/components/dag-view/fold';
import { shownItems, sizesOf } from '$kit/components/dag-view/items';
import { layOut, type Layout } from '$kit/components/dag-view/layout';
import { lookOf } from '$kit/components/dag-view/lines';
import { layOutRail } from '$kit/components/dag-view/rail';
import { isotonic, rankSteps, type GraphStep } from '$kit/components/dag-view/ranks';
import { roundedPath } from '$kit/components/dag-view/routes';
import { timelineOf } from '$kit/components/dag-view/timeline';
import type { DagStep } from '$kit/components/dag-view/types';
import { ACROSS, DOWN, neighbor } from '$kit/components/dag-view/walk';

const HEIGHT = 60;
const ROOM = 1100;
const draw = (steps: GraphStep[], labels: Record<string, number> = {}, room = ROOM) =>
  layOut(steps, {
    room,
    heightOf: () => HEIGHT,
    labelWidth: (from, to) => labels[`${from} ${to}`] ?? 0,
  });
const flow = (text: string): GraphStep[] =>
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
const chainOf = (count: number): GraphStep[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `s${i}`,
    next: i + 1 < count ? [{ step: `s${i + 1}` }] : [],
  }));

/** Flows with parents first: each step leads on, and sometimes back or to itself. */
const flows = fc.integer({ min: 1, max: 25 }).chain((count) =>
  fc
    .array(fc.array(fc.integer({ min: 0, max: count - 1 }), { maxLength: 4 }), {
      minLength: count,
      maxLength: count,
    })
    .map((targets): GraphStep[] =>
      targets.map((next, i) => ({
        name: `s${i}`,
        next: [...new Set([...next, ...(i + 1 < count && next.length === 0 ? [i + 1] : [])])].map(
          (to) => ({ step: `s${to}` }),
        ),
      })),
    ),
);
/** A drawing takes milliseconds: a few dozen of them are enough to find what is wrong. */
const FEW = { numRuns: 40 };
const rooms = fc.integer({ min: 560, max: 1400 });

/** Points along an SVG path of M, L and Q, close together. */
function pointsOf(path: string): { x: number; y: number }[] {
  const points: { x: number; y: number }[] = [];
  let [x, y] = [0, 0];
  for (const [, command = '', rest = ''] of path.matchAll(/([MLQ])([^MLQ]*)/g)) {
    const n = rest
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    const [x1, y1] = n.slice(-2) as [number, number];
    if (command !== 'M') {
      for (let i = 1; i <= 40; i++) {
        points.push({ x: x + ((x1 - x) * i) / 40, y: y + ((y1 - y) * i) / 40 });
      }
    }
    [x, y] = [x1, y1];
  }
  return points;
}

afterEach(cleanup);

describe('the layout', () => {
  it('keeps boxes apart and inside the width that there is', () => {
    fc.assert(
      fc.property(flows, rooms, (steps, room) => {
        const { steps: placed, width, height } = draw(steps, {}, room);
        expect(width).toBeLessThanOrEqual(room);
        const outside = placed.filter(
          (box) =>
            box.x < 0 ||
            box.y < -1e-6 ||
            box.x + box.width > width + 1 ||
            box.y + HEIGHT > height + 1,
        );
        const close = placed.flatMap((a, i) =>
          placed
            .slice(i + 1)
            .filter((b) => Math.abs(a.x - b.x) < a.width && Math.abs(a.y - b.y) < HEIGHT + 17),
        );
        expect([outside, close]).toEqual([[], []]);
      }),
      FEW,
    );
  });

  it('leads every transition to the right or to a later row, but those that close a loop', () => {
    fc.assert(
      fc.property(flows, (steps) => {
        const layout = draw(steps);
        const order = new Map(steps.map(({ name }, i) => [name, i]));
        expect(layout.edges.length).toBe(steps.flatMap(({ next }) => next).length);
        for (const { from, to, back } of layout.edges) {
          expect(back).toBe((order.get(to) ?? 0) <= (order.get(from) ?? 0));
          const [start, end] = [at(layout, from), at(layout, to)];
          if (!back) expect(end.row > start.row || end.x >= start.x + start.width).toBe(true);
        }
      }),
      FEW,
    );
  });

  it('draws no transition through a box', () => {
    fc.assert(
      fc.property(flows, rooms, (steps, room) => {
        const layout = draw(steps, {}, room);
        const crossed = layout.edges.flatMap((edge) => {
          const points = pointsOf(edge.path);
          return layout.steps
            .filter((box) =>
              points.some(
                ({ x, y }) =>
                  x > box.x + 0.2 &&
                  x < box.x + box.width - 0.2 &&
                  y > box.y + 0.2 &&
                  y < box.y + HEIGHT - 0.2,
              ),
            )
            .map((box) => `${edge.from} > ${edge.to} through ${box.name}`);
        });
        expect(crossed).toEqual([]);
      }),
      FEW,
    );
  });

  it('ends every transition at the side of its step', () => {
    fc.assert(
      fc.property(flows, (steps) => {
        const layout = draw(steps);
        for (const { to, tip } of layout.edges) {
          const box = at(layout, to);
          if (tip.toward === 'right') {
            expect([tip.x, tip.y]).toEqual([box.x, expect.closeTo(box.y + HEIGHT / 2, 0)]);
          }
          if (tip.toward === 'up') expect(tip.y).toBeCloseTo(box.y + HEIGHT, 0);
        }
      }),
      FEW,
    );
  });

  it('is the same for the same flow', () => {
    fc.assert(
      fc.property(flows, (steps) => {
        expect(draw(structuredClone(steps))).toEqual(draw(steps));
      }),
      FEW,
    );
  });

  it('settles a split in the middle of its branches, and the join too', () => {
    const layout = draw(flow('start > a b c; a > join; b > join; c > join; join'));
    expect(at(layout, 'start').y).toBeCloseTo(at(layout, 'b').y, 0);
    expect(at(layout, 'join').y).toBeCloseTo(at(layout, 'b').y, 0);
    expect(at(layout, 'c').y - at(layout, 'a').y).toBeCloseTo(2 * (HEIGHT + 18), 0);
    expect(layout.steps.map(({ rank }) => rank)).toEqual([0, 1, 1, 1, 2]);
    const even = draw(flow('start > a b; a > join; b > join; join'));
    expect(at(even, 'start').y).toBeCloseTo((at(even, 'a').y + at(even, 'b').y) / 2, 0);
  });

  it('settles what goes on from one to one on one height', () => {
    const layout = draw(
      flow('start > a b c; a > join; b > b2; b2 > b3; b3 > join; c > join; join'),
    );
    expect(at(layout, 'b2').y).toBe(at(layout, 'b').y);
    expect(at(layout, 'b3').y).toBe(at(layout, 'b').y);
    const passing = layout.edges.find(({ from, to }) => from === 'a' && to === 'join');
    const heights = new Set(pointsOf(passing?.path ?? '').map(({ y }) => Math.round(y)));
    const own = Math.round(at(layout, 'a').y + HEIGHT / 2);
    const beside = pointsOf(passing?.path ?? '').filter(({ x }) => x < at(layout, 'join').x - 40);
    expect(heights.has(own)).toBe(true);
    expect(beside.every(({ y }) => Math.abs(y - own) < 1)).toBe(true);
  });

  it('settles a step of many parents near their mean, wherever the order puts it', () => {
    const { boxes } = rankSteps(flow('a > x; b > x; c > y; d > y; x > z; y > z; z'), {
      heightOf: () => HEIGHT,
      gap: 18,
      aboveOf: () => 0,
    });
    const y = (name: string) => boxes.get(name)?.y ?? 0;
    expect(Math.abs(y('x') - (y('a') + y('b')) / 2)).toBeLessThan(6);
    expect(Math.abs(y('y') - (y('c') + y('d')) / 2)).toBeLessThan(6);
    expect(y('z')).toBeCloseTo((y('x') + y('y')) / 2, 0);
  });

  it('untangles branches that are given in another order', () => {
    const layout = draw(flow('s > a b; a > d; b > c; c > e; d > e; e'));
    expect(at(layout, 'a').y < at(layout, 'b').y).toBe(at(layout, 'd').y < at(layout, 'c').y);
  });

  it('leaves room for the labels of a switch and of a loop', () => {
    const plain = draw(flow('s > s end; end'), {}, 600);
    const labeled = draw(flow('s > s end; end'), { 's s': 50, 's end': 90 }, 600);
    const gap = (layout: Layout) => at(layout, 'end').x - at(layout, 's').x - at(layout, 's').width;
    expect(gap(plain)).toBeGreaterThan(20);
    expect(gap(labeled)).toBeGreaterThanOrEqual(110);
    expect(at(labeled, 's').y).toBeGreaterThan(at(plain, 's').y);
  });

  it('fits a flow of six steps to the width, and boxes of one to a usual one', () => {
    const six = draw(chainOf(6));
    expect(six.rows).toHaveLength(1);
    expect(six.width).toBeGreaterThan(ROOM * 0.95);
    expect(draw(chainOf(1)).steps[0]?.width).toBeLessThanOrEqual(176);
  });

  it('keeps nine ranks in a row where they fit, and wraps more', () => {
    expect(draw(chainOf(9)).rows).toHaveLength(1);
    expect(draw(chainOf(10)).rows).toHaveLength(2);
    const twenty = draw(chainOf(20));
    expect(twenty.rows.map(({ first, last }) => last - first + 1)).toEqual([7, 7, 6]);
    expect(twenty.height).toBeLessThan(320);
  });

  it('breaks a row where the fewest transitions lead across', () => {
    const text = 's0 > s1; s1 > s2; s2 > s3; s3 > s4; s4 > a b c; a > j; b > j; c > j; j > s7;';
    const layout = draw(flow(`${text}s7 > s8; s8 > s9; s9 > s10; s10`), {}, 900);
    const [first] = layout.rows;
    const across = layout.edges.filter(
      ({ from, to }) =>
        at(layout, from).rank <= (first?.last ?? 0) && at(layout, to).rank > (first?.last ?? 0),
    );
    expect(across).toHaveLength(1);
  });

  it('gives many transitions from one row to the next one line, and a few a line each', () => {
    const rightmost = (count: number) => {
      const names = Array.from({ length: count }, (_, i) => `b${i}`);
      const pairs = names.map((name) => `${name} > ${name}x; ${name}x > ${name}y; ${name}y > join`);
      const layout = draw(flow(`start > ${names.join(' ')}; ${pairs.join(';')}; join`), {}, 400);
      const rowOf = new Map(layout.steps.map(({ name, row }) => [name, row]));
      const across = layout.edges.filter(
        ({ from, to }) => rowOf.get(from) === 0 && rowOf.get(to) === 1,
      );
      expect(across).toHaveLength(count);
      const numbers = across.map(({ path }) => path.match(/[\d.]+/g)?.map(Number) ?? []);
      return new Set(numbers.map((list) => Math.max(...list.filter((_, i) => i % 2 === 0)))).size;
    };
    expect(rightmost(3)).toBe(3);
    expect(rightmost(5)).toBe(1);
  });

  it('makes boxes as wide as the longest name, and rows of fewer', () => {
    const named = (name: string) =>
      chainOf(9).map((step) => ({
        name: `${name}${step.name}`,
        next: step.next.map((to) => ({ step: `${name}${to.step}` })),
      }));
    expect(draw(named('')).rows).toHaveLength(1);
    const long = draw(named('calendar_feature'));
    expect(long.rows.length).toBeGreaterThan(1);
    expect(long.steps[0]?.width).toBeGreaterThanOrEqual(160);
  });

  it('draws a thousand steps, each of which leads to the end, in bounded time', () => {
    const steps = chainOf(1000).map((step) => ({
      ...step,
      next: step.name === 's999' ? [] : [...step.next, { step: 's999' }],
    }));
    const began = performance.now();
    const layout = draw(steps);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(layout.leftOut).toBeGreaterThan(0);
    expect(layout.steps).toHaveLength(1000);
  });

  it('is nothing for no steps, and ignores a step that does not exist', () => {
    expect(draw([])).toMatchObject({ width: 0, height: 0, steps: [], edges: [] });
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
    expect(isotonic([4, 0], [3, 1])).toEqual([3, 3]);
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

  it('rounds corners, and none where a line goes straight on', () => {
    const line = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 20, y: 0 },
    ];
    expect(roundedPath(line)).toBe('M0 0L20 0');
    expect(roundedPath([...line, { x: 20, y: 40 }])).toBe('M0 0L13 0Q20 0 20 7L20 40');
  });
});

describe('the rail', () => {
  const rail = (text: string, critical: string[] = []) =>
    layOutRail(
      flow(text).map((step) => ({ ...step, height: 52 })),
      new Set(critical),
    );

  it('has a row for each step, and the critical path in the first lane', () => {
    const { rows } = rail('start > a b; a > join; b > join; join', ['start', 'b', 'join']);
    expect(rows.map(({ top }) => top)).toEqual([0, 52, 104, 156]);
    const xs = new Map(rows.map(({ name, x }) => [name, x]));
    expect([xs.get('start'), xs.get('b'), xs.get('join')]).toEqual([10, 10, 10]);
    expect(xs.get('a')).toBe(30);
  });

  it('never puts two steps that are open at once in one lane', () => {
    fc.assert(
      fc.property(flows, (steps) => {
        const made = layOutRail(
          steps.map((step) => ({ ...step, height: 52 })),
          new Set(),
        );
        expect(made.rows).toHaveLength(steps.length);
        expect(made.edges).toHaveLength(steps.flatMap(({ next }) => next).length);
        expect(made.width).toBeLessThan(170);
      }),
    );
  });
});

const step = (more: Partial<DagStep> = {}): DagStep => ({
  name: 'train',
  kind: 'linear',
  next: [],
  ...more,
});

describe('folding', () => {
  const chain = (count: number, more: (i: number) => Partial<DagStep> = () => ({})) =>
    chainOf(count).map((one, i) => step({ ...one, next: [...one.next], ...more(i) }));
  const split = (count: number, more: (i: number) => Partial<DagStep> = () => ({})): DagStep[] => {
    const names = Array.from({ length: count }, (_, i) => `b${i}`);
    return [
      step({ name: 'start', kind: 'split', next: names.map((to) => ({ step: to })) }),
      ...names.map((name, i) => step({ name, next: [{ step: 'join' }], ...more(i) })),
      step({ name: 'join', kind: 'join' }),
    ];
  };
  const options = { chains: true, open: new Set<string>() };

  it('folds the plain steps of a long chain, and leaves what matters in sight', () => {
    const items = foldSteps(
      chain(20, (i) => (i === 10 ? { status: 'failed' } : { status: 'done' })),
      options,
    );
    expect(items.map(({ members }) => members.length)).toEqual([10, 1, 9]);
    expect(items.map(({ next }) => next.map((to) => to.step))).toEqual([
      ['s10'],
      ['chain:s11'],
      [],
    ]);
    expect(foldSteps(chain(20), { ...options, current: 's3' }).map((i) => i.name)).toContain('s3');
  });

  it('shows five branches of a wide split and a box for the others, the failed one in sight', () => {
    const items = foldSteps(
      split(25, (i) => (i === 20 ? { status: 'failed' } : { status: 'done', duration: i })),
      options,
    );
    expect(items.map(({ name }) => name)).toEqual([
      'start',
      'b20',
      'b21',
      'b22',
      'b23',
      'b24',
      'branches:b0',
      'join',
    ]);
    expect(foldSteps(split(6), options)).toHaveLength(8);
    expect(foldSteps(split(7), options)).toHaveLength(8);
  });

  it('opens what the reader has opened, and loses no step', () => {
    const steps = split(25);
    const opened = foldSteps(steps, { ...options, open: new Set(['branches:b5']) });
    expect(opened.map(({ name }) => name)).toEqual(steps.map(({ name }) => name));
    for (const items of [foldSteps(steps, options), singleSteps(steps)]) {
      const names = items.flatMap(({ members }) => members.map(({ name }) => name));
      expect(new Set(names)).toEqual(new Set(steps.map(({ name }) => name)));
    }
  });

  it('keeps the parents first, and every transition, whatever is folded', () => {
    fc.assert(
      fc.property(flows, (steps) => {
        const items = foldSteps(
          steps.map((one) => step({ name: one.name, next: [...one.next] })),
          options,
        );
        const place = new Map(items.flatMap(({ members }, i) => members.map((m) => [m.name, i])));
        const order = new Map(steps.map(({ name }, i) => [name, i]));
        for (const { name, next } of steps) {
          for (const { step: to } of next) {
            const forward = (order.get(to) ?? 0) > (order.get(name) ?? 0);
            const [from, until] = [place.get(name) ?? 0, place.get(to) ?? 0];
            if (forward) expect(until).toBeGreaterThanOrEqual(from);
            const item = items[from];
            const isThere = item?.next.some(({ step: one }) => one === items[until]?.name);
            expect(isThere === true || from === until).toBe(true);
          }
        }
      }),
    );
  });

  it('says of a fold how many steps it stands for, and in which state they are', () => {
    const items = foldSteps(
      split(25, (i) => ({ status: 'done', start: 1, duration: i })),
      options,
    );
    const box = boxesOf(items, { elapsed: 100 }).get('branches:b0');
    expect(box?.step).toMatchObject({ name: '+20', status: 'done', duration: 19 });
    expect(statusText(box?.step ?? step())).toBe('20 done');
    expect(box === undefined ? '' : boxSentence(box)).toContain('b11 and 8 more: 20 done');
  });
});

describe('a strip', () => {
  const steps = chainOf(30).map((one, i) =>
    step({ ...one, next: [...one.next], status: i < 20 ? 'done' : 'pending' }),
  );
  const strip = (room: number, given = steps, current = 's19') =>
    shownItems(given, { room, narrow: room < 560, strip: true, open: new Set(), current });

  it('folds what is far from the current step until the rest fits into a row', () => {
    for (const room of [600, 794, 994, 1198]) {
      const items = strip(room);
      const layout = layOut(items, {
        room,
        ...sizesOf(true, boxesOf(items, { current: 's19' })),
        labelWidth: () => 0,
      });
      expect(layout.rows).toHaveLength(1);
      expect(layout.height).toBe(30);
      expect(layout.width).toBeLessThanOrEqual(room);
      expect(items.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['before', 's18', 's19', 's20', 'after']),
      );
      expect(items.flatMap(({ members }) => members)).toHaveLength(30);
    }
    expect(strip(1198).length).toBeGreaterThan(strip(600).length);
  });

  it('has five rows on a phone, and every step where there are few', () => {
    expect(strip(300).map(({ name }) => name)).toEqual(['before', 's18', 's19', 's20', 'after']);
    expect(
      strip(
        994,
        steps.slice(17, 22).map((one, i) => ({ ...one, next: i < 4 ? one.next : [] })),
      ).map(({ members }) => members.length),
    ).toEqual([1, 1, 1, 1, 1]);
  });

  it('says which task of its step the card is of, and the state of the others by signs', () => {
    const tasks = { total: 3, done: 3, failed: 0, running: 0 };
    const train = step({ name: 'train', kind: 'linear', within: ['start'], tasks, status: 'done' });
    render(DagView, {
      id: 'x',
      title: 'Where it sits',
      subtitle: 'step 2 of 3, a foreach over folds',
      steps: [
        step({ name: 'start', kind: 'foreach', next: [{ step: 'train' }], status: 'done' }),
        train,
      ],
      strip: true,
      current: 'train',
      place: 'task 2 of 3',
      run: 'F/1',
      as_of: '2026-11-26T11:00:00+00:00',
    });
    expect(screen.getByText('this is task 2 of 3')).toBeTruthy();
    expect(screen.getByText('step 2 of 3, a foreach over folds')).toBeTruthy();
    expect(screen.queryByText(/as of/)).toBeNull();
    expect(screen.queryByText('3 done')).toBeNull();
  });
});

describe('arrow keys', () => {
  const layout = draw(flow('start > a b; a > join; b > join; join > join end; end'));
  const go = (from: string, key: string) => neighbor(layout.steps, layout.edges, from, key, ACROSS);
  it.each([
    ['start', 'ArrowRight', 'a'],
    ['a', 'ArrowDown', 'b'],
    ['b', 'ArrowUp', 'a'],
    ['b', 'ArrowRight', 'join'],
    ['join', 'ArrowLeft', 'a'],
    ['join', 'ArrowRight', 'end'],
    ['end', 'ArrowRight', 'end'],
    ['end', 'Home', 'start'],
    ['start', 'End', 'end'],
    ['a', 'x', 'a'],
    ['gone', 'ArrowDown', 'start'],
  ])('from %s, %s leads to %s', (from, key, to) => {
    expect(go(from, key)).toBe(to);
  });

  it('lead down and up on a rail', () => {
    const rail = layOutRail(
      flow('start > a b; a > join; b > join; join').map((one) => ({ ...one, height: 52 })),
      new Set(),
    );
    expect(neighbor(rail.rows, rail.edges, 'start', 'ArrowDown', DOWN)).toBe('a');
    expect(neighbor(rail.rows, rail.edges, 'join', 'ArrowUp', DOWN)).toBe('b');
    expect(neighbor(rail.rows, rail.edges, 'start', 'ArrowRight', DOWN)).toBe('start');
  });
});

describe('the words', () => {
  it('one task has a word, many have counts', () => {
    const many = { total: 10, done: 7, failed: 1, running: 2 };
    expect(statusText(step())).toBe('');
    expect(statusText(step({ status: 'pending', within: ['start'] }))).toBe('not started');
    expect(
      statusText(step({ status: 'done', tasks: { total: 1, done: 1, failed: 0, running: 0 } })),
    ).toBe('done');
    expect(statusText(step({ status: 'failed', tasks: many }))).toBe('7 of 10, 1 failed');
    expect(statusText(step({ status: 'done', tasks: { ...many, done: 10, failed: 0 } }))).toBe(
      '10 done',
    );
  });

  it('caught, killed, unended and unread tasks are told apart', () => {
    const tasks = { total: 4, done: 4, failed: 0, running: 0 };
    expect(statusText(step({ status: 'done', tasks: { ...tasks, caught: 2 } }))).toBe(
      '4 done, 2 caught',
    );
    expect(statusText(step({ status: 'unknown', tasks: { ...tasks, done: 0, unended: 4 } }))).toBe(
      '0 of 4, 4 without an end',
    );
    const unread = step({
      status: 'unknown',
      tasks: { ...tasks, total: 5000, done: 1000, unread: 4000 },
    });
    expect(statusText(unread)).toBe('1,000 of 5,000, 4,000 not read');
    expect(shortStatusText(unread)).toBe('4,000 not read');
    expect(stateCounts([unread]).map(({ text }) => text)).toEqual(['1 not all read']);
    expect(sentence(step({ attempts: 3, killed: 1, name: 'a' }))).toContain(
      'up to 3 attempts, 1 killed',
    );
    expect(sentence(step({ status: 'unknown', duration: 38 }))).toContain('at least 38s');
  });

  it('few tasks are squares in the order of their start, many are shares', () => {
    const tasks = { total: 4, done: 1, failed: 1, running: 1 };
    const spans = (['failed', 'done', 'running'] as const).map((status, start) => ({
      start,
      status,
    }));
    expect(taskSquares(step({ tasks, spans }), 20)).toEqual([
      'failed',
      'done',
      'running',
      'pending',
    ]);
    expect(taskSquares(step({ tasks }), 20)).toEqual(['done', 'failed', 'running', 'pending']);
    expect(taskSquares(step({ tasks: { ...tasks, total: 21 } }), 20)).toEqual([]);
    expect(taskShares(step({ tasks }))).toEqual([
      { status: 'done', share: 0.25 },
      { status: 'failed', share: 0.25 },
      { status: 'running', share: 0.25 },
    ]);
  });

  it('the square of the own task is found while others have not started or were not read', () => {
    const tasks = { total: 4, done: 1, failed: 1, running: 0 };
    const spans = [
      { start: 0, status: 'done' as const },
      { start: 1, status: 'failed' as const, own: true },
    ];
    const begun = step({ tasks, spans });
    expect(ownSquare(begun, taskSquares(begun, 20))).toBe(1);
    const unread = step({ tasks: { ...tasks, done: 2, unread: 1 }, spans });
    const squares = taskSquares(unread, 20);
    expect(squares[ownSquare(unread, squares)]).toBe('failed');
    const other = step({ tasks, spans: spans.map(({ start, status }) => ({ start, status })) });
    expect(ownSquare(other, taskSquares(other, 20))).toBe(-1);
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
      'train: step · once for each task of start · 7 of 10, 1 failed, 2 running, ' +
        '3 taken over from an earlier run · 1m 15s · up to 3 attempts · @retry · ' +
        'leads to itself, join. Fits a model.',
    );
  });

  it('sums up the run', () => {
    const steps = [step({ status: 'done' }), step({ status: 'done' }), step({ status: 'pending' })];
    expect(progressText(steps)).toBe('2 of 3 steps done');
    expect(progressText([step()])).toBe('1 step');
    expect(progressText([step({ status: 'done' })])).toBe('1 step, all done');
  });

  it('a line is heavy between steps that follow each other on the critical path only', () => {
    const box = (name: string, status: DagStep['status'] = 'done') => ({
      name,
      step: step({ name, ...(status === undefined ? {} : { status }) }),
      isCurrent: false,
    });
    expect(lookOf(box('a'), box('b'), ['a', 'b'], true)).toBe('critical');
    expect(lookOf(box('a'), box('c'), ['a', 'b', 'c'], true)).toBe('plain');
    expect(lookOf(box('a'), box('b', 'pending'), ['a', 'b'], true)).toBe('open');
  });
});

describe('the timeline', () => {
  const boxes = (steps: DagStep[], elapsed = 100) =>
    boxesOf(singleSteps(steps), { elapsed }).values();
  const options = {
    elapsed: 100,
    started: '2026-11-23T14:02:00Z',
    critical: new Set(['b']),
    width: 900,
  };

  it('puts each step where it was, and leaves out what has not begun', () => {
    const { rows, now } = timelineOf(
      boxes([
        step({ name: 'a', status: 'done', start: 0, duration: 10 }),
        step({ name: 'b', status: 'done', start: 10, duration: 90 }),
        step({ name: 'c', status: 'pending' }),
      ]),
      options,
    );
    expect(rows.map(({ name }) => name)).toEqual(['a', 'b']);
    const [a, b] = rows.map(({ bars }) => bars[0]);
    expect((a?.left ?? 0) + (a?.width ?? 0)).toBeCloseTo(b?.left ?? 1);
    expect([a?.critical, b?.critical]).toEqual([false, true]);
    expect(now).toBeUndefined();
  });

  it('has a line for now while a step runs, and says of an end that nobody recorded: at least', () => {
    const { rows, now } = timelineOf(
      boxes([
        step({ name: 'a', status: 'running', start: 0, duration: 100 }),
        step({ name: 'b', status: 'unknown', start: 0, duration: 50 }),
      ]),
      options,
    );
    expect(now).toBeGreaterThan(0.5);
    expect(rows.map(({ time }) => time)).toEqual(['1m 40s', 'at least 50s']);
  });

  it('says how long tasks side by side took beside the one that ended last', () => {
    const span = (start: number, duration: number) => ({
      start,
      duration,
      status: 'done' as const,
    });
    const spans = [span(0, 10), span(0, 60), span(5, 20), span(6, 20)];
    const { rows } = timelineOf(
      boxes([step({ name: 'a', status: 'done', start: 0, duration: 60, spans })]),
      options,
    );
    expect(rows[0]?.words).toMatchObject({ side: 'after', top: 1 });
    expect(rows[0]?.bars[1]?.width).toBeCloseTo(rows[0]?.words.at ?? 0);
  });

  it('has few ticks, at round times, whatever the time and the width', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e7, noNaN: true }), rooms, (elapsed, width) => {
        const { ticks } = timelineOf([], { ...options, elapsed, width });
        expect(ticks.length).toBeGreaterThan(1);
        expect(ticks.length).toBeLessThan(25);
        expect(ticks[0]).toEqual({ at: 0, label: '14:02' });
      }),
    );
  });
});

describe('the view', () => {
  const steps: DagStep[] = [
    { name: 'start', kind: 'start', next: [{ step: 'train' }], status: 'done' },
    { name: 'train', kind: 'linear', next: [{ step: 'end' }], status: 'running' },
    { name: 'end', kind: 'end', next: [], status: 'pending' },
  ];
  const stepButtons = () =>
    screen.getAllByRole('button').filter((button) => button.dataset['step'] !== undefined);

  it('is a list of steps with one tab stop, walked by arrows', async () => {
    const user = userEvent.setup();
    render(DagView, { id: 'x', steps, run: 'F/1', current: 'train' });
    const buttons = stepButtons();
    expect(buttons.map((button) => button.tabIndex)).toEqual([0, -1, -1]);
    expect(screen.getByRole('button', { current: 'step' })).toBe(buttons[1]);
    buttons[0]?.focus();
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(buttons[1]);
    expect(screen.getAllByText(/^train: step · running · leads to end\.$/).length).toBeGreaterThan(
      0,
    );
  });

  it('keeps the chosen step when an update brings new states and a new order', async () => {
    const user = userEvent.setup();
    const { rerender } = render(DagView, { id: 'x', steps, run: 'F/1' });
    await user.click(stepButtons()[1] as HTMLElement);
    const extra: DagStep = {
      name: 'setup',
      kind: 'start',
      next: [{ step: 'start' }],
      status: 'done',
    };
    await rerender({
      steps: [extra, ...steps.map((one) => ({ ...one, status: 'done' as const }))],
    });
    expect((document.activeElement as HTMLElement).dataset['step']).toBe('train');
    expect(screen.getAllByText(/^train: step · done/).length).toBeGreaterThan(0);
  });

  it('opens a fold with a click, and folds again from the menu', async () => {
    const user = userEvent.setup();
    const many = chainOf(60).map((one) => step({ ...one, next: [...one.next] }));
    render(DagView, { id: 'x', steps: many });
    expect(stepButtons()).toHaveLength(1);
    await user.click(stepButtons()[0] as HTMLElement);
    expect(stepButtons()).toHaveLength(60);
  });

  it('says that a flow has no steps', () => {
    render(DagView, { id: 'x', steps: [] });
    expect(screen.getByText('This flow has no steps.')).toBeTruthy();
  });
});
