/** `metric_table` as its users know it, `MetricTable`; a type of another package as it is, `acme.gauge`. */
export const componentName = (type: string): string =>
  /^[a-z][a-z0-9_]*$/.test(type)
    ? type.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    : type;

/** `2026-03-14T09:26:53.5+00:00` as `09:26:53 UTC`, with its date on another day than `now`. */
export function moment(iso: string, now: Date): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const [day = '', clock = ''] = time.toISOString().split(/[T.]/);
  const today = now.toISOString().startsWith(day);
  return `${today ? '' : `${day} `}${clock} UTC`;
}

/** Seconds as people say them: `12 s`, `3 min`, `5 h`, `2 days`. */
export function duration(seconds: number): string {
  const [minutes, hours, days] = [seconds / 60, seconds / 3600, seconds / 86_400];
  if (days >= 2) return `${Math.floor(days)} days`;
  if (hours >= 2) return `${Math.floor(hours)} h`;
  if (minutes >= 2) return `${Math.floor(minutes)} min`;
  return `${Math.floor(seconds)} s`;
}
