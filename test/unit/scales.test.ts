import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { band } from '$kit/lib/scale/band';
import { continuous, symlogUnit, type ContinuousKind } from '$kit/lib/scale/continuous';
import { domainFor, extentFor } from '$kit/lib/scale/domain';
import { momentTexts } from '$kit/lib/scale/moments';
import { placeOf, roundEnds, roundNumbers } from '$kit/lib/scale/steps';
import { tickTexts, ticksOf } from '$kit/lib/scale/ticks';
import { isWhole, valueFormat } from '$kit/lib/scale/values';

const DAY = 86_400_000;
const textsOf = (
  kind: ContinuousKind,
  domain: [number, number],
  gaps: number,
  options: { whole?: boolean; zone?: string; dates?: boolean } = {},
) =>
  ticksOf(continuous(kind, domain, [0, 500]), gaps, options).map(({ text, second }) =>
    second === undefined ? text : `${text} | ${second}`,
  );

describe('a continuous scale', () => {
  test('finds the value of the place of a value', () => {
    for (const kind of ['linear', 'log', 'symlog', 'time'] as const) {
      const scale = continuous(kind, [1, 1000], [20, 500]);
      for (const value of [1, 2.5, 99, 1000]) {
        expect(scale.invert(scale.at(value))).toBeCloseTo(value, 6);
      }
    }
  });

  test('has no place for 0 and less on a logarithmic axis, and one on a symmetric axis', () => {
    expect(continuous('log', [1, 10], [0, 1]).at(0)).toBeNaN();
    expect(continuous('log', [1, 10], [0, 1]).at(-5)).toBeNaN();
    const symmetric = continuous('symlog', [-1000, 1000], [0, 200]);
    expect(symmetric.at(0)).toBeCloseTo(100);
    expect(symmetric.at(-10) + symmetric.at(10)).toBeCloseTo(200);
  });

  test('is linear around 0 on a symmetric axis, down to three decades below its far end', () => {
    expect(symlogUnit([-200, 1000])).toBe(1);
    expect(symlogUnit([-2000, 1000])).toBe(10);
    expect(symlogUnit([0, 50])).toBeCloseTo(0.1, 12);
    expect(symlogUnit([-0.02, 0])).toBeCloseTo(1e-4, 12);
    expect(symlogUnit([0, 0])).toBe(1);
    const scale = continuous('symlog', [-2000, 1000], [0, 300]);
    for (const value of [-1500, -3, 0.5, 700])
      expect(scale.invert(scale.at(value))).toBeCloseTo(value, 6);
    expect(scale.at(0.2) - scale.at(0.1)).toBeCloseTo(scale.at(0.1) - scale.at(0), 1);
    expect(scale.at(1000) - scale.at(100)).toBeCloseTo(scale.at(-100) - scale.at(-1000), 9);
    expect(scale.at(100) - scale.at(0)).toBeGreaterThan(scale.at(1000) - scale.at(100));
  });

  test('goes from one end of its range to the other, whichever is larger', () => {
    const across = continuous('linear', [10, 20], [100, 300]);
    expect([10, 15, 20].map((value) => across.at(value))).toEqual([100, 200, 300]);
    const down = continuous('log', [1, 100], [300, 100]);
    expect([1, 10, 100].map((value) => down.at(value))).toEqual([300, 200, 100]);
  });
});

