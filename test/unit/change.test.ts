import { describe, expect, test } from 'vitest';
import { bestOf, changeOf, isSame, type Direction, type Quantity } from '$kit/lib/change';
import fixture from './fixtures/changes.json';

type Written = number | string | null;
type Limits = [noise: number | null, relative: number | null];
type Judged = [change: Written, relative: number | null, verdict: string | null] | null;

/** Digits with an n behind them are a whole number that is too large for a number. */
const quantity = (written: Written): Quantity =>
  typeof written === 'string' && written.endsWith('n')
    ? BigInt(written.slice(0, -1))
    : (written as Quantity);

const band = (noise: number | null, relative: number | null) => ({
  ...(noise === null ? {} : { noise }),
  ...(relative === null ? {} : { relativeNoise: relative }),
});

describe('the page judges a change as Python does', () => {
  const cases = fixture.changes as [Written, Written, Direction | null, ...Limits, Judged][];

  test(`in ${cases.length} cases`, () => {
    for (const [value, baseline, way, noise, relative, expected] of cases) {
      const found = changeOf(
        quantity(value),
        quantity(baseline),
        way ?? undefined,
        band(noise, relative),
      );
      const judged =
        found === undefined
          ? null
          : [found.change, found.relative_change ?? null, found.verdict ?? null];
      const [change, ...rest] = expected ?? [];
      expect(judged, `${value} against ${baseline}, ${way}`).toEqual(
        expected === null ? null : [Number(change), ...rest],
      );
    }
  });

  test('and finds the same best', () => {
    for (const [values, way, noise, relative, expected] of fixture.bests as [
      Written[],
      Direction | null,
      ...Limits,
      number[],
    ][]) {
      const found = bestOf(values.map(quantity), way ?? undefined, band(noise, relative));
      expect([...found], `${JSON.stringify(values)}, ${way}`).toEqual(expected);
    }
  });
});

test('two missing values are the same, and so are two that are NaN', () => {
  expect(isSame(null, null)).toBe(true);
  expect(isSame('NaN', 'NaN')).toBe(true);
  expect(isSame(null, 'NaN')).toBe(false);
  expect(isSame(1, 'NaN')).toBe(false);
  expect(isSame('NaN', 1)).toBe(false);
  expect(isSame(null, 0)).toBe(false);
  expect(isSame(0, null)).toBe(false);
  expect(isSame(2n ** 53n, 2 ** 53)).toBe(true);
  expect(isSame(2n ** 53n + 1n, 2 ** 53)).toBe(false);
});

test('a change has no share where the baseline has no size, and says nothing of one', () => {
  expect(Object.keys(changeOf(1, 0) ?? {})).toEqual(['change']);
});
