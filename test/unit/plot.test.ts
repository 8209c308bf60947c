import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { continuous } from '$kit/lib/scale/continuous';
import { axisTexts } from '$kit/parts/plot/axes';
import { barPath } from '$kit/parts/plot/bar';
import { visiblePoints } from '$kit/parts/plot/decimate';
import { labelPlaces } from '$kit/parts/plot/labels';
import { layoutOf, type AxisSpec, type Layout } from '$kit/parts/plot/layout';
import { fitText, type Measure } from '$kit/parts/plot/measure';
import { areaPath, linePath } from '$kit/parts/plot/path';
import { ruleNumbers } from '$kit/parts/plot/rules';
import { spread } from '$kit/parts/plot/spread';
import { sentenceOf, stopAfter, type Stops } from '$kit/parts/plot/stops';

/** Every letter is half as wide as it is high. */
const measure: Measure = (text, size) => [...text].length * size * 0.5;

const line: AxisSpec = { scale: 'linear', domain: [0, 1] };
const lay = (x: AxisSpec, y: AxisSpec = line, width = 600) =>
  layoutOf(x, y, { width, height: 236, measure });

/** The labels of the x axis as ranges of pixels. */
const ranges = ({ x, xTicks }: Layout) =>
  xTicks.map(({ value, text, second = '' }) => {
    const half = Math.max(measure(text, 11.5), measure(second, 11.5)) / 2;
    return [x.at(value) - half, x.at(value) + half] as const;
  });

describe('the layout of a plot', () => {
  test('never lets two labels of an axis touch, whatever the numbers', () => {
    const number = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(number, number, fc.integer({ min: 120, max: 1200 }), (a, b, width) => {
        fc.pre(Math.abs(a - b) > 1e-6 * Math.max(Math.abs(a), Math.abs(b), 1e-3));
        const domain = [Math.min(a, b), Math.max(a, b)] as [number, number];
        const places = ranges(lay({ scale: 'linear', domain }, line, width));
        places.slice(1).forEach(([start], i) => {
          expect(start).toBeGreaterThan(places[i]?.[1] ?? Infinity);
        });
      }),
    );
  });

  test('never lets the last label leave the plot', () => {
    const layout = lay({ scale: 'linear', domain: [0, 1_000_000], whole: true });
    expect(ranges(layout).at(-1)?.[1]).toBeLessThanOrEqual(600);
  });

  test('has about a tick for each 90 by 45 pixels, and never one alone', () => {
    const number = fc.integer({ min: -10_000, max: 10_000 });
    fc.assert(
      fc.property(number, fc.integer({ min: 1, max: 10_000 }), (low, span) => {
        const axis: AxisSpec = { scale: 'linear', domain: [low, low + span] };
        for (const width of [300, 420, 640]) {
          const { box, xTicks, yTicks, x } = lay(axis, axis, width);
          expect(yTicks.length).toBeLessThanOrEqual(1 + (1.6 * (box.bottom - box.top)) / 45);
          expect(Math.min(xTicks.length, yTicks.length)).toBeGreaterThan(1);
          const apart = xTicks.slice(1).map((tick, i) => {
            return x.at(tick.value) - x.at(xTicks[i]?.value ?? Number.NaN);
          });
          expect(Math.min(...apart)).toBeGreaterThan(45);
          expect(Math.min(...apart)).toBeLessThan(190);
        }
      }),
      // Five ticks stand too close here, and a round step on is a single one.
      { examples: [[5211, 8789]] },
    );
  });

  test('names moments whatever the span and the width, two or more where a phone has room', () => {
    const start = Date.parse('2025-02-20T00:00Z');
    const minutes = fc.integer({ min: 2, max: 5_000_000 });
    const at = fc.integer({ min: 0, max: 500_000 });
    fc.assert(
      fc.property(at, minutes, fc.integer({ min: 100, max: 900 }), (after, span, width) => {
        const low = start + 60_000 * after;
        const domain: [number, number] = [low, low + 60_000 * span];
        const layout = lay({ scale: 'time', domain }, line, width);
        expect(layout.xTicks.length).toBeGreaterThan(width < 240 ? 0 : 1);
        const places = ranges(layout);
        places.slice(1).forEach(([left], i) => expect(left).toBeGreaterThan(places[i]?.[1] ?? 0));
        // What stands below is of the tick's own day or year, and is said where it changes.
        let said: string | undefined;
        for (const { value, text, second } of layout.xTicks) {
          said = second ?? said;
          const year = String(new Date(value).getUTCFullYear());
          expect(said === undefined ? text : said).toContain(year);
        }
      }),
      {
        examples: [
          [0, 14_340, 270],
          [0, 14_340, 200],
        ],
        numRuns: 500,
      },
    );
  });

  test('keeps every label of the x axis inside of it', () => {
    const hours: AxisSpec = {
      scale: 'time',
      domain: [Date.parse('2025-12-31T12:00Z'), Date.parse('2026-01-01T12:00Z')],
    };
    const names = Array.from({ length: 20 }, (_, i) => `a long name of a category, ${i}`);
    for (const width of [160, 240, 340, 640]) {
      for (const axis of [hours, { scale: 'band' as const, names }]) {
        const layout = lay(axis, { ...line, hidden: true }, width);
        for (const { text, x } of axisTexts(layout, measure)) {
          expect(x - measure(text, 11.5) / 2).toBeGreaterThanOrEqual(0);
          expect(x + measure(text, 11.5) / 2).toBeLessThanOrEqual(width);
        }
      }
    }
  });

  test('keeps no room below years for days', () => {
    const until = (text: string) =>
      lay({ scale: 'time', domain: [Date.parse('2001-01-01'), Date.parse(text)] }).height;
    expect(until('2001-01-09') - until('2030-01-01')).toBe(14);
  });

  test('names the first and the last of whole numbers too', () => {
    const { xTicks } = lay({ scale: 'linear', domain: [1, 60], whole: true });
    expect(xTicks.map(({ text }) => text)).toEqual(['1', '10', '20', '30', '40', '50', '60']);
  });

  test('leaves an end unnamed that is near a round number', () => {
    const texts = (domain: [number, number], width: number) =>
      lay({ scale: 'linear', domain, whole: true }, line, width).xTicks.map(({ text }) => text);
    expect(texts([0, 331], 400)).toEqual(['0', '100', '200', '300']);
    expect(texts([300, 331], 600).at(-1)).toBe('330');
  });

  test('gives names at the left the room that they need, and not more than they may have', () => {
    const named = (name: string) => lay(line, { scale: 'band', names: [name] }).box.left;
    expect(named('ab')).toBeLessThan(named('abcdef'));
    expect(named('x'.repeat(500))).toBeLessThan(300);
  });

  test('has names without room side by side on a slope, each of them, inside of the plot', () => {
    const names = ['Amsterdam Centraal', 'Den Haag HS', 'Utrecht', 'Zwolle Stadshagen', 'Breda'];
    const layout = lay({ scale: 'band', names }, line, 300);
    const texts = axisTexts(layout, measure).filter(({ sloping }) => sloping);
    expect(texts).toHaveLength(5);
    for (const { text, x, y } of texts) {
      const reach = measure(text, 11.5) * Math.SQRT1_2;
      expect(x - reach).toBeGreaterThanOrEqual(-1);
      expect(y + reach).toBeLessThan(layout.height);
    }
    expect(layout.height).toBe(lay(line).height);
    expect(lay({ scale: 'band', names }, line, 900).slope).toBe(0);
  });

  test('thins out names that would touch', () => {
    const names = Array.from({ length: 60 }, (_, i) => `day ${i}`);
    const layout = lay({ scale: 'band', names });
    const places = ranges(layout);
    expect(places.length).toBeGreaterThan(5);
    places.slice(1).forEach(([start], i) => expect(start).toBeGreaterThan(places[i]?.[1] ?? 0));
  });
});

