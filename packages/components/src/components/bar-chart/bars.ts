/** What a bar chart shows, from its columns: where bars start and end, and how their values read. */
import { seriesStyle } from '$kit/lib/color/palette';
import type { Interval } from '$kit/lib/scale/continuous';
import { domainFor, extentOf } from '$kit/lib/scale/domain';
import { formatColumn, formatNumber, withUnit } from '$kit/lib/format';
import { isWhole } from '$kit/lib/scale/values';
import type { Num } from '$kit/wire/node';
import { titleOf, type AxisSpec } from '$kit/parts/plot/layout';
import type { PlotScale } from '$kit/parts/plot/types';

export interface Series {
  name: string;
  values: ArrayLike<number>;
}

export interface BarOptions {
  y_label?: string | undefined;
  y_scale?: PlotScale | undefined;
  stack?: boolean | 'normalize' | undefined;
  format?: string | undefined;
  unit?: string | undefined;
}

/** A bar as it is drawn. */
export interface Bar {
  at: number;
  from: number;
  to: number;
  /** Whether it is the far end of its stack. */
  end: boolean;
}

export interface BarView {
  names: readonly string[];
  series: readonly Series[];
  colors: readonly string[];
  /** The bars of each series. */
  bars: readonly (readonly Bar[])[];
  /** Whether series stand side by side. */
  grouped: boolean;
  /** The axis of the values. */
  values: AxisSpec;
  /** The values of each series as text: all of them with the same decimals. */
  texts: readonly (readonly string[])[];
  /** The far end of all bars at a place, and their sum. */
  totals: readonly { to: number; text: string }[];
  /** Whether bars are shares of a whole. */
  shares: boolean;
  /** Whether a stack has bars on both sides of 0, so that its sum is no end of it. */
  mixed: boolean;
}

/** So many values at most are told apart by their digits. */
const MOST_APART = 40;

export function barView(
  names: readonly string[],
  series: readonly Series[],
  rules: readonly { y?: number | undefined }[],
  options: BarOptions,
  level = false,
): BarView {
  const several = series.length > 1;
  const grouped = several && options.stack === false;
  const shares = several && options.stack === 'normalize';
  const bars = grouped || !several ? sideBySide(names, series) : stacked(names, series, shares);
  const kind = options.y_scale ?? 'linear';
  const reached = bars.flatMap((some) => some.flatMap(({ from, to }) => [from, to]));
  const marked = rules.flatMap(({ y }) => (y === undefined ? [] : [y]));
  const found = extentOf([[...reached, ...marked]], kind === 'log' ? 0 : -Infinity);
  // Of the least value there is something to be seen, too.
  const extent = found && kind === 'log' ? ([found[0] / 2, found[1]] as const) : found;
  const whole = series.every(({ values }) => isWhole(values));
  const texts = series.map(({ values }) =>
    Array.from({ length: names.length }, (_, at) => values[at]),
  );
  const sums = names.map((_, at) => sumOf(texts.map((values) => values[at] ?? Number.NaN)));
  const { format, unit } = options;
  const shown = [...(several ? texts.flat() : []), ...sums].map(asNum);
  // Of many bars some always are nearly alike, and their heights tell it.
  const written =
    shown.length > MOST_APART
      ? shown.map((value) => formatNumber(value, format, unit))
      : formatColumn(shown, format, unit).map((text) => withUnit(text, unit));
  /** Of level bars the values are written at their ends, without an axis. */
  const own = several || level ? undefined : titleOf(series[0]?.name);
  return {
    names,
    series,
    colors: several
      ? series.map((_, i) => seriesStyle(i, series.length).color)
      : ['var(--kit-right-7)'],
    bars,
    grouped,
    values: {
      scale: kind,
      domain: shares
        ? [0, 1]
        : domainFor(kind, level ? extent : roomBelow(extent), { zero: 'always', nice: !level }),
      label:
        [options.y_label ?? own, shares ? undefined : options.unit].filter(Boolean).join(', ') ||
        undefined,
      format: shares ? '.0%' : options.format,
      whole: whole && !shares,
    },
    texts: several
      ? series.map((_, i) => written.slice(i * names.length, (i + 1) * names.length))
      : [written],
    totals: written.slice(-names.length || written.length).map((text, at) => ({
      to: endOf(bars.map((some) => some[at]?.to ?? Number.NaN)),
      text,
    })),
    shares,
    mixed:
      several &&
      !grouped &&
      texts[0]?.some((_, at) => {
        const own = texts.map((values) => values[at] ?? 0);
        return Math.min(...own) < 0 && Math.max(...own) > 0;
      }) === true,
  };
}

/** The values of bars below 0 stand between them and the names. */
const roomBelow = (extent: Interval | undefined): Interval | undefined =>
  extent && extent[0] < 0 ? [extent[0] * 1.15, extent[1]] : extent;

function sideBySide(names: readonly string[], series: readonly Series[]): Bar[][] {
  return series.map(({ values }) =>
    names.map((_, at) => ({ at, from: 0, to: values[at] ?? Number.NaN, end: true })),
  );
}

/** Values above 0 are stacked upwards, those below 0 downwards. */
function stacked(names: readonly string[], series: readonly Series[], shares: boolean): Bar[][] {
  const bars: Bar[][] = series.map(() => []);
  names.forEach((_, at) => {
    const sizes = series.map(({ values }) => values[at] ?? Number.NaN);
    const known = sizes.filter(Number.isFinite);
    const whole = shares ? known.reduce((sum, size) => sum + Math.abs(size), 0) || 1 : 1;
    const ends = [0, 0];
    const last = [-1, -1];
    sizes.forEach((size, i) => {
      const side = size < 0 ? 1 : 0;
      const from = ends[side] ?? 0;
      const to = from + size / whole;
      bars[i]?.push({ at, from, to, end: false });
      if (!Number.isFinite(to)) return;
      ends[side] = to;
      if (size !== 0) last[side] = i;
    });
    for (const i of last) {
      const bar = bars[i]?.at(-1);
      if (bar !== undefined) bar.end = true;
    }
  });
  return bars;
}

const asNum = (value: number | undefined): Num =>
  value === undefined || Number.isNaN(value) ? null : value;

function sumOf(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0);
}

/** The far end of bars on one side of 0: above it, if there are any. */
function endOf(ends: readonly number[]): number {
  const known = ends.filter(Number.isFinite);
  return Math.max(0, ...known) || Math.min(0, ...known);
}
