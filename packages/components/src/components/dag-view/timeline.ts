/** The steps of a run in time. */
import { formatDuration } from '$kit/lib/time';
import type { LegendItem } from '$kit/parts/legend';
import type { Box } from './boxes';
import type { DagStatus, DagTaskStatus } from './types';

export interface Bar {
  /** Shares of the time that is shown. */
  left: number;
  width: number;
  status: DagTaskStatus | DagStatus;
  /** Whether the run waited for it. */
  critical: boolean;
}

export interface TimeRow {
  name: string;
  label: string;
  time: string;
  bars: Bar[];
  /** Where the words stand: after the last bar, before the first where there is no room, or below. */
  words: { at: number; side: 'after' | 'before' | 'below'; top: number };
}

export interface Timeline {
  rows: TimeRow[];
  ticks: { at: number; label: string }[];
  /** Where the moment of the card is, while the run goes on. */
  now?: number;
}

const STEPS = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400,
];
const CHARACTER = 6.8;
const MORE_STEPS = [21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000];

export function timelineOf(
  boxes: Iterable<Box>,
  options: {
    elapsed: number;
    started: string | undefined;
    critical: ReadonlySet<string>;
    /** Width of the axis, for labels that do not collide. */
    width: number;
  },
): Timeline {
  const { elapsed, critical } = options;
  const step = tickStepFor(elapsed, options.width);
  const length = Math.max(step, Math.ceil((elapsed * 1.001) / step) * step);
  const share = (seconds: number) => Math.max(0, Math.min(1, seconds / length));
  const rows: TimeRow[] = [];
  let running = false;
  for (const { name, step: one, members } of boxes) {
    if (one.start === undefined || one.duration === undefined) continue;
    const isCritical =
      critical.has(name) || (members?.some((item) => critical.has(item.name)) ?? false);
    const spans =
      one.spans !== undefined && one.spans.length > 1
        ? one.spans
        : [{ start: one.start, duration: one.duration, status: one.status ?? 'done' }];
    running ||= one.status === 'running';
    const ends = spans.map(({ start, duration = 0 }) => start + duration);
    const last = ends.indexOf(Math.max(...ends));
    const words = wordsPlace(share(one.start), share(one.start + one.duration));
    const line = words.side === 'after' ? last : 0;
    rows.push({
      name,
      label: one.name,
      time: `${one.status === 'unknown' ? 'at least ' : ''}${formatDuration(one.duration)}`,
      words: { ...words, top: Math.max(-3, Math.min(line * 6 - 5, spans.length * 6 - 15)) },
      bars: spans.map(({ start, duration = 0, status }) => ({
        left: share(start),
        width: share(start + duration) - share(start),
        status,
        critical: isCritical,
      })),
    });
  }
  const ticks = [];
  for (let at = 0, i = 0; at <= length * 1.0001 && i < 100; at += step, i += 1) {
    ticks.push({ at: at / length, label: i === 0 ? clock(options.started) : `+${tickText(at)}` });
  }
  return { rows, ticks, ...(running ? { now: share(elapsed) } : {}) };
}

/** A round step whose labels stand apart. */
function tickStepFor(elapsed: number, width: number): number {
  const fits = (step: number) => {
    const count = Math.max(1, Math.ceil(elapsed / step));
    const widest = Math.max(6, ...[1, 2, 3, count].map((n) => tickText(n * step).length + 1));
    return width / count > widest * CHARACTER * 1.5 + 8;
  };
  return [...STEPS, ...MORE_STEPS].find(fits) ?? Math.max(elapsed / 2, 0.1);
}

function wordsPlace(start: number, end: number): Omit<TimeRow['words'], 'top'> {
  if (end <= 0.86) return { at: end, side: 'after' };
  return start >= 0.12 ? { at: start, side: 'before' } : { at: end, side: 'below' };
}

const tickText = (seconds: number) =>
  formatDuration(seconds)
    .replace(/ 0+[a-z]$/, '')
    .replace(/([a-z])/g, ' $1')
    .replace(/ {2}/g, ' ')
    .trim();

function clock(started: string | undefined): string {
  const time = new Date(started ?? '');
  return Number.isNaN(time.getTime()) ? '0' : time.toISOString().slice(11, 16);
}

/** What the colors of the bars mean, of those that are there. */
export function legendOf(rows: readonly TimeRow[]): LegendItem[] {
  const bars = rows.flatMap((row) => row.bars);
  const has = (...statuses: string[]) => bars.some(({ status }) => statuses.includes(status));
  const items: [boolean, string, string][] = [
    [bars.some(({ critical }) => critical), 'on the critical path', 'ink-2'],
    [bars.some(({ status, critical }) => status === 'done' && !critical), 'done', 'mark'],
    [has('running'), 'running', 'accent'],
    [has('failed'), 'failed', 'bad'],
    [has('caught', 'unknown'), 'caught, or end not known', 'warn'],
  ];
  return items.flatMap(([shown, label, token]) =>
    shown ? [{ label, color: `var(--kit-${token})` }] : [],
  );
}
