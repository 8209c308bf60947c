/** Moments in time zones: how far the clocks of a zone are from UTC, and a moment as text. */

const MINUTE = 60_000;
const FIXED = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$/;

const clocks = new Map<string, (moment: number) => number>();

/** How many milliseconds the clocks of a zone are ahead of UTC at a moment; 0 for an unknown zone. */
export function offsetOf(zone: string | undefined, moment: number): number {
  if (zone === undefined || /^(utc|gmt|z|etc\/utc)$/i.test(zone) || !Number.isFinite(moment))
    return 0;
  let clock = clocks.get(zone);
  if (clock === undefined) clocks.set(zone, (clock = clockOf(zone)));
  return clock(moment);
}

function clockOf(zone: string): (moment: number) => number {
  const fixed = FIXED.exec(zone);
  if (fixed !== null) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3] ?? 0);
    return () => (fixed[1] === '-' ? -minutes : minutes) * MINUTE;
  }
  try {
    const options = { timeZone: zone, hourCycle: 'h23', era: 'short' } as const;
    const numbers = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;
    const format = new Intl.DateTimeFormat('en-US', {
      ...options,
      ...Object.fromEntries(numbers.map((name) => [name, 'numeric'])),
    });
    return (moment) => {
      const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
      const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers.map((name) =>
        Number(parts.get(name)),
      );
      const signed = parts.get('era') === 'BC' ? 1 - year : year;
      const clock = Date.UTC(signed, month - 1, day, hour, minute, second);
      return clock - Math.floor(moment / 1000) * 1000;
    };
  } catch {
    return () => 0;
  }
}

/** The moment at which the clocks of a zone show this time, given as if they showed UTC. */
export function momentAt(wall: number, zone: string | undefined): number {
  const guess = wall - offsetOf(zone, wall);
  return wall - offsetOf(zone, guess);
}

export const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const two = (value: number) => String(value).padStart(2, '0');

export const dayText = (date: Date) => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`;
export const clockText = (date: Date) => `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
export const secondText = (date: Date) => `${clockText(date)}:${two(date.getUTCSeconds())}`;
export const fractionText = (date: Date) =>
  `${secondText(date)}.${String(date.getUTCMilliseconds()).padStart(3, '0')}`;

export type Precision = 'day' | 'minute' | 'second' | 'millisecond';

/** A moment as text: `23 Nov 2026, 14:02 UTC`; one without a zone has none behind it. */
export function formatMoment(
  moment: number,
  zone?: string,
  precision: Precision = 'minute',
): string {
  const date = new Date(moment + offsetOf(zone, moment));
  if (Number.isNaN(date.getTime())) return '—';
  const day = `${dayText(date)} ${date.getUTCFullYear()}`;
  if (precision === 'day') return day;
  const write = { minute: clockText, second: secondText, millisecond: fractionText }[precision];
  return `${day}, ${write(date)}${zone === undefined ? '' : ` ${zoneText(zone, moment)}`}`;
}

/** A zone as it stands behind a time: `UTC`, `UTC+1`, `UTC−3:30`. */
export function zoneText(zone: string, moment: number): string {
  const minutes = Math.round(offsetOf(zone, moment) / MINUTE);
  if (minutes === 0) return 'UTC';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${two(rest)}`}`;
}
