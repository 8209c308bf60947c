import { formatMoment } from './lib/time';

/** The time of day in UTC to the second, `09:26:53 UTC`; a moment of another day than `now` with its date. */
export function formatClock(iso: string, now: Date): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const [day = '', clock = ''] = time.toISOString().split(/[T.]/);
  return now.toISOString().startsWith(day) ? `${clock} UTC` : formatMoment(iso);
}
