import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  commonFormat,
  formatCount,
  formatDelta,
  formatNumber,
  formatRelativeChange,
  formatShare,
  MISSING,
  read,
} from '$kit/lib/format';

describe('formatNumber', () => {
  test('shows a missing value as a dash, and NaN and the infinities as what they are', () => {
    expect(formatNumber(null)).toBe(MISSING);
    expect(formatNumber('NaN', '.2f')).toBe('NaN');
    expect(formatNumber('Infinity', '.2f')).toBe('∞');
    expect(formatNumber('-Infinity', '.2f')).toBe('−∞');
  });

  test.each(['nonsense', '', '.2f}', '9999999999f', '{:.2f}', '\u0000'])(
    'survives the specifier %j',
    (specifier) => {
      expect(formatNumber(0.123456, specifier)).toMatch(/^0\.123/);
    },
  );

  test('follows a specifier that d3-format knows', () => {
    expect(formatNumber(0.1234, '.1%')).toBe('12.3%');
    expect(formatNumber(-1234.5, ',.2f')).toBe('−1,234.50');
  });
});

test('a number that travelled as text is the number, and a missing one is NaN', () => {
  expect(read('-Infinity')).toBe(-Infinity);
  expect(read(0)).toBe(0);
  expect(read(null)).toBeNaN();
});

test('counts have separated thousands, weighted ones at most two decimals', () => {
  expect(formatCount(1234567)).toBe('1,234,567');
  expect(formatCount(1234.5)).toBe('1,234.5');
});

test('a share of nothing is a dash', () => {
  expect(formatShare(0 / 0)).toBe(MISSING);
  expect(formatShare(0.0954)).toBe('9.5%');
});

test('only none reads as 0.0%, and only all as 100.0%', () => {
  expect([0, 1e-9, 1 - 1e-9, 1].map(formatShare)).toEqual(['0.0%', '<0.1%', '>99.9%', '100.0%']);
});

describe('formatDelta', () => {
  test('has the decimals of its numbers and always a sign', () => {
    expect(formatDelta(0.003, ',.3f')).toBe('+0.003');
    expect(formatDelta(-12, ',d')).toBe('−12');
    expect(formatDelta(0, ',.3f')).toBe('0.000');
  });

  test('never shows a difference as zero', () => {
    expect(formatDelta(0.003, '.2f')).toBe('+0.003');
    expect(formatDelta(-0.00042, '.2f')).toBe('−0.00042');
    expect(formatDelta(0.4, ',d')).toBe('+0.4');
    fc.assert(
      fc.property(
        fc.double({ noNaN: true }).filter((delta) => delta !== 0),
        fc.constantFrom(',d', '.2f', '.1%', '.3~g', '.2s', '.2p', 'wrong!'),
        (delta, specifier) => {
          expect(formatDelta(delta, specifier)).toMatch(delta > 0 ? /^\+.*[1-9∞]/ : /^−.*[1-9∞]/);
        },
      ),
    );
  });

  test('is in percentage points between two percentages', () => {
    expect(formatDelta(0.021, '.1%')).toBe('+2.1 pp');
    expect(formatDelta(-0.0004, '.1%')).toBe('−0.04 pp');
  });

  test('is a dash where there is none', () => {
    expect(formatDelta(null)).toBe(MISSING);
    expect(formatDelta('NaN')).toBe(MISSING);
    expect(formatDelta('Infinity', '.2f')).toBe('+∞');
  });
});

test.each([
  [0.0523, '+5.2%'],
  [-0.5, '−50.0%'],
  [0.00042, '+0.042%'],
  [0.0098, '+0.98%'],
  [12.346, '+1,235%'],
  [5e9, '+5e+11%'],
  [1e-9, '+1.0e−7%'],
  [0, '0.0%'],
  [null, MISSING],
  ['NaN' as const, MISSING],
])('a relative change of %s is %s', (ratio, text) => {
  expect(formatRelativeChange(ratio)).toBe(text);
});

describe('commonFormat', () => {
  const show = (...values: (number | null | 'NaN' | 'Infinity')[]) =>
    values.map((value) => formatNumber(value, commonFormat(values)));

  test('gives all numbers the same decimals', () => {
    expect(show(0.93, 0.9, 0.125)).toEqual(['0.930', '0.900', '0.125']);
    expect(show(123.4, 99)).toEqual(['123.4', '99.0']);
  });

  test('keeps a small number visible next to a large one', () => {
    expect(show(0.0312, 12345.6)).toEqual(['0.031', '12,345.600']);
    expect(show(0.00012, 0.93)).toEqual(['0.00012', '0.93000']);
  });

  test('shows a difference in the fourth digit next to a number of another magnitude', () => {
    expect(show(0.9312, 0.9315, 12345.6)).toEqual(['0.9312', '0.9315', '12,345.6000']);
  });

  test('does not show the noise of floating point', () => {
    expect(show(0.1 + 0.2, 0.3)).toEqual(['0.300', '0.300']);
  });

  test('gives whole numbers no decimals, and no numbers at all a specifier', () => {
    expect(show(1, 20, 3000)).toEqual(['1', '20', '3,000']);
    expect(commonFormat([])).toBe(',d');
    expect(commonFormat([null, 'NaN', 'Infinity'])).toBe(',d');
  });

  test('gives magnitudes that no decimals can hold an exponent', () => {
    expect(show(1.234e-7, 5e-9)).toEqual(['1.23e−7', '5.00e−9']);
    expect(show(1.5e12, 2.25e13)).toEqual(['1.50e+12', '2.25e+13']);
    expect(show(1e-12, 0.04)).toEqual(['1e−12', '0.04']);
  });

  const magnitude = fc
    .tuple(fc.double({ min: 1, max: 9.999, noNaN: true }), fc.integer({ min: -300, max: 300 }))
    .map(([digits, exponent]) => digits * 10 ** exponent);

  test('makes values that differ in their first five digits look different', () => {
    fc.assert(
      fc.property(
        fc.oneof(magnitude, fc.double({ min: 1e-3, max: 1, noNaN: true })),
        fc.double({ min: 2e-5, max: 0.5, noNaN: true }),
        (value, change) => {
          const [first, second] = show(value, value * (1 + change));
          expect(first).not.toBe(second);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('never shows a number as zero that is not', () => {
    fc.assert(
      fc.property(fc.array(magnitude, { minLength: 1, maxLength: 8 }), (values) => {
        for (const text of show(...values)) expect(text).toMatch(/[1-9]/);
      }),
    );
  });

  test('gives every plain column the same number of decimals', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 30 }),
        (values) => {
          const decimals = show(...values).map((text) => text.split('.')[1]?.length ?? 0);
          expect(new Set(decimals).size).toBe(1);
        },
      ),
    );
  });
});