test('a rule at a day stands at the midnight of the zone that is shown', () => {
  const [day, hour, moment] = ruleNumbers(
    [{ x: '2026-03-09' }, { x: '2026-03-09T06:00' }, { x: '2026-03-09T06:00+01:00' }],
    'America/Los_Angeles',
  );
  expect(day?.x).toBe(Date.parse('2026-03-09T07:00Z'));
  expect(hour?.x).toBe(Date.parse('2026-03-09T13:00Z'));
  expect(moment?.x).toBe(Date.parse('2026-03-09T05:00Z'));
  expect(ruleNumbers([{ x: '2026-03-09' }])[0]?.x).toBe(Date.parse('2026-03-09T00:00Z'));
});

describe('a line', () => {
  const atX = continuous('linear', [0, 100], [0, 100]);
  const atY = continuous('linear', [0, 100], [100, 0]);

  test('is broken where a value is missing, and a point between two gaps is a dot', () => {
    const drawn = linePath([0, 1, 2, 3, 4, 5], [1, 2, NaN, 4, Infinity, 6], atX, atY);
    expect(drawn.path.match(/M/g)).toHaveLength(3);
    expect(drawn.dots).toBe('M3 96h0M5 94h0');
    expect(drawn.points).toBe(4);
  });

  test('of steps changes before, after or between its points', () => {
    const path = (curve: 'step' | 'step-before' | 'step-after') =>
      linePath([0, 10], [0, 50], atX, atY, curve).path;
    expect(path('step-after')).toBe('M0 100H10V50');
    expect(path('step-before')).toBe('M0 100V50H10');
    expect(path('step')).toBe('M0 100H5V50H10');
  });

  test('through any number of points keeps each column of pixels as high and as low, and all gaps', () => {
    const value = fc.oneof(
      { weight: 20, arbitrary: fc.double({ min: 0, max: 100, noNaN: true }) },
      fc.constant(NaN),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 3000 }), (y) => {
        const x = y.map((_, i) => (i / y.length) * 100);
        const { kept, points } = visiblePoints(x, y, atX, atY);
        const extremes = (indices: readonly number[]) => {
          const columns = new Map<number, [number, number]>();
          for (const i of indices) {
            const v = y[i];
            if (i < 0 || v === undefined || Number.isNaN(v)) continue;
            const column = Math.floor(x[i] ?? 0);
            const [low, high] = columns.get(column) ?? [v, v];
            columns.set(column, [Math.min(low, v), Math.max(high, v)]);
          }
          return columns;
        };
        expect(extremes(kept)).toEqual(extremes(y.map((_, i) => i)));
        expect(points).toBe(y.filter((v) => !Number.isNaN(v)).length);
        const shown = kept.filter((i) => i >= 0);
        expect(shown).toEqual([...shown].sort((a, b) => a - b));
        // Between two points that are joined, none is missing.
        kept.forEach((index, i) => {
          const next = kept[i + 1];
          if (index < 0 || next === undefined || next < 0) return;
          expect(y.slice(index, next).some(Number.isNaN)).toBe(false);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('of which a part is looked at comes in and goes out, and is drawn no further', () => {
    const kept = (x: number[]) =>
      visiblePoints(
        x,
        x.map(() => 50),
        atX,
        atY,
      );
    expect(kept([-900, -50, -10, 20, 80, 130, 1e9])).toEqual({ kept: [2, 3, 4, 5], points: 2 });
    expect(kept([-20, -10, 120, 140]).kept).toEqual([1, 2]);
    expect(kept([50, 200, 300, 60]).kept).toEqual([0, 1, 2, 3]);
    expect(kept([50, 200, 60]).kept).toEqual([0, 1, 2]);
    expect(kept([200, 300]).kept).toEqual([]);
  });

  test('through 100,000 points goes through four of each pixel at most', () => {
    const y = Float64Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 100);
    const x = y.map((_, i) => i / 1000);
    expect(visiblePoints(x, y, atX, atY).kept.length).toBeLessThanOrEqual(404);
  });
});

test('a band is open where one of its ends is missing', () => {
  const at = continuous('linear', [0, 10], [0, 10]);
  const path = areaPath([0, 1, 2, 3, 4], [0, 0, NaN, 0, 0], [1, 1, 1, 1, 1], at, at);
  expect(path.match(/Z/g)).toHaveLength(2);
});

test('a bar is rounded at its far end only, and never more than it is long', () => {
  expect(barPath([0, 10], [5, 0], 'none')).toBe('M0 0H5V10H0Z');
  expect(barPath([0, 0], [20, 10], 'right')).toBe('M0 0H17a3 3 0 0 1 3 3V7a3 3 0 0 1 -3 3H0Z');
  expect(barPath([0, 10], [8, 9], 'top')).toContain('a1 1');
});

describe('labels', () => {
  test('at line ends are as far apart as they must be, and stay in the box', () => {
    const place = fc.double({ min: 0, max: 200, noNaN: true });
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 8 }), (places) => {
        const moved = spread(places, 17, 0, 200).sort((a, b) => a - b);
        expect(moved[0]).toBeGreaterThanOrEqual(-1e-6);
        expect(moved.at(-1)).toBeLessThanOrEqual(200 + 1e-6);
        moved.slice(1).forEach((y, i) => expect(y - (moved[i] ?? 0)).toBeGreaterThan(17 - 1e-6));
      }),
    );
  });

  test('at line ends stay where they are when they have room', () => {
    expect(spread([100, 20, 60], 17, 0, 200)).toEqual([100, 20, 60]);
  });

  test('of points cover neither each other nor a point', () => {
    const box = { left: 0, top: 0, right: 300, bottom: 200 };
    const points = [0, 1, 2, 3].map((i) => ({ x: 100 + 4 * i, y: 100, text: `model ${i}` }));
    const labels = labelPlaces(points, box, 300, measure);
    expect(labels.length).toBeGreaterThan(1);
    expect(labels.length).toBeLessThan(5);
    for (const { text } of labels) expect(text).toMatch(/^model/);
  });

  test('that are too long end in an ellipsis', () => {
    expect(fitText('short', 100, 12, measure)).toBe('short');
    expect(fitText('a very long name', 60, 12, measure)).toBe('a very lo…');
  });
});

describe('the hover rule', () => {
  const stops: Stops = {
    count: 1000,
    nearest: () => undefined,
    place: (index) => index / 10,
    stop: () => undefined,
  };

  test('goes on by what can be seen, and stays at the ends', () => {
    expect(stopAfter(stops, undefined, 'ArrowRight')).toBe(0);
    expect(stopAfter(stops, undefined, 'ArrowLeft')).toBe(999);
    expect(stopAfter(stops, 0, 'ArrowRight')).toBe(20);
    expect(stopAfter(stops, 999, 'ArrowRight')).toBe(999);
    expect(stopAfter(stops, 500, 'Home')).toBe(0);
    expect(stopAfter(stops, 0, 'PageDown')).toBe(100);
    expect(stopAfter(stops, 3, 'x')).toBeUndefined();
  });

  test('says its values as a sentence', () => {
    const rows = [{ name: 'train', value: '0.234' }, { value: '3' }];
    const stop = { at: { x: 0, y: 0 }, title: 'epoch 26', rows, dots: [], more: 'and 2 more' };
    expect(sentenceOf(stop)).toBe('epoch 26, train 0.234, 3, and 2 more');
  });
});
