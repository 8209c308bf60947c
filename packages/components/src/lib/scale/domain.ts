import type { ContinuousKind, Interval } from './continuous';
import { roundEnds } from './steps';

/** The smallest and the largest finite number of several columns; nothing when there is none. */
export function extentOf(
  columns: Iterable<ArrayLike<number>>,
  above = -Infinity,
): Interval | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (const column of columns) {
    for (let i = 0; i < column.length; i += 1) {
      const value = column[i] as number;
      if (value <= above || value === Infinity || value === -Infinity) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : undefined;
}

/** The extent of what a scale of this kind can show. */
export const extentFor = (kind: ContinuousKind, columns: Iterable<ArrayLike<number>>) =>
  extentOf(columns, kind === 'log' ? 0 : -Infinity);

export interface DomainOptions {
  /** Whether 0 is part of it: always, or where the data come near enough. */
  zero?: 'always' | 'near' | 'never';
  /** Whether it ends at round numbers, so that the last tick is at its end. */
  nice?: boolean;
}

const DAY = 86_400_000;
/** From this share of the largest value on, the way down to 0 would flatten what the data show. */
const NEAR = 0.4;

/** What a scale covers for data of this extent. Equal values get room around them. */
export function domainFor(
  kind: ContinuousKind,
  extent: Interval | undefined,
  { zero = 'near', nice: round = true }: DomainOptions = {},
): Interval {
  if (extent === undefined) return kind === 'log' ? [1, 10] : kind === 'time' ? [0, DAY] : [0, 1];
  let [low, high] = extent;
  if (kind === 'time') return low === high ? [low - DAY / 2, high + DAY / 2] : [low, high];
  if (kind === 'log') return logDomain(low, high, round);
  if (zero === 'always' || (zero === 'near' && low >= 0 && low < NEAR * high))
    low = Math.min(0, low);
  if (zero === 'always' || (zero === 'near' && high <= 0 && high > NEAR * low))
    high = Math.max(0, high);
  if (low === high) {
    const room = low === 0 ? 1 : Math.abs(low) / 10;
    [low, high] = zero === 'never' || low !== 0 ? [low - room, high + room] : [0, room];
  }
  return round && kind === 'linear' ? roundEnds(low, high) : [low, high];
}

function logDomain(low: number, high: number, round: boolean): Interval {
  if (low === high) return [low / 3, high * 3];
  if (!round) return [low, high];
  if (high < 3 * low) return roundEnds(low, high);
  const start = 10 ** Math.floor(Math.log10(low));
  const end = 10 ** Math.ceil(Math.log10(high));
  // A whole empty decade at either end would be room for nothing.
  const digits = [1, 2, 5, 10];
  const below = digits.map((digit) => start * digit).findLast((value) => value <= low) ?? start;
  const above = digits.map((digit) => (end / 10) * digit).find((value) => value >= high) ?? end;
  return [below > 0 ? below : low, above];
}
