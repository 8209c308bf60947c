/** The moments of a timeline, no longer than it takes to tell them apart. */
import { formatDate } from '$kit/lib/dates';
import { formatDuration } from '$kit/lib/time';

const ZONED = /(?:Z|[+-]\d\d:?\d\d)$/;

/** A moment without a zone goes by the clock that it says, never by the reader's. */
const millisOf = (time = ''): number =>
  Date.parse(time.includes(':') && !ZONED.test(time) ? `${time}Z` : time);

export interface Moment {
  /** What stands beside the event. */
  text: string;
  /** The whole of it, at pointing. */
  whole: string;
}

const daysOf = (known: readonly number[]): Set<string> =>
  new Set(known.map((millis) => new Date(millis).toISOString().slice(0, 10)));
const yearsOf = (known: readonly number[]): Set<number> =>
  new Set(known.map((millis) => new Date(millis).getUTCFullYear()));

/**
 * The time of day within one day of UTC, with the day within one year, else with all of the date;
 * seconds where minutes are not enough.
 */
export function momentsOf(times: readonly (string | undefined)[]): (Moment | undefined)[] {
  const known = times.map(millisOf).filter(Number.isFinite);
  const from = yearsOf(known).size > 1 ? 0 : 5;
  const several = daysOf(known).size > 1;
  const minutes = new Set(known.map((millis) => Math.floor(millis / 60_000)));
  // Whole minutes have no seconds to tell them apart by.
  const seconds = minutes.size < known.length && known.some((millis) => millis % 60_000 !== 0);
  return times.map((time) => {
    if (time === undefined) return undefined;
    const millis = millisOf(time);
    if (!Number.isFinite(millis) || !time.includes(':')) return { text: time, whole: time };
    const iso = new Date(millis).toISOString();
    const clock = iso.slice(11, seconds ? 19 : 16);
    return {
      text: several ? `${iso.slice(from, 10)} ${clock}` : clock,
      whole: formatDate(time),
    };
  });
}

/** The day or year of all, from the first to the last, and by which clock: "2026, 3d 13h, UTC". */
export function lastsText(times: readonly (string | undefined)[]): string | undefined {
  const clocks = times.filter((time = '') => time.includes(':') && Number.isFinite(millisOf(time)));
  if (clocks.length === 0) return undefined;
  const zoned = clocks.filter((time = '') => ZONED.test(time)).length;
  const zone =
    zoned === clocks.length
      ? 'UTC'
      : zoned === 0
        ? 'no time zone'
        : 'UTC, some without a time zone';
  const known = clocks.map(millisOf);
  const [[first, ...days], [year, ...years]] = [[...daysOf(known)], [...yearsOf(known)]];
  const of = days.length === 0 ? first : years.length === 0 ? year : undefined;
  const lasts =
    known.length > 1 && formatDuration((Math.max(...known) - Math.min(...known)) / 1000);
  return [of, lasts, zone].filter(Boolean).join(', ');
}
