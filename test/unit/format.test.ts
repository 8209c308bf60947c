import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignDecimals } from '$kit/lib/table/align';
import {
  areOne,
  formatChange,
  formatColumn,
  formatCount,
  formatNumber,
  formatRelativeChange,
  formatShare,
  MISSING,
  parseFormat,
  read,
  withUnit,
} from '$kit/lib/format';
import type { Num } from '$kit/wire/node';
import fixture from './fixtures/format.json';

const nums = (values: unknown) => values as Num[];
const spec = (given: string | null) => given ?? undefined;

describe('Python and the page', () => {
  test('accept the same formats', () => {
    for (const text of fixture.accepted) expect(parseFormat(text), text).toBeDefined();
    for (const text of fixture.refused) expect(parseFormat(text), text).toBeUndefined();
  });

  test.each(Object.entries(fixture.numbers))('write a number by %j alike', (format, texts) => {
    const values = nums(fixture.values);
    const shown = values.map((value) => formatNumber(value, format === '' ? undefined : format));
    expect(values.map((value, i) => [value, shown[i]])).toEqual(
      values.map((value, i) => [value, texts[i]]),
    );
  });

  test('write percentages given as numbers, columns, shares and counts alike', () => {
    for (const [format, texts] of Object.entries(fixture.percent)) {
      expect(nums(fixture.values).map((value) => formatNumber(value, format, '%'))).toEqual(texts);
    }
    const columns = fixture.columns as [Num[], string | null, string[]][];
    for (const [column, format, texts] of columns) {
      expect(formatColumn(column, spec(format)), `${column.join()} by ${format}`).toEqual(texts);
    }
    for (const [column, format, texts] of fixture.aligned_columns as typeof columns) {
      expect(formatColumn(column, spec(format), undefined, alignDecimals), column.join()).toEqual(
        texts,
      );
    }
    for (const [part, whole, text] of fixture.shares as [number, number, string][]) {
      expect(formatShare(part, whole)).toBe(text);
    }
    for (const [count, text] of fixture.counts as [number, string][]) {
      expect(formatCount(count), String(count)).toBe(text);
    }
  });

  test('tell two apart by no text that another one has then', () => {
    expect(new Set(formatColumn([4.46, 4.4, 4.53, 4.6], '.0f')).size).toBe(4);
  });

  test('write all digits of whole numbers that no double holds', () => {
    const cases = fixture.long_columns as [(string | number)[], string | null, string[]][];
    for (const [column, format, texts] of cases) {
      const values = column.map((value) =>
        typeof value === 'string' ? BigInt(value.slice(0, -1)) : value,
      );
      expect(formatColumn(values, spec(format))).toEqual(texts);
    }
  });

  test('write changes alike', () => {
    for (const [change, values, format, text] of fixture.changes as [
      Num,
      Num[],
      string | null,
      string,
    ][]) {
      expect(formatChange(change, values, spec(format)), `${change} by ${format}`).toBe(text);
    }
    for (const [ratio, text] of fixture.relative_changes as [Num, string][]) {
      expect(formatRelativeChange(ratio), String(ratio)).toBe(text);
    }
  });
});

