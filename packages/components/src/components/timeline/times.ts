/** The moments of a timeline, no longer than it takes to tell them apart. */
import { formatDate } from '$kit/lib/dates';
import { formatDuration } from '$kit/lib/time';

const DAY = 86_400_000;

const millisOf = (time: string | undefined): number =>
  time === undefined ? Number.NaN : Date.parse(time);

export interface Moment {
  /** What stands beside the event. */
  text: string;
  /** The whole of it, at pointing. */
  whole: string;
}

/** The time of day within one day of UTC, with seconds where minutes are not enough. */
export function momentsOf(times: readonly (string | undefined)[]): (Moment | undefined)[] {
  const known = times.map(millisOf).filter(Number.isFinite);
  const days = new Set(known.map((millis) => Math.floor(millis / DAY)));
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
      text: days.size > 1 ? `${iso.slice(5, 10)} ${clock}` : clock,
      whole: formatDate(time),
    };
  });
}

/** From the first to the last: "13m 00s, UTC". */
export function lastsText(times: readonly (string | undefined)[]): string | undefined {
  const known = times
    .filter((time) => time?.includes(':'))
    .map(millisOf)
    .filter(Number.isFinite);
  if (known.length === 0) return undefined;
  if (known.length === 1) return 'UTC';
  return `${formatDuration((Math.max(...known) - Math.min(...known)) / 1000)}, UTC`;
}