describe('ticks', () => {
  test('are about as many as wanted, at least two, and all different', () => {
    const number = fc.double({ min: -1e15, max: 1e15, noNaN: true });
    fc.assert(
      fc.property(number, number, fc.integer({ min: 1, max: 12 }), (a, b, gaps) => {
        fc.pre(Math.abs(a - b) > 1e-9 * Math.max(Math.abs(a), Math.abs(b), 1e-6));
        const texts = textsOf('linear', [Math.min(a, b), Math.max(a, b)], gaps);
        expect(texts.length).toBeLessThanOrEqual(1 + 1.6 * Math.max(gaps, 2.5));
        expect(texts.length).toBeGreaterThanOrEqual(Math.max(2, gaps / 1.6 - 1));
        expect(new Set(texts).size).toBe(texts.length);
      }),
    );
  });

  test('tell whole numbers apart that are the last which a float can', () => {
    const [low, high] = [2 ** 53, 2 ** 53 + 9];
    const scale = continuous('linear', domainFor('linear', [low, high]), [0, 500]);
    expect(scale.at(high)).toBeGreaterThan(scale.at(low));
    const texts = ticksOf(scale, 4).map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(2);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('of a symmetric axis stand apart, and name its ends', () => {
    for (const domain of [
      [-1000, 100],
      [-10, 1e6],
      [0, 500],
    ] as const) {
      const scale = continuous('symlog', domain, [184, 0]);
      const places = ticksOf(scale, 4).map(({ value }) => scale.at(value));
      places.slice(1).forEach((place, i) => expect((places[i] ?? 0) - place).toBeGreaterThan(20));
      expect(places.length).toBeGreaterThan(2);
    }
    expect(textsOf('symlog', [-1000, 100], 4)).toEqual(['−1,000', '−100', '−10', '0', '10', '100']);
  });

  test('have one form along an axis', () => {
    expect(textsOf('linear', [0, 1], 5)).toEqual(['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']);
    expect(textsOf('linear', [0, 2e-9], 4)).toEqual(['0', '0.5e−9', '1.0e−9', '1.5e−9', '2.0e−9']);
    expect(textsOf('linear', [0, 1.2e12], 2)).toEqual(['0', '0.5T', '1.0T']);
    expect(textsOf('linear', [0, 3e6], 3)).toEqual(['0', '1M', '2M', '3M']);
    expect(textsOf('linear', [0, 40_000], 4)).toEqual([
      '0',
      '10,000',
      '20,000',
      '30,000',
      '40,000',
    ]);
    expect(textsOf('linear', [-2, 2], 4)).toEqual(['−2', '−1', '0', '1', '2']);
  });

  test('keep the digits in which values far from 0 differ', () => {
    expect(textsOf('linear', [100_000, 100_000.002], 2)).toEqual([
      '100,000.000',
      '100,000.001',
      '100,000.002',
    ]);
  });

  test('are whole numbers where values are', () => {
    expect(textsOf('linear', [1, 3], 10, { whole: true })).toEqual(['1', '2', '3']);
  });

  test('of a logarithmic axis are powers of ten, and numbers between them where there is room', () => {
    expect(textsOf('log', [0.001, 10], 4)).toEqual(['0.001', '0.01', '0.1', '1', '10']);
    expect(textsOf('log', [1, 100], 5)).toEqual(['1', '2', '5', '10', '20', '50', '100']);
    expect(textsOf('log', [1e-9, 1e9], 2)).toEqual(['10⁻⁵', '10⁰', '10⁵']);
  });

  test('of one decade are round numbers', () => {
    expect(textsOf('log', [20, 80], 3)).toEqual(['20', '40', '60', '80']);
    expect(domainFor('log', [1000, 1020])).toEqual([1000, 1020]);
  });

  test('have the format that is given', () => {
    const scale = continuous('linear', [0, 1], [0, 500]);
    expect(ticksOf(scale, 2, { format: '.0%' }).map(({ text }) => text)).toEqual([
      ...['0%', '50%', '100%'],
    ]);
  });

  test('of the largest numbers have an exponent and an end', () => {
    expect(textsOf('linear', [0, 4e15], 4)).toEqual(['0', '1e15', '2e15', '3e15', '4e15']);
    const scale = continuous('log', [1e300, 1.7e308], [0, 500]);
    for (const { value } of ticksOf(scale, 4)) expect(value).toBeLessThan(1.7e308);
  });

  test('read as the values at which they stand, whatever their size and distance', () => {
    const size = fc.tuple(
      fc.double({ min: 1, max: 9.99, noNaN: true }),
      fc.integer({ min: -40, max: 40 }),
    );
    const units = { T: 1e12, B: 1e9, M: 1e6 };
    const read = (text: string) => {
      const plain = text
        .replaceAll(',', '')
        .replaceAll('−', '-')
        .replace(/10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/, (_, raised: string) => {
          const digits = [...raised].map((sign) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign));
          return `1e${digits.map((digit) => (digit < 0 ? '-' : digit)).join('')}`;
        });
      const unit = units[plain.at(-1) as keyof typeof units];
      return unit === undefined ? Number(plain) : Number(plain.slice(0, -1)) * unit;
    };
    fc.assert(
      fc.property(
        fc.constantFrom('linear' as const, 'log' as const),
        fc.constantFrom(-1, 0, 1, 1, 1e-3, 1e3, 1e9),
        size,
        fc.integer({ min: 1, max: 8 }),
        (kind, start, [digits, power], gaps) => {
          const span = digits * 10 ** power;
          const low = kind === 'log' ? span / 10 ** gaps : start * span;
          const ticks = ticksOf(continuous(kind, [low, low + span], [0, 500]), gaps);
          for (const { value, text } of ticks) {
            const exact = 1e-3 * (kind === 'log' ? value : span / gaps);
            expect(Math.abs(read(text) - value), `${text} at ${value}`).toBeLessThan(exact);
          }
        },
      ),
    );
  });

  test('are written alike whatever their size', () => {
    expect(tickTexts([])).toEqual([]);
    expect(tickTexts([0])).toEqual(['0']);
  });
});

describe('ticks in time', () => {
  const moment = (text: string) => Date.parse(text);

  test('stand at round times, with the day where it changes', () => {
    const domain = [moment('2026-11-23T14:02Z'), moment('2026-11-24T13:00Z')] as [number, number];
    expect(textsOf('time', domain, 5, { zone: 'UTC' })).toEqual([
      '18:00 | 23 Nov 2026',
      '00:00 | 24 Nov 2026',
      '06:00',
      '12:00',
    ]);
  });

  test('stand at the round times of their zone', () => {
    const domain = [moment('2026-06-01T00:00Z'), moment('2026-06-01T12:00Z')] as [number, number];
    expect(textsOf('time', domain, 4, { zone: 'Asia/Kolkata' })).toEqual([
      '06:00 | 1 Jun 2026',
      '09:00',
      '12:00',
      '15:00',
    ]);
    expect(textsOf('time', domain, 5, { zone: '-03:30' })[0]).toBe('21:00 | 31 May 2026');
  });

  test('stay at midnight over the end of summer time', () => {
    const domain = [moment('2026-10-23T22:00Z'), moment('2026-10-26T23:00Z')] as [number, number];
    expect(textsOf('time', domain, 3, { zone: 'Europe/Berlin' })).toEqual([
      '24 Oct | 2026',
      '25 Oct',
      '26 Oct',
      '27 Oct',
    ]);
  });

  test('go from fractions of a second to centuries', () => {
    const start = moment('2026-01-01T00:00Z');
    expect(textsOf('time', [start, start + 20], 2)[1]).toBe('00:00:00.010');
    expect(textsOf('time', [start, start + 20_000], 1.5)[1]).toBe('00:00:15');
    expect(textsOf('time', [start, start + 90 * DAY], 4)).toEqual([
      'Jan | 2026',
      'Feb',
      'Mar',
      'Apr',
    ]);
    expect(textsOf('time', [0, 400 * 365.25 * DAY], 5)).toEqual(['2000', '2100', '2200', '2300']);
    expect(textsOf('time', [-62_000_000_000_000, 0], 4).length).toBeLessThanOrEqual(4);
  });

  test.each([
    [1000, '00:00:01'],
    [2000, '00:00:02'],
    [5000, '00:00:05'],
    [15_000, '00:00:15'],
    [30_000, '00:00:30'],
    [60_000, '00:01'],
    [120_000, '00:02'],
    [300_000, '00:05'],
    [900_000, '00:15'],
    [1_800_000, '00:30'],
    [3_600_000, '01:00'],
    [10_800_000, '03:00'],
    [21_600_000, '06:00'],
    [43_200_000, '12:00'],
    [DAY, '6 Jan'],
    [2 * DAY, '7 Jan'],
    [7 * DAY, '12 Jan'],
    [14 * DAY, '19 Jan'],
    [31 * DAY, 'Feb'],
    [90 * DAY, 'Apr'],
    [181 * DAY, 'Jul'],
  ])('are %i ms apart, so that the one after the first is %s', (step, text) => {
    // A Monday, and from months on the first of a year.
    const start = moment(step > 20 * DAY ? '2026-01-01' : '2026-01-05');
    expect(textsOf('time', [start, start + 4.4 * step], 4.4)[1]).toBe(text);
  });

  test('are about as many as wanted, and at least two', () => {
    for (let power = 1; power < 14; power += 0.25) {
      for (let gaps = 2; gaps < 10; gaps += 1) {
        const { length } = textsOf('time', [0, 10 ** power], gaps);
        expect(length).toBeLessThanOrEqual(1 + 2 * gaps);
        expect(length).toBeGreaterThanOrEqual(Math.max(2, gaps / 2));
      }
    }
  });

  test('of days without a time of day are never parts of a day', () => {
    const start = moment('2026-01-01');
    const days = (domain: [number, number]) => textsOf('time', domain, 4, { dates: true });
    expect(days([start, start + DAY])).toEqual(['1 Jan | 2026', '2 Jan']);
    expect(days([start - DAY / 2, start + DAY / 2])).toEqual(['1 Jan | 2026']);
    expect(days([start, start + 9 * DAY])).toHaveLength(5);
  });
});

describe('a domain', () => {
  test('holds 0 where values come near it, and always for bars', () => {
    expect(domainFor('linear', [0.1, 0.8])).toEqual([0, 0.8]);
    expect(domainFor('linear', [0.88, 0.94])).toEqual([0.88, 0.94]);
    expect(domainFor('linear', [0.88, 0.94], { zero: 'always' })).toEqual([0, 1]);
  });

  test('gives equal values room, and is there without any', () => {
    const [low, high] = domainFor('linear', [0.5, 0.5]);
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
    for (const kind of ['linear', 'log', 'symlog', 'time'] as const) {
      const [start, end] = domainFor(kind, undefined);
      expect(start).toBeLessThan(end);
    }
  });

  test('is there without values, of a size that its kind knows', () => {
    expect(domainFor('log', undefined)).toEqual([1, 10]);
    expect(domainFor('time', undefined)).toEqual([0, DAY]);
    expect(domainFor('linear', undefined)).toEqual([0, 1]);
  });

  test('around one value is a tenth of it to each side, half a day, or a third and three times', () => {
    expect(domainFor('linear', [50, 50], { nice: false })).toEqual([45, 55]);
    expect(domainFor('linear', [-50, -50], { nice: false })).toEqual([-55, -45]);
    expect(domainFor('linear', [0, 0], { nice: false })).toEqual([0, 1]);
    expect(domainFor('linear', [0, 0], { nice: false, zero: 'never' })).toEqual([-1, 1]);
    expect(domainFor('time', [DAY, DAY])).toEqual([DAY / 2, 1.5 * DAY]);
    expect(domainFor('time', [0, 3 * DAY])).toEqual([0, 3 * DAY]);
    expect(domainFor('log', [6, 6])).toEqual([2, 18]);
  });

  test('goes down to 0 from less than two fifths of the largest value', () => {
    expect(domainFor('linear', [0.39, 1], { nice: false })).toEqual([0, 1]);
    expect(domainFor('linear', [0.4, 1], { nice: false })).toEqual([0.4, 1]);
    expect(domainFor('linear', [-1, -0.39], { nice: false })).toEqual([-1, 0]);
    expect(domainFor('linear', [-1, -0.4], { nice: false })).toEqual([-1, -0.4]);
    expect(domainFor('linear', [-0.1, 1], { nice: false })).toEqual([-0.1, 1]);
    expect(domainFor('linear', [0.1, 1], { nice: false, zero: 'never' })).toEqual([0.1, 1]);
  });

  test('on a logarithmic axis ends at 1, 2 or 5 of a decade', () => {
    expect(domainFor('log', [2, 8])).toEqual([2, 10]);
    expect(domainFor('log', [3, 20])).toEqual([2, 20]);
    expect(domainFor('log', [60, 450])).toEqual([50, 500]);
    expect(domainFor('log', [3, 20], { nice: false })).toEqual([3, 20]);
  });

  test('does not see NaN, infinities, and what has no place on a logarithmic axis', () => {
    const column = [NaN, -3, 0, 2, Infinity, 8, -Infinity];
    expect(extentFor('linear', [column])).toEqual([-3, 8]);
    expect(extentFor('log', [column])).toEqual([2, 8]);
    expect(extentFor('linear', [[NaN]])).toBeUndefined();
  });

  test('of the largest numbers has places and ticks for them', () => {
    const domain = domainFor('linear', [-1.7e308, 1.7e308]);
    const scale = continuous('linear', domain, [0, 200]);
    expect([-1.7e308, 0, 1.7e308].map((value) => scale.at(value))).toEqual([0, 100, 200]);
    expect(scale.invert(200)).toBe(1.7e308);
    expect(ticksOf(scale, 4).length).toBeGreaterThan(1);
  });
});

test('round numbers have about the gaps that are wanted, and one value is alone', () => {
  expect(roundNumbers(0, 10, 1)).toEqual([0, 10]);
  expect(roundNumbers(0, 10, 2)).toEqual([0, 5, 10]);
  expect(roundNumbers(3, 3, 5)).toEqual([3]);
  expect(roundNumbers(5, 3, 5)).toEqual([5]);
});

test('ends are made round by a step of which about ten lie between them', () => {
  expect(roundEnds(0.3, 9.7)).toEqual([0, 10]);
  expect(roundEnds(0.3, 10.7)).toEqual([0, 12]);
});

test('a value has its place before the first that is not smaller', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.nat(10), (numbers, value) => {
      const ascending = [...numbers].sort((a, b) => a - b);
      const first = ascending.findIndex((one) => one >= value);
      expect(placeOf(ascending, value)).toBe(first < 0 ? ascending.length : first);
    }),
  );
});

