import { tickStep } from 'd3-array';
import type { Interval } from './continuous';
import type { Tick } from './ticks';
import {
  clockText,
  dayText,
  fractionText,
  momentAt,
  MONTHS,
  offsetOf,
  secondText,
  type Precision,
} from './zone';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30.4375 * DAY;
const YEAR = 12 * MONTH;

type Unit = 'millisecond' | 'second' | 'minute' | 'day' | 'month' | 'year';

/** Round steps: their length, the unit they are counted in, and how many of it. */
const STEPS: readonly (readonly [number, Unit, number])[] = [
  ...[1, 5, 15, 30].map((n) => [n * SECOND, 'second', n] as const),
  ...[1, 5, 15, 30, 60, 180, 360, 720].map((n) => [n * MINUTE, 'minute', n] as const),
  ...[1, 2, 7, 14].map((n) => [n * DAY, 'day', n] as const),
  ...[1, 3, 6].map((n) => [n * MONTH, 'month', n] as const),
];

/** A Monday, from which weeks are counted. */
const MONDAY = 4 * DAY;
const MOST = 1000;

/** At most `most` ticks at round times of a zone's clocks; the day or year stands in a second line. */
export function timeTicks(domain: Interval, most: number, zone: string | undefined): Tick[] {
  // The clocks of the zone, read as if they were those of UTC.
  const wall = domain.map((moment) => moment + offsetOf(zone, moment)) as [number, number];
  for (let room = most; room > 0; room -= 1) {
    const [step, unit, count] = stepFor((wall[1] - wall[0]) / room);
    const walls = wallTicks(wall, step, unit, count);
    if (walls.length > most) continue;
    return withTexts(
      walls.map((value) => [value, momentAt(value, zone)] as const),
      unit,
      domain,
    );
  }
  return [];
}

function stepFor(length: number): readonly [number, Unit, number] {
  const fit = STEPS.find(([step]) => step >= length);
  if (length <= SECOND / 2) {
    const step = Math.max(1, tickStep(0, length * 5, 5));
    return [step, 'millisecond', step];
  }
  if (fit !== undefined) return fit;
  const years = Math.max(1, Math.round(tickStep(0, (length / YEAR) * 5, 5)));
  return [years * YEAR, 'year', years];
}

function wallTicks([low, high]: Interval, step: number, unit: Unit, count: number): number[] {
  const values: number[] = [];
  if (unit === 'month' || unit === 'year') {
    const months = unit === 'year' ? count * 12 : count;
    const start = new Date(low);
    const first = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months);
    for (let i = 0; i < MOST; i += 1) {
      const value = Date.UTC(1970, (first + i) * months - 1970 * 12);
      // Beyond the last day that a Date can hold there is nothing to write.
      if (value > high || Number.isNaN(value)) break;
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

function textsOf(date: Date, unit: Unit): [string, string] {
  const year = String(date.getUTCFullYear());
  const day = `${dayText(date)} ${year}`;
  switch (unit) {
    case 'year':
      return [year, ''];
    case 'month':
      return [MONTHS[date.getUTCMonth()] ?? '', year];
    case 'day':
      return [dayText(date), year];
    case 'minute':
      return [clockText(date), day];
    case 'second':
      return [secondText(date), day];
    case 'millisecond':
      return [fractionText(date), day];
  }
}

/** How precisely a moment is written where all moments together span this much. */
export function precisionFor([low, high]: Interval, dates: boolean): Precision {
  if (dates) return 'day';
  const span = high - low;
  return span < 10 * SECOND ? 'millisecond' : span < HOUR ? 'second' : 'minute';
}
