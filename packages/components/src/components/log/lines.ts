/** A line of a log: when it was printed, how bad it is, and its words by color. */

export interface Run {
  text: string;
  /** `bold`, `dim` and the like, and one of eight colors. */
  style: string;
}

export interface Line {
  /** As it was printed. */
  text: string;
  /** What stands behind the time and the level. */
  runs: Run[];
  level?: 'error' | 'warn' | undefined;
  date?: string | undefined;
  /** As it is written, without the date. */
  time?: string | undefined;
  /** `info`, `warn`. */
  word?: string | undefined;
}

/** Anything that begins with an escape, with the parameters of what is about colors. */
const ESCAPE =
  // eslint-disable-next-line no-control-regex
  /\u001b(?:\[([\d;:]*)m|\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|.)?/g;
const COLORS = 'black red green yellow blue magenta cyan white'.split(' ');
const ERROR =
  /(?:^|[\s[(|:<])(?:ERROR|CRITICAL|FATAL|PANIC)\b|^(?:\w+\.)*\w*(?:Error|Exception)\b(?:: |$)|^Traceback \(most recent|(?:^|[\s[|])(?:error|fatal)[:\]]/;
const WARNING = /(?:^|[\s[(|:<])WARN(?:ING)?\b|\b\w*Warning: |(?:^|[\s[|])warn(?:ing)?[:\]]/;
/** At the beginning of a line: the date, the time with its zone, the level. */
const HEAD =
  /^(?:\[?(?:(\d{4}-\d\d-\d\d)[T ])?(\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)\]?(?:\s+(?:[-|]\s+)?|$))?(?:\[?(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)\]?(?::\s*|\s+(?:[-|]\s+)?|$))?/;

interface Look {
  color: string;
  bold: boolean;
  dim: boolean;
  italic: boolean;
  underline: boolean;
}

/** The one of the eight colors that another is closest to: by its hue, and grays by how light they are. */
function nearest(color: readonly number[]): string {
  const [red = 0, green = 0, blue = 0] = color;
  const [low, high] = [Math.min(red, green, blue), Math.max(red, green, blue)];
  if (high - low < 48) return low > 170 ? 'white' : high < 64 ? 'black' : '';
  const middle = (low + high) / 2;
  return (
    COLORS[Number(red > middle) + 2 * Number(green > middle) + 4 * Number(blue > middle)] ?? ''
  );
}

/** Of 256 colors: sixteen with names, a cube with six steps at each side, and grays. */
function named(code = 0): string {
  if (code < 16) return COLORS[code % 8] ?? '';
  if (code > 231) return nearest(Array<number>(3).fill(8 + 10 * (code - 232)));
  const at = code - 16;
  const step = (n: number) => (n % 6 === 0 ? 0 : 55 + 40 * (n % 6));
  return nearest([step(Math.floor(at / 36)), step(Math.floor(at / 6)), step(at)]);
}

const PLAIN: Look = { color: '', bold: false, dim: false, italic: false, underline: false };

function change(look: Look, codes: readonly number[]): Look {
  let next = { ...look };
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i] ?? 0;
    if (code === 0) next = { ...PLAIN };
    else if (code === 1) next.bold = true;
    else if (code === 2) next.dim = true;
    else if (code === 3) next.italic = true;
    else if (code === 4) next.underline = true;
    else if (code === 22) next.bold = next.dim = false;
    else if (code === 23) next.italic = false;
    else if (code === 24) next.underline = false;
    else if (code >= 30 && code <= 37) next.color = COLORS[code - 30] ?? '';
    else if (code >= 90 && code <= 97) next.color = COLORS[code - 90] ?? '';
    else if (code === 39) next.color = '';
    else if (code === 38 || code === 48) {
      const isRgb = codes[i + 1] === 2;
      if (code === 38)
        next.color = isRgb ? nearest(codes.slice(i + 2, i + 5)) : named(codes[i + 2]);
      i += isRgb ? 4 : 2;
    }
  }
  return next;
}

const styleOf = (look: Look): string =>
  [look.color, ...(['bold', 'dim', 'italic', 'underline'] as const).filter((name) => look[name])]
    .filter(Boolean)
    .join(' ');

/** The lines of a text; a color stays until it is changed, over the ends of lines. */
export function readLines(text: string): Line[] {
  let look = PLAIN;
  // Copies: a part of a text keeps all of it in memory, and a line outlives many texts of a live log.
  const lines = JSON.parse(JSON.stringify(text.split('\n'))) as string[];
  return lines.map((raw) => {
    const runs: Run[] = [];
    let end = 0;
    const add = (to: number) => {
      const part = raw.slice(end, to);
      if (part !== '') runs.push({ text: part, style: styleOf(look) });
    };
    for (const found of raw.matchAll(ESCAPE)) {
      add(found.index);
      end = found.index + found[0].length;
      // The color space of an RGB color in ISO form is left empty.
      const codes = found[1]?.replace('2::', '2:').split(/[;:]/).map(Number);
      if (codes !== undefined) look = change(look, codes);
    }
    add(raw.length);
    const line = runs.map((run) => run.text).join('');
    const [head = '', date, time, named] = HEAD.exec(line) ?? [];
    const level = levelOf(line) ?? levelOf(line.slice(head.length));
    const word = named ?? level;
    return {
      text: line,
      runs: withoutStart(runs, head.length),
      level,
      date,
      time,
      word: word?.toLowerCase().replace('warning', 'warn'),
    };
  });
}

function withoutStart(runs: readonly Run[], count: number): Run[] {
  let left = count;
  return runs.flatMap((run) => {
    const text = run.text.slice(left);
    left = Math.max(0, left - run.text.length);
    return text === '' ? [] : [{ ...run, text }];
  });
}

export function levelOf(line: string): Line['level'] {
  const start = line.slice(0, 300);
  if (ERROR.test(start)) return 'error';
  return WARNING.test(start) ? 'warn' : undefined;
}

/** Runs in which what was found is apart. */
export function markRuns(runs: readonly Run[], query: string): (Run & { found?: boolean })[] {
  const text = runs.map((run) => run.text).join('');
  const low = text.toLowerCase();
  const needle = query.toLowerCase();
  // Lower case may be longer than what it is of: then places are unknown.
  if (needle === '' || low.length !== text.length) return [...runs];
  const marks: [number, number][] = [];
  for (let at = low.indexOf(needle); at >= 0; at = low.indexOf(needle, at + needle.length)) {
    marks.push([at, at + needle.length]);
  }
  const parts: (Run & { found?: boolean })[] = [];
  let start = 0;
  for (const run of runs) {
    const stop = start + run.text.length;
    let at = start;
    for (const [from, to] of marks) {
      if (to <= at || from >= stop) continue;
      if (from > at) parts.push({ ...run, text: text.slice(at, from) });
      const end = Math.min(to, stop);
      parts.push({ ...run, text: text.slice(Math.max(from, at), end), found: true });
      at = end;
    }
    if (at < stop) parts.push({ ...run, text: text.slice(at, stop) });
    start = stop;
  }
  return parts;
}
