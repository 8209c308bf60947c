import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, rows, type Column } from '$kit/wire/column';
import fixtures from './fixtures/columns.json';

interface Case {
  of: string;
  column: Column;
  values: unknown[];
}
const cases = fixtures as Case[];

const column = (
  dtype: Column['dtype'],
  length: number,
  payload: Uint8Array,
  more = {},
): Column => ({
  name: 'values',
  dtype,
  shape: [length],
  data: gzipSync(payload).toString('base64'),
  ...more,
});

/** A block by its description in `wire/packing.py`. */
function block(
  numbers: number[],
  { base = 0, first = 0, flags = 0, planes = 4 },
  states: number[] = [],
) {
  const bytes = new Uint8Array(18 + states.length + planes * numbers.length);
  const view = new DataView(bytes.buffer);
  bytes.set([flags, planes]);
  view.setFloat64(2, base, true);
  view.setFloat64(10, first, true);
  bytes.set(states, 18);
  for (let plane = 0; plane < planes; plane++) {
    numbers.forEach((number, i) => {
      bytes[18 + states.length + plane * numbers.length + i] =
        Math.floor(number / 256 ** plane) % 256;
    });
  }
  return bytes;
}

describe('a column', () => {
  it.each(cases)('of $of is what Python wrote', async ({ column, values }) => {
    const read = await decode(column);
    expect(read.length).toBe(values.length);
    expect(Array.from(values, (_, i) => read.at(i))).toEqual(values);
    expect(values.map((_, i) => read.isMissing(i))).toEqual(values.map((value) => value === null));
    expect(read.at(values.length)).toBeNull();
    expect(read.isMissing(values.length)).toBe(true);
  });

  it('of whole numbers that no double holds has all of their digits', async () => {
    const text = '["\\u00001234567890123456789",7,0.5,"NaN",null,"\\u0000-1234567890123456790"]';
    const read = await decode(column('long', 6, new TextEncoder().encode(text)));
    expect(Array.from({ length: 6 }, (_, i) => read.at(i))).toEqual([
      1234567890123456789n,
      7,
      0.5,
      'NaN',
      null,
      -1234567890123456790n,
    ]);
  });

  it('is read from a part of the page as from its own text', async () => {
    for (const { column, values } of cases) {
      const bytes = Uint8Array.from(Buffer.from(column.data as string, 'base64'));
      const read = await decode({ ...column, data: 1 }, [new Uint8Array(), bytes]);
      expect(values.map((_, i) => read.at(i))).toEqual(values);
    }
  });

  it('of any whole numbers is exact, as values and as differences', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(2 ** 32 - 1), { minLength: 1 }),
        fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
        fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
        async (numbers, base, first) => {
          const plain = await decode(column('int', numbers.length, block(numbers, { base })));
          expect(numbers.map((_, i) => plain.at(i))).toEqual(numbers.map((n) => base + n));
          const steps = block(numbers, { base, first, flags: 2 });
          const summed = await decode(column('int', numbers.length, steps));
          let value = first;
          const expected = numbers.map((n, i) => (i === 0 ? first : (value += base + n)));
          expect(numbers.map((_, i) => summed.at(i))).toEqual(expected);
        },
      ),
    );
  });

  it('of any decimals is the nearest number to each', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(2 ** 32 - 1)),
        fc.integer({ min: 1, max: 12 }),
        async (numbers, scale) => {
          const read = await decode(
            column('decimal', numbers.length, block(numbers, {}), { scale }),
          );
          expect(numbers.map((_, i) => read.at(i))).toEqual(
            numbers.map((n) => Number(`${n}e-${scale}`)),
          );
        },
      ),
    );
  });

  it('knows what is missing, and what is no number', async () => {
    const read = await decode(
      column('int', 6, block([9, 9, 9, 9, 9, 9], { flags: 1 }, [0, 1, 2, 3, 4, 5])),
    );
    expect([0, 1, 2, 3, 4, 5].map((i) => read.at(i))).toEqual([
      9,
      null,
      'NaN',
      'Infinity',
      '-Infinity',
      -0,
    ]);
    expect([...(read.numbers ?? [])]).toEqual([9, NaN, NaN, Infinity, -Infinity, -0]);
    expect(read.isMissing(1)).toBe(true);
    expect(read.isMissing(2)).toBe(false);
  });

  it('has the labels and the codes of a category', async () => {
    const labels = new TextEncoder().encode('["cat","dög"]');
    const codes = block([1, 0, 1], { planes: 1 });
    const read = await decode(column('category', 3, Uint8Array.from([...codes, ...labels])));
    expect(read.labels).toEqual(['cat', 'dög']);
    expect([...(read.numbers ?? [])]).toEqual([1, 0, 1]);
    expect([0, 1, 2].map((i) => read.at(i))).toEqual(['dög', 'cat', 'dög']);
  });

  it.each([
    ['UTC', '2024-07-01T12:00:00+00:00'],
    ['Europe/Berlin', '2024-07-01T14:00:00+02:00'],
    ['America/New_York', '2024-07-01T08:00:00-04:00'],
    ['Australia/Lord_Howe', '2024-07-01T22:30:00+10:30'],
    ['-09:30', '2024-07-01T02:30:00-09:30'],
    ['Nowhere/At_All', '2024-07-01T12:00:00+00:00'],
    [undefined, '2024-07-01T12:00:00'],
  ])('of moments in the zone %s says their offset', async (zone, text) => {
    const minutes = Date.UTC(2024, 6, 1, 12) / 60_000;
    const payload = block([0], { base: minutes * 60_000, planes: 0 });
    const read = await decode(column('datetime', 1, payload, zone === undefined ? {} : { zone }));
    expect(read.at(0)).toBe(text);
  });

  it('that is damaged says so in words', async () => {
    const whole = block([1, 2, 3], {});
    await expect(decode(column('int', 4, whole))).rejects.toThrow(
      'The data of the column values end too early.',
    );
    await expect(decode(column('int', 3, new Uint8Array(5)))).rejects.toThrow('end too early');
    await expect(decode({ ...column('int', 3, whole), data: 7 }, [])).rejects.toThrow(
      'are not there',
    );
    await expect(decode({ ...column('int', 3, whole), shape: [1e6, 1e6] })).rejects.toThrow(
      'too many values',
    );
  });
});

describe('rows of columns', () => {
  it('are objects, made one by one', async () => {
    const x = await decode(column('int', 3, block([1, 2, 3], {})));
    const y = await decode({
      ...column('decimal', 3, block([5, 6, 7], {}), { scale: 1 }),
      name: 'y',
    });
    expect([...rows([x, y])]).toEqual([
      { values: 1, y: 0.5 },
      { values: 2, y: 0.6 },
      { values: 3, y: 0.7 },
    ]);
    let made = 0;
    const lazy = rows([x], (column, place) => {
      made += 1;
      return `<${String(column.at(place))}>`;
    });
    expect(lazy.next().value).toEqual({ values: '<1>' });
    expect(made).toBe(1);
    expect([...rows([])]).toEqual([]);
  });

  it('have a column named __proto__ like any other', async () => {
    const odd = await decode({ ...column('int', 1, block([1], {})), name: '__proto__' });
    const [row] = [...rows([odd])];
    expect(Object.entries(row ?? {})).toEqual([['__proto__', 1]]);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  });
});
