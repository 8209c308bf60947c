import {
  commonFormat,
  formatChange,
  formatNumber,
  formatRelativeChange,
  MISSING,
  read,
} from '$kit/lib/format';
import type { Num } from '$kit/wire/node';
import type { MetricTableRow } from './types';

/** A number as it stands in its column: all that is right of the decimal points has one width. */
export interface Figure {
  text: string;
  /** What is left of the decimal point. */
  whole: string;
  /** The decimal point and what follows it: decimals, a percent sign, an exponent. */
  rest: string;
}

/** A row of the table, ready to be drawn. */
export interface Line {
  /** Tells the line from all others, and stays with its metric when the values change. */
  key: string;
  row: MetricTableRow;
  value: Figure;
  baseline: Figure;
  change: Figure;
  percent: Figure;
  verdict: string;
}

const isPlain = (size: number): boolean =>
  size === 0 || (Math.abs(size) >= 1e-4 && Math.abs(size) < 1e9);

/** The specifier of each row: its own, or the one that the rows of its unit share. */
export function rowFormats(rows: readonly MetricTableRow[]): string[] {
  const numbers = ({ value, baseline = null }: MetricTableRow): Num[] => [value, baseline];
  const kinds = rows.map((row) => {
    const sizes = numbers(row).map(read).filter(Number.isFinite);
    return `${sizes.every(isPlain) ? 'plain' : 'extreme'} ${row.unit ?? ''}`;
  });
  const shared = new Map<string, string>();
  for (const kind of new Set(kinds)) {
    const alike = rows.filter((row, i) => kinds[i] === kind && row.format === undefined);
    shared.set(kind, commonFormat(alike.flatMap(numbers)));
  }
  return rows.map(({ format }, i) => format ?? shared.get(kinds[i] ?? '') ?? ',d');
}

export function toLines(rows: readonly MetricTableRow[]): Line[] {
  const formats = rowFormats(rows);
  const seen = new Map<string, number>();
  return rows.map((row, i) => {
    const format = formats[i];
    const before = seen.get(row.name) ?? 0;
    seen.set(row.name, before + 1);
    return {
      key: `${before} ${row.name}`,
      row,
      value: toFigure(row.text ?? formatNumber(row.value, format)),
      baseline: toFigure(row.baseline_text ?? formatNumber(row.baseline ?? null, format)),
      change: toFigure(formatChange(row.change ?? null, [], format)),
      percent: toFigure(formatRelativeChange(row.change_ratio ?? null)),
      verdict: verdictOf(row),
    };
  });
}

/** An arrow for where the value went, and a word for what that means. */
function verdictOf({ change, verdict }: MetricTableRow): string {
  if (verdict === undefined) return MISSING;
  if (verdict === 'same') return '= same';
  return `${read(change ?? null) > 0 ? '▲' : '▼'} ${verdict}`;
}

const NUMBER = /^([+−$#]*[\d,]+)((?:\.\d+)?(?:%| pp|[a-zA-Zµ]|e[+−]\d+%?)?)$/;

function toFigure(text: string): Figure {
  const [, whole = text, rest = ''] = NUMBER.exec(text) ?? [];
  return { text, whole, rest };
}

const MOST_ROOM = 16;

/**
 * Room that the widest of these texts needs, in widths of a digit, so that the decimal points
 * of a column stand below each other. A text that is far too wide stands out alone.
 */
export const roomFor = (texts: readonly string[]): number =>
  Math.min(MOST_ROOM, Math.max(0, ...texts.map(widthOf)));

const widthOf = (text: string): number =>
  [...text].reduce((width, letter) => width + widthOfLetter(letter), 0);

function widthOfLetter(letter: string): number {
  if (/\d/.test(letter)) return 1;
  if (/[., ]/.test(letter)) return 0.6;
  return /[%mwMW@]/.test(letter) ? 1.8 : 1.2;
}
