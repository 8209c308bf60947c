import { offsetOf } from '$kit/wire/moment';
import type { Interval } from './continuous';
import { roundStep } from './steps';
import type { Tick, TickOptions } from './ticks';

const SECOND = 1000;
export const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const MONTH = 30.4375 * DAY;
const YEAR = 12 * MONTH;

type Unit = 'millisecond' | 'second' | 'minute' | 'day' | 'month' | 'year';

/** A round step: its length, the unit it is counted in, and how many of it. */
type TimeStep = readonly [number, Unit, number];

const STEPS: readonly TimeStep[] = [
  ...[1, 2, 5, 15, 30].map((n) => [n * SECOND, 'second', n] as const),
  ...[1, 2, 5, 15, 30, 60, 180, 360, 720].map((n) => [n * MINUTE, 'minute', n] as const),
  ...[1, 2, 7, 14].map((n) => [n * DAY, 'day', n] as const),
  ...[1, 2, 3, 6].map((n) => [n * MONTH, 'month', n] as const),
];

/** A Monday, from which weeks are counted. */
const MONDAY = 4 * DAY;
const MOST = 1000;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** How far the clocks of a zone are ahead of UTC; a moment without a zone is as its own clock. */
export const ahead = (moment: number, zone: string | undefined) =>
  zone === undefined ? 0 : offsetOf(Math.floor(moment), zone) * SECOND;

/** The moment at which the clocks of a zone show this time, given as if they showed UTC. */
export function momentAt(wall: number, zone: string | undefined): number {
  const near = wall - ahead(wall, zone);
  return wall - ahead(near, zone);
}

/**
 * Ticks at round times of a zone's clocks, with about as many gaps as wanted; the day or year stands
 * in a second line.
 */
export function timeTicks(domain: Interval, gaps: number, { zone, dates }: TickOptions): Tick[] {
  // The clocks of the zone, read as if they were those of UTC.
  const wall = domain.map((moment) => moment + ahead(moment, zone)) as [number, number];
  let found: Tick[];
  let more = gaps;
  do {
    const length = (wall[1] - wall[0]) / more;
    const [step, unit, count] = timeStepNear(dates === true ? Math.max(DAY, length) : length);
    const walls = wallTicks(wall, step, unit, count);
    found = withTexts(
      walls.map((value) => [value, momentAt(value, zone)] as const),
      unit,
      domain,
    );
    more *= 1.5;
  } while (found.length < 2 && gaps >= 1 && more < 10 * gaps);
  return found;
}

function timeStepNear(length: number): TimeStep {
  if (length < 0.7 * SECOND) {
    const step = Math.max(1, roundStep(length));
    return [step, 'millisecond', step];
  }
  if (length > 0.7 * YEAR) {
    const years = Math.max(1, roundStep(length / YEAR));
    return [years * YEAR, 'year', years];
  }
  const far = ([step]: TimeStep) => Math.abs(Math.log(step / length));
  return STEPS.reduce((best, step) => (far(step) < far(best) ? step : best));
}

function wallTicks([low, high]: Interval, step: number, unit: Unit, count: number): number[] {
  const values: number[] = [];
  if (unit === 'month' || unit === 'year') {
    const months = unit === 'year' ? count * 12 : count;
    const start = new Date(low);
    const first = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months);
    for (let i = 0; i < MOST; i += 1) {
      const value = Date.UTC(1970, (first + i) * months - 1970 * 12);
      if (value > high) break;
      if (value >= low) values.push(value);
    }
    return values;
  }
  const start = step % (7 * DAY) === 0 ? MONDAY : 0;
  const first = Math.ceil((low - start) / step);
  for (let i = 0; i < MOST; i += 1) {
    const value = start + (first + i) * step;
    if (value > high) break;
    values.push(value);
  }
  return values;
}

function withTexts(
  ticks: readonly (readonly [number, number])[],
  unit: Unit,
  [low, high]: Interval,
): Tick[] {
  let before = '';
  const inside = ticks.filter(([, moment]) => moment >= low && moment <= high);
  return inside.map(([wall, value]) => {
    const date = new Date(wall);
    const [text, second] = textsOf(date, unit);
    const changed = second !== before;
    before = second;
    return changed && second !== '' ? { value, text, second } : { value, text };
  });
}

export function textsOf(date: Date, unit: Unit): [string, string] {
  const year = String(date.getUTCFullYear());
  const month = MONTHS[date.getUTCMonth()] ?? '';
  const day = `${date.getUTCDate()} ${month}`;
  if (unit === 'year') return [year, ''];
  if (unit === 'month') return [month, year];
  if (unit === 'day') return [day, year];
  const length = { minute: 16, second: 19, millisecond: 23 }[unit];
  return [date.toISOString().slice(11, length), `${day} ${year}`];
}