test('a band is never wider than it may be, and few of them stand together', () => {
  const scale = band(['a', 'b'], [0, 900], { size: 48, step: 120 });
  expect(scale.size).toBe(48);
  expect([scale.at(0), scale.at(1)]).toEqual([60, 180]);
  expect([scale.invert(70), scale.invert(880), scale.invert(-5)]).toEqual([0, 1, 0]);
});

test('a band is a share of its range, in either direction, and there without names', () => {
  const scale = band(['a', 'b', 'c'], [100, 40], { gap: 0.25 });
  expect(scale.kind).toBe('band');
  expect([scale.step, scale.size]).toEqual([20, 15]);
  expect([0, 1, 2].map((index) => scale.at(index))).toEqual([90, 70, 50]);
  expect([101, 81, 79, 41, 39].map((place) => scale.invert(place))).toEqual([0, 0, 1, 2, 2]);
  const none = band([], [0, 90]);
  expect([none.step, none.invert(50)]).toEqual([90, 0]);
  expect(band(['a'], [5, 5]).invert(7)).toBe(0);
});

test('values are written as elsewhere on a card, and nearly equal ones with the digits they differ in', () => {
  expect(valueFormat('linear', [0, 1])(0.21342)).toBe('0.213');
  expect(valueFormat('linear', [100_000, 100_000.002])(100_000.0012345)).toBe('100,000.00123');
  expect(valueFormat('linear', [0, 1], { unit: 'ms' })(0.5)).toBe('0.500 ms');
  expect(valueFormat('linear', [0, 1])(Number.NaN)).toBe('—');
  expect(valueFormat('time', [0, 1], { zone: 'UTC' })(0)).toBe('1970-01-01 00:00 UTC');
  expect(valueFormat('time', [0, 1], { dates: true })(0)).toBe('1970-01-01');
});

