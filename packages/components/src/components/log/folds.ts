/** Lines that differ in their numbers only are folded: the first and the last of them say it all. */
import type { Line } from './lines';

export interface NumberedLine {
  line: Line;
  /** Its place in the log, from 0. */
  number: number;
}

export interface Fold {
  /** The place of its first line in the whole log. */
  key: number;
  lines: NumberedLine[];
}

/** So many lines alike are folded; fewer are read as fast as the word for them. */
const FEWEST = 6;
/** Of longer lines the beginning is compared. */
const MAX_LENGTH = 300;

const NUMBER = /[-+]?\d[\d.,:]*(?:e[-+]?\d+)?%?/gi;
/** A row of a printed table has one name and numbers; what a program says has words. */
const WORD = /\p{L}{2,}/gu;

/** What alike lines have alike: words without numbers, dates and times, else all of it. */
function shapeOf({ text, level }: Line): string {
  if (level !== undefined || text.trim() === '') return '';
  const words = text.slice(0, MAX_LENGTH).replaceAll(NUMBER, '0').replaceAll(/ +/g, ' ');
  return (words.match(WORD)?.length ?? 0) > 1 ? words : text;
}

/**
 * Lines and folds in order. A line with a level is in no fold, nor are lines of both streams, nor
 * lines on both sides of a gap: behind `start` lines, `left_out` are missing.
 */
export function foldLines(
  lines: readonly NumberedLine[],
  errorStream: ReadonlySet<number>,
  gap: { start: number; left_out: number },
): (NumberedLine | Fold)[] {
  const found: (NumberedLine | Fold)[] = [];
  let alike: NumberedLine[] = [];
  let last = '';
  const end = () => {
    const [first, final] = [alike[0], alike.at(-1)];
    if (alike.length < FEWEST || first === undefined || final === undefined) found.push(...alike);
    else {
      const key = first.number + (first.number >= gap.start ? gap.left_out : 0);
      found.push(first, { key, lines: alike.slice(1, -1) }, final);
    }
    alike = [];
  };
  for (const item of lines) {
    const { line, number } = item;
    const shape = shapeOf(line);
    const stream = errorStream.has(number) !== errorStream.has(number - 1);
    if (shape !== last || shape === '' || stream || (number === gap.start && gap.left_out > 0))
      end();
    alike.push(item);
    last = shape;
  }
  end();
  return found;
}