describe('formatNumber', () => {
  test('shows a missing value as a dash, and NaN and the infinities as what they are', () => {
    expect(formatNumber(null)).toBe(MISSING);
    expect(formatNumber('NaN', '.2f')).toBe('NaN');
    expect(formatNumber('Infinity', '.2f')).toBe('∞');
    expect(formatNumber('-Infinity', '.2f')).toBe('−∞');
  });

  test('has three significant digits, or all of what is a thousand or more', () => {
    expect(
      [1834.22, 0.93123, 38.2, 0.0312, 12345, 1e-5].map((value) => formatNumber(value)),
    ).toEqual(['1,834', '0.931', '38.2', '0.0312', '12,345', '1.00e−5']);
  });

  test('does not read as 0, 1 or 100% where the value is not', () => {
    expect(formatNumber(0.9996)).toBe('0.9996');
    expect(formatNumber(0.9996, '.3f')).toBe('>0.999');
    expect(formatNumber(0.003, '.2f')).toBe('<0.01');
    expect(formatNumber(-0.003, '.2f')).toBe('>−0.01');
    expect(formatNumber(0.4, 'd')).toBe('<1');
    expect(formatNumber(99.96, '.1f', '%')).toBe('>99.9%');
    expect(formatNumber(1, '.3f')).toBe('1.000');
  });

  test('puts the unit behind, but not behind a dash', () => {
    expect(formatNumber(41.7, undefined, 'ms')).toBe('41.7 ms');
    expect(formatNumber(null, undefined, 'ms')).toBe(MISSING);
    expect(withUnit('93.1', '%')).toBe('93.1%');
  });
});

test('a number that travelled as text is the number, and a missing one is NaN', () => {
  expect(read('-Infinity')).toBe(-Infinity);
  expect(read(0)).toBe(0);
  expect(read(null)).toBeNaN();
});

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: -2, max: 2, noNaN: true }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
);
const format = fc.option(fc.constantFrom(...fixture.accepted), { nil: undefined });
/** The number that a reader takes a text for; undefined where it says `<` or `>`. */
function reading(text: string): number | undefined {
  if (/[<>]/.test(text)) return undefined;
  const prefix = /[a-zµA-Z]$/.exec(text)?.[0];
  const plain = text.replace(/[,$+]/g, (sign) => (sign === '+' && /e\+/.test(text) ? '+' : ''));
  const size = Number(plain.replaceAll('−', '-').replace(/[%a-zµA-Z]$/, ''));
  return prefix === undefined ? (text.endsWith('%') ? size / 100 : size) : size * 1000;
}

test('no number reads as 0 or 1, by any format, that is not', () => {
  fc.assert(
    fc.property(number, format, (value, given) => {
      const text = formatNumber(value, given);
      for (const mark of [0, 1]) {
        if (Math.abs(value) !== mark) expect(Math.abs(reading(text) ?? 7), text).not.toBe(mark);
      }
    }),
    { numRuns: 2000 },
  );
});

test('a bound is true', () => {
  fc.assert(
    fc.property(fc.double({ min: -1.1, max: 1.1, noNaN: true }), format, (value, given) => {
      const [, relation, bound] = /^([<>])(.*)$/.exec(formatNumber(value, given)) ?? [];
      if (relation === undefined || bound === undefined || /[a-zµ]$/.test(bound)) return;
      const limit = reading(bound) ?? Number.NaN;
      if (relation === '<') expect(value).toBeLessThan(limit);
      else expect(value).toBeGreaterThan(limit);
    }),
    { numRuns: 2000 },
  );
});

const near = fc
  .tuple(
    number,
    fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 }),
    fc.integer({ min: 0, max: 13 }),
  )
  .map(([center, offsets, places]) => [
    center,
    ...offsets.map((by) => center * (1 + by * 10 ** -places)),
  ]);

test('no value of a column reads as another one', () => {
  fc.assert(
    fc.property(fc.oneof(near, fc.array(number, { maxLength: 8 })), format, (given, spec) => {
      const values = given.filter(Number.isFinite);
      const texts = formatColumn(values, spec);
      values.forEach((a, i) => {
        values.forEach((b, j) => {
          if (!areOne(a, b)) expect(texts[i], `${a} and ${b} by ${spec}`).not.toBe(texts[j]);
        });
      });
    }),
    { numRuns: 1000 },
  );
});

test('the noise of floating point is not shown', () => {
  expect(formatColumn([0.1 + 0.2, 0.3])).toEqual(['0.300', '0.300']);
  expect(areOne(2 ** 53, 2 ** 53 - 1)).toBe(false);
});

