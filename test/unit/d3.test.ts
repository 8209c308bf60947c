/** What our scales do by hand, held to d3-array: it would weigh as much as all of them on a card. */
import { bisectLeft, extent } from 'd3-array';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extentOf } from '$kit/lib/scale/domain';
import { roundEnds, roundNumbers } from '$kit/lib/scale/steps';

const numbers = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 });

test('the extent of values is that of d3', () => {
  fc.assert(
    fc.property(numbers, (values) => {
      expect(extentOf([values])).toEqual(extent(values));
    }),
  );
});

test('round numbers stand in order within the ends, and the round ends hold them all', () => {
  const span = fc.tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }));
  fc.assert(
    fc.property(span, fc.integer({ min: 2, max: 12 }), ([low, length], gaps) => {
      const ticks = roundNumbers(low, low + length, gaps);
      // Where two gaps would have one tick alone, the next shorter step can have five.
      expect(ticks.length).toBeLessThanOrEqual(Math.max(5, 1 + 1.6 * gaps));
      ticks.forEach((tick, i) => expect(bisectLeft(ticks, tick)).toBe(i));
      const [start, end] = roundEnds(low, low + length);
      expect(start).toBeLessThanOrEqual(low);
      expect(end).toBeGreaterThanOrEqual(low + length);
    }),
  );
});
