const DAY = 86_400_000;

const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');

/** A date as it travels, from days since 1970: `2024-05-01`. */
export const isoDay = (days: number): string => new Date(days * DAY).toISOString().slice(0, 10);

/**
 * A moment as it travels, from milliseconds since 1970: ISO 8601, with its offset in the zone. One
 * without a zone has no offset.
 */
export function isoMoment(millis: number, zone?: string): string {
  const offset = zone === undefined ? 0 : offsetOf(Math.floor(millis), zone);
  const local = new Date(Math.floor(millis) + offset * 1000).toISOString();
  const micros = Math.round((millis - Math.floor(millis / 1000) * 1000) * 1000);
  const fraction = micros === 0 ? '' : `.${pad(micros, 6)}`;
  return `${local.slice(0, 19)}${fraction}${zone === undefined ? '' : isoOffset(offset)}`;
}

function isoOffset(seconds: number): string {
  const size = Math.abs(seconds);
  const minutes = `${pad(Math.floor(size / 3600))}:${pad(Math.floor(size / 60) % 60)}`;
  return `${seconds < 0 ? '-' : '+'}${minutes}${size % 60 === 0 ? '' : `:${pad(size % 60)}`}`;
}

const QUARTER = 900_000;
const formats = new Map<string, Intl.DateTimeFormat | null>();
const offsets = new Map<string, number>();

/** Seconds east of UTC; 0 for a zone that this browser does not know. */
export function offsetOf(millis: number, zone: string): number {
  const fixed = /^([+-])(\d\d):(\d\d)$/.exec(zone);
  if (fixed !== null) {
    const size = Number(fixed[2]) * 3600 + Number(fixed[3]) * 60;
    return fixed[1] === '-' ? -size : size;
  }
  if (zone === 'UTC') return 0;
  // Zones change at quarters of an hour, and asking for each moment is slow.
  const quarter = Math.floor(millis / QUARTER) * QUARTER;
  const key = `${zone} ${quarter}`;
  let known = offsets.get(key);
  if (known === undefined) {
    known = askOffset(quarter, zone);
    if (offsets.size > 100_000) offsets.clear();
    offsets.set(key, known);
  }
  return known;
}

function askOffset(millis: number, zone: string): number {
  let format = formats.get(zone);
  if (format === undefined) {
    format = openZone(zone);
    formats.set(zone, format);
  }
  if (format === null) return 0;
  const parts = Object.fromEntries(
    format.formatToParts(millis).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - millis) / 1000);
}

function openZone(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return null;
  }
}