test('numbers below each other have one number of decimals, where the largest bears it', () => {
  const align = (values: Num[]) => formatColumn(values, undefined, undefined, alignDecimals);
  expect(align([0.99042, 0.99037, 0.998, 0.955])).toEqual([
    '0.99042',
    '0.99037',
    '0.99800',
    '0.95500',
  ]);
  expect(align([1.5, 3, 12.25, 100.5, 0])).toEqual(['1.50', '3.00', '12.25', '100.50', '0.00']);
  expect(align([0.00669, 15.8])).toEqual(['0.00669', '15.8']);
  expect(align([7, 12, 1300])).toEqual(['7', '12', '1,300']);
});

describe('a share', () => {
  test('of nothing is a dash', () => {
    expect(formatShare(0, 0)).toBe(MISSING);
    expect(formatShare(Number.NaN)).toBe(MISSING);
    expect(formatShare(0.0954)).toBe('9.5%');
  });

  test('is 0.0% only for none, and 100.0% only for all', () => {
    expect([0, 1e-9, 1 - 1e-9, 1].map((share) => formatShare(share))).toEqual([
      '0.0%',
      '<0.1%',
      '>99.9%',
      '100.0%',
    ]);
    expect(formatShare(9_999, 10_000)).toBe('>99.9%');
    expect(formatShare(2 ** 53 - 1, 2 ** 53)).toBe('>99.9%');
  });
});

test('counts have separated thousands, weighted ones at most two decimals, and none reads as none', () => {
  expect(formatCount(1234567)).toBe('1,234,567');
  expect(formatCount(1234.5)).toBe('1,234.5');
  expect(formatCount(0.004)).toBe('<0.01');
  expect(formatCount(0.1 * 3 * 10)).toBe('3');
});

describe('formatChange', () => {
  test('has the decimals of its values and always a sign', () => {
    expect(formatChange(0.003, [0.933, 0.93])).toBe('+0.003');
    expect(formatChange(923, [12843, 11920])).toBe('+923');
    expect(formatChange(3.5, [41.7, 38.2])).toBe('+3.5');
    expect(formatChange(0, [0.93, 0.93])).toBe('0.000');
  });

  test('never shows a difference as zero', () => {
    expect(formatChange(-0.00042, [], '.2f')).toBe('−0.00042');
    fc.assert(
      fc.property(
        fc.double({ noNaN: true }).filter((delta) => delta !== 0),
        fc.constantFrom(',d', '.2f', '.1%', '.3~g', '.2s', '.2p', 'wrong!'),
        (delta, specifier) => {
          expect(formatChange(delta, [], specifier)).toMatch(
            delta > 0 ? /^[<>]?\+.*[1-9∞]/ : /^[<>]?−.*[1-9∞]/,
          );
        },
      ),
    );
  });

  test('is in percentage points between two percentages', () => {
    expect(formatChange(0.021, [], '.1%')).toBe('+2.1 pp');
    expect(formatChange(-0.0004, [], '.1%')).toBe('−0.04 pp');
  });

  test('is a dash where there is none', () => {
    expect(formatChange(null)).toBe(MISSING);
    expect(formatChange('NaN')).toBe('NaN');
    expect(formatChange('Infinity', [], '.2f')).toBe('+∞');
  });
});

test.each([
  [0.0523, '+5.2%'],
  [-0.5, '−50.0%'],
  [0.00042, '+0.042%'],
  [0.0098, '+1.0%'],
  [0.00098, '+0.098%'],
  [12.346, '+1,235%'],
  [1e-9, '+1.0e−7%'],
  [-0.9999, '−99.99%'],
  [-0.99985, '−99.98%'],
  [1.0003, '+100.03%'],
  [-0.999999999999, '<−99.9%'],
  [0, '0.0%'],
  [null, MISSING],
])('a relative change of %s is %s', (ratio, text) => {
  expect(formatRelativeChange(ratio)).toBe(text);
});
