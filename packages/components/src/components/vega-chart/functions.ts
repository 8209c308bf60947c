/** The functions that expressions may call: the language's own, Vega's, and what both may make. */
/* What an expression computes with has whatever type its data have; nothing here can know it. */

import { LIMITS, limit } from './budget';
import { limitSteps, readPattern, stepsOf } from './patterns';
import type { Rules } from './rules';

type Value = ReturnType<typeof JSON.parse>;
type Call = (...given: Value[]) => unknown;

const DATE_PARTS = {
  date: 'Date',
  day: 'Day',
  year: 'FullYear',
  month: 'Month',
  hours: 'Hours',
  minutes: 'Minutes',
  seconds: 'Seconds',
  milliseconds: 'Milliseconds',
};
const ARITHMETIC =
  'abs acos asin atan atan2 ceil cos exp floor hypot log max min pow round sin sqrt tan';

const dateFunctions = Object.entries(DATE_PARTS).flatMap(([name, part]): [string, Call][] => [
  [name, (date) => new Date(date)[`get${part}` as 'getDate']()],
  [`utc${name}`, (date) => new Date(date)[`getUTC${part}` as 'getUTCDate']()],
]);

/** A text that an expression makes of texts; every nesting of `replace` may multiply its length. */
function limitText(value: string): string {
  limit('characters in a text', value.length, LIMITS.characters);
  return value;
}

const MILLISECONDS: Record<string, number> = {
  year: 31_536_000_000,
  quarter: 7_776_000_000,
  month: 2_419_200_000,
  week: 604_800_000,
  date: 86_400_000,
  day: 86_400_000,
  dayofyear: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
  milliseconds: 1,
};

/** How many moments of a unit lie between two. */
export const momentsBetween = (unit: unknown, start: Value, stop: Value, step: Value = 1): number =>
  Math.abs(+stop - +start) /
  ((MILLISECONDS[String(unit)] ?? MILLISECONDS[`${String(unit)}s`] ?? 1) * Math.max(1, +step || 1));

const BUILT_IN = new Map<string, Call>([
  ...ARITHMETIC.split(' ').map((name): [string, Call] => [
    name,
    (...values) => Math[name as 'max'](...(values as number[])),
  ]),
  ...dateFunctions,
  ['isNaN', (value) => Number.isNaN(value)],
  ['isFinite', (value) => Number.isFinite(value)],
  ['random', () => Math.random()],
  ['clamp', (value, low, high) => Math.max(low, Math.min(high, value))],
  ['now', Date.now],
  ['utc', Date.UTC],
  ['datetime', (year, month, ...parts: [number]) => new Date(year, month, ...parts)],
  ['time', (date) => new Date(date).getTime()],
  ['timezoneoffset', (date) => new Date(date).getTimezoneOffset()],
  ['length', (value) => value.length],
  [
    'join',
    (list, by = ',') => {
      let joined = '';
      for (const item of list) joined = limitText(`${joined === '' ? '' : joined + by}${item}`);
      return joined;
    },
  ],
  ['indexof', (list, ...given) => list.indexOf(...given)],
  ['lastindexof', (list, ...given) => list.lastIndexOf(...given)],
  ['slice', (list, ...given) => list.slice(...given)],
  ['parseFloat', parseFloat],
  ['parseInt', parseInt],
  ['upper', (value) => String(value).toUpperCase()],
  ['lower', (value) => String(value).toLowerCase()],
  ['trim', (value) => String(value).trim()],
  ['substring', (value, ...given) => String(value).substring(...(given as [number]))],
  ['split', (value, by, most) => String(value).split(by, most)],
  [
    'replace',
    (value, old, by) => {
      limit('characters in a text', String(value).length * String(by).length, 1e7);
      return limitText(String(value).replace(old, String(by)));
    },
  ],
  ['btoa', (value) => btoa(value)],
  ['atob', (value) => atob(value)],
  ['encodeURIComponent', (value) => encodeURIComponent(value)],
  ['regexp', readPattern],
  ['test', (pattern, value) => readPattern(pattern).test(String(value))],
]);

/** A format may ask for a number of any width. */
export function limitFormat(specifier: unknown): void {
  const width = Math.max(0, ...(String(specifier).match(/\d+/g) ?? []).map(Number));
  limit('characters in a number', width, 1000);
}

/** What a pattern is tried on has no more characters than it can be stopped in. */
function limitTry(pattern: unknown, text: unknown): void {
  if (pattern instanceof RegExp) limitSteps(pattern, stepsOf(pattern, String(text).length));
}

/** Looked at before a function makes what it was asked for. */
const GUARDS = new Map<string, Call>([
  [
    'sequence',
    (...given) => {
      const [start, stop, step = 1] = given.length < 2 ? [0, given[0]] : given;
      limit('numbers in a sequence', Math.abs((stop - start) / (step || 1)), LIMITS.rows);
    },
  ],
  ...['timeSequence', 'utcSequence'].map((name): [string, Call] => [
    name,
    (unit, start, stop, step) =>
      limit('dates in a sequence', momentsBetween(unit, start, stop, step), LIMITS.rows),
  ]),
  ['pad', (_, length) => limit('characters in a text', length, LIMITS.characters)],
  ['format', (_, specifier) => limitFormat(specifier)],
  ['test', (pattern, value) => limitTry(readPattern(pattern), value)],
  ['replace', (value, old) => limitTry(old, value)],
  ['split', (value, by) => limitTry(by, value)],
]);

const OURS = new Set(['join', 'replace', 'split']);

/** Finds a function by its name: Vega's own in front of the language's, each behind its guard. */
export function functionOf(
  name: string,
  vega: Record<string, Call>,
  { readDate, budget }: Rules,
): Call | undefined {
  const read = (value: Value): unknown => (typeof value === 'string' ? readDate(value) : value);
  if (name === 'toDate') return (value) => (value === '' ? null : (read(value) ?? null));
  const own = BUILT_IN.get(name);
  if (name === 'datetime') {
    return (year, ...parts) =>
      parts.length ? own?.(year, ...parts) : new Date(read(year) as number);
  }
  // What every object has is no function of the language.
  const theirs = vega[name] === (Object.prototype as never)[name] ? undefined : vega[name];
  const call = OURS.has(name) || typeof theirs !== 'function' ? own : theirs;
  const guard = GUARDS.get(name);
  if (call === undefined || guard === undefined) return call;
  return function (this: unknown, ...given) {
    guard(...given);
    budget.check();
    return call.apply(this, given);
  };
}
