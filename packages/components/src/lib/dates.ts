const MOMENT =
  /^([+-]?\d{4,6}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?(?:\[([\w/+-]{1,60})\])?)?$/;

/**
 * A date or a moment in ISO 8601 as people read it, the same as in `dates.py`: a moment never
 * without a word on its zone. Any other text stays.
 */
export function formatDate(text: string): string {
  const [, day = text, clock, seconds, digits = '', offset, zone] = MOMENT.exec(text) ?? [];
  if (clock === undefined) return day;
  const fraction = digits.replace(/0+$/, '');
  let time = clock;
  if (fraction !== '') time += `:${seconds}.${fraction}`;
  else if (seconds !== undefined && seconds !== '00') time += `:${seconds}`;
  return `${day} ${time} ${zone ?? nameOffset(offset)}`;
}

function nameOffset(offset: string | undefined): string {
  if (offset === undefined) return '(no time zone)';
  const digits = offset.slice(1).replace(':', '');
  if (digits === '' || digits === '0000') return 'UTC';
  return `UTC${offset.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/**
 * When a date begins by the reader's own clock, in milliseconds since 1970; NaN for other text. An
 * axis in local time shows this as that date, and `Date.parse` as the day before, west of Greenwich.
 */
export function localDay(text: string): number {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return Number.NaN;
  const date = new Date(2000, Number(month) - 1, Number(day));
  date.setFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getTime();
}
