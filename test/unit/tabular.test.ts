import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { lexer, type Tokens } from 'marked';
import { describe, expect, test } from 'vitest';
import { csv, markdown, type Field } from '$kit/lib/tabular';

/** Text made of what the writers must look at, and of anything else. */
const awkward = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      ...'=+-@|,;\t\r\n\v"\' a1.e\\`*_~[](){}<>&#!:/'.split(''),
      ...['＝', '＋', '－', '＠', '｜', '\ufeff', '\u200b', '\u00a0', '\u2028', '&amp;', '<b>'],
    ),
    maxLength: 12,
  }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const field: fc.Arbitrary<Field> = fc.oneof(
  awkward,
  awkward,
  fc.double(),
  fc.integer(),
  fc.constant(null),
);
const table = fc
  .integer({ min: 1, max: 4 })
  .chain((width) =>
    fc.array(fc.array(field, { minLength: width, maxLength: width }), { maxLength: 5 }),
  );

const RUNS = { numRuns: 2000 };
const SIGNS = /^["\s\p{Cf}\p{Cc}]*[=+\-@|＝＋－＠｜]|^"*(\t|\r(?!\n))/u;
/** A number begins its cell; other separators may follow in it. */
const isNumber = (cell: string) => /^["\s]*-\d+(\.\d+)?(e[+-]\d+)?([,;\s]|$)/.test(cell);

/** The cells that a program sees which splits by this separator, and knows quotes. */
const cellsOf = (text: string, delimiter: string): string[] =>
  parse(text, {
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    record_delimiter: ['\r\n', '\n', '\r'],
  }).flat();

describe('CSV', () => {
  test.each(['\t', '\n', '\v', ' ', '\u200b', ', '])(
    'a long field of %j costs as much as it is long, and hides no sign behind it',
    (unseen) => {
      const start = performance.now();
      csv([[unseen.repeat(100_000)]]);
      expect(performance.now() - start).toBeLessThan(3000);
      expect(csv([[`${unseen.repeat(300)}=1`]])).toContain("'");
    },
  );

  test.each([',', ';', '\t'])('split by %j, no cell begins like a formula', (delimiter) => {
    fc.assert(
      fc.property(table, (rows) => {
        const text = csv(rows);
        const careless = text
          .split(/[\r\n\v\f\u0085\u2028\u2029]/)
          .flatMap((line) => line.split(delimiter));
        let careful: string[] = [];
        try {
          careful = cellsOf(text, delimiter);
        } catch {
          // A quote that this separator opens may never be closed.
        }
        const found = [...careless, ...careful].filter(
          (cell) => SIGNS.test(cell) && !isNumber(cell),
        );
        expect(found).toEqual([]);
      }),
      RUNS,
    );
  });

  test('gives a parser back the same cells, but for the apostrophes', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const plain = (cell: Field) => (cell === null ? '' : String(cell)).replaceAll("'", '');
        const parsed = parse(csv(rows), {
          bom: false,
          skip_empty_lines: false,
          record_delimiter: '\r\n',
        });
        expect(parsed.map((row) => row.map(plain))).toEqual(rows.map((row) => row.map(plain)));
      }),
      RUNS,
    );
  });

  test.each([
    ['a;=1+1', `"a;'=1+1"`],
    ['a\t=1', `"a\t'=1"`],
    ['a,-x', `"a,'-x"`],
    ['a\n@x', `"a\n'@x"`],
    ['＝1', "'＝1"],
    ['\ufeff=1', "'\ufeff=1"],
    [' =1', "' =1"],
    ['"=1', `"'""=1"`],
    ['|calc', "'|calc"],
    ['-Infinity', "'-Infinity"],
    [-Infinity, "'-Infinity"],
    ['-1', "'-1"],
  ])('%j cannot be run', (text, written) => {
    expect(csv([[text]])).toBe(`${written}\r\n`);
  });

  test('a tab or a carriage return does not begin a cell', () => {
    expect(csv([['\tx', '\rx']])).toBe(`"'\tx","'\rx"\r\n`);
  });

  test.each([-0.5, 1e21, 1e-9, 0, -(2n ** 63n)])('%s stays a number', (number) => {
    expect(csv([[number]])).toBe(`${String(number)}\r\n`);
  });

  test('what needs no care is written as it is', () => {
    expect(csv([['f1-score', 'a=b', "it's", 'α = 1', null]])).toBe("f1-score,a=b,it's,α = 1,\r\n");
  });
});

describe('Markdown', () => {
  const cell = awkward.filter((text) => !/https?:|www\.|@/.test(text));

  test('is one table whose cells are the texts, without markup', () => {
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 2, maxLength: 2 }),
        fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { maxLength: 3 }),
        (headers, rows) => {
          const tokens = lexer(markdown(headers, rows)).filter(({ type }) => type !== 'space');
          expect(tokens.map(({ type }) => type)).toEqual(['table']);
          const [only] = tokens as Tokens.Table[];
          const cells = [only?.header ?? [], ...(only?.rows ?? [])];
          expect(cells.map((row) => row.map(textOf))).toEqual(
            [headers, ...rows].map((row) =>
              row.map((text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()),
            ),
          );
        },
      ),
      RUNS,
    );
  });

  /** The text that a reader sees; a token that is not text is shown by its type. */
  const textOf = ({ tokens }: Tokens.TableCell): string =>
    tokens
      .map((token) =>
        token.type === 'text' || token.type === 'escape'
          ? (token as Tokens.Text).text.replaceAll('&lt;', '<').replaceAll('&amp;', '&')
          : `(${token.type})`,
      )
      .join('');

  test('what is bold is text too', () => {
    expect(markdown(['m'], [[{ strong: '0.9*' }]])).toBe('| m |\n| --- |\n| **0.9\\*** |\n');
  });

  test('a picture, a link, code and a tag are their own text', () => {
    expect(markdown(['m'], [['![x](y) `a` <b> _c_ log_loss &lt;']])).toBe(
      '| m |\n| --- |\n| !\\[x\\](y) \\`a\\` &lt;b> \\_c\\_ log_loss &amp;lt; |\n',
    );
  });
});