test.each([
  ['near each other below 0', [-1000.002, -1000], -1000.00123, '−1,000.00123'],
  ['whole, and near each other', [1e6, 1e6 + 3], 1e6 + 1, '1,000,001'],
  ['large, and near each other', [1e12, 1e12 + 1], 1e12 + 0.25, '1000000000000.25'],
  ['far smaller than their distance', [0, 1000], 0.5, '0.500'],
] as const)('values that are %s have the digits they differ in', (_, [low, high], value, text) => {
  const whole = Number.isInteger(value);
  expect(valueFormat('linear', [low, high], { whole })(value)).toBe(text);
});

test('values of an axis that is not linear, or of one place, are written as elsewhere', () => {
  for (const kind of ['log', 'symlog'] as const) {
    expect(valueFormat(kind, [1000, 1000.002])(1000.00123)).toBe('1,000');
  }
  expect(valueFormat('linear', [1000, 1000])(1000.00123)).toBe('1,000');
});

test('moments as names have a time of day and a year where they differ in these', () => {
  const texts = (moments: string[], zone?: string) => momentTexts(moments.map(Date.parse), zone);
  expect(texts(['2026-11-03T00:00Z', '2026-12-04T00:00Z'])).toEqual(['3 Nov', '4 Dec']);
  expect(texts(['2025-11-03T00:00Z', '2026-11-03T00:00Z'])).toEqual(['3 Nov 2025', '3 Nov 2026']);
  expect(texts(['2026-11-03T00:00Z', '2026-11-03T14:05Z'])).toEqual(['3 Nov 00:00', '3 Nov 14:05']);
  expect(texts(['2025-11-03T14:05:09Z', '2026-11-03T14:00Z'])).toEqual([
    '3 Nov 2025 14:05:09',
    '3 Nov 2026 14:00:00',
  ]);
  expect(texts(['2026-11-02T23:00Z'], 'Europe/Berlin')).toEqual(['3 Nov']);
  expect(texts(['2026-11-03T00:00Z'], 'Europe/Berlin')).toEqual(['3 Nov 01:00']);
  expect(texts([])).toEqual([]);
});

test('a column is whole when each of its numbers is', () => {
  expect(isWhole([1, 2, Number.NaN, Infinity])).toBe(true);
  expect(isWhole([0.5, 1])).toBe(false);
  expect(isWhole([1, 0.5])).toBe(false);
  expect(isWhole([])).toBe(true);
});
