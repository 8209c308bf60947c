/** Moments and spans of time as every part of a card writes them. */

const UNITS: readonly [string, number][] = [
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
];

/** A span of time in its two largest units: `0.4s`, `42s`, `3m 20s`, `2h 04m`; a dash for no number. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '—';
  if (seconds < 0) return `−${formatDuration(-seconds)}`;
  if (seconds < 9.95) return `${Number(seconds.toFixed(1)) || (seconds && '<0.1')}s`;
  const whole = Math.round(seconds);
  const first = UNITS.findIndex(([, size]) => whole >= size);
  const [unit, size] = UNITS[first] ?? ['s', 1];
  const main = `${Math.floor(whole / size)}${unit}`;
  const smaller = UNITS[first + 1];
  if (smaller === undefined) return main;
  const rest = Math.floor((whole % size) / smaller[1]);
  return `${main} ${String(rest).padStart(2, '0')}${smaller[0]}`;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A moment in UTC, the same for every reader: `23 Nov 2026, 14:02 UTC`. Other text stays as it is. */
export function formatMoment(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const clock = time.toISOString().slice(11, 16);
  return `${time.getUTCDate()} ${MONTHS[time.getUTCMonth()]} ${time.getUTCFullYear()}, ${clock} UTC`;
}
