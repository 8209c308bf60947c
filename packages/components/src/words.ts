import { formatMoment } from './lib/time';

/** `metric_table` as its users know it, `MetricTable`; a type of another package as it is, `acme.gauge`. */
export const componentName = (type: string): string =>
  /^[a-z][a-z0-9_]*$/.test(type)
    ? type.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    : type;

/** The time of day in UTC to the second, `09:26:53 UTC`; a moment of another day than `now` with its date. */
export function formatClock(iso: string, now: Date): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const [day = '', clock = ''] = time.toISOString().split(/[T.]/);
  return now.toISOString().startsWith(day) ? `${clock} UTC` : formatMoment(iso);
}
