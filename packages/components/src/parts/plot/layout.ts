/** How the room of a plot is divided: scales, ticks that fit, and margins that their texts need. */
import { band, type Band, type BandLimits } from '$kit/lib/scale/band';
import {
  continuous,
  type Continuous,
  type ContinuousKind,
  type Interval,
} from '$kit/lib/scale/continuous';
import { ticksOf, type Tick } from '$kit/lib/scale/ticks';
import { formatNumber } from '$kit/lib/format';
import type { Measure } from './measure';

/** One axis as a chart asks for it. */
export interface AxisSpec {
  scale: ContinuousKind | 'band';
  /** What a continuous scale covers. */
  domain?: Interval;
  /** The names of a band scale. */
  names?: readonly string[];
  limits?: BandLimits;
  /** Title of the axis. */
  label?: string | undefined;
  /** d3-format specifier of its numbers. */
  format?: string | undefined;
  /** Only whole numbers are ticks, and the ends are, as for epochs. */
  whole?: boolean | undefined;
  /** Time zone of its moments. */
  zone?: string | undefined;
  /** No ticks and no room for them. */
  hidden?: boolean;
}

export type Scale = Continuous | Band;

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Layout {
  width: number;
  height: number;
  /** Where the data stand. */
  box: Box;
  x: Scale;
  y: Scale;
  xTicks: readonly Tick[];
  yTicks: readonly Tick[];
  xSpec: AxisSpec;
  ySpec: AxisSpec;
}

export interface Room {
  width: number;
  height: number;
  /** What names take at the left at least, so that plots below each other start at one place. */
  left?: number;
  /** What marks need beside the box: names at line ends at the right, words of rules on top. */
  right?: number;
  top?: number;
  measure: Measure;
}

export const AXIS_SIZE = 11.5;
export const NAME_SIZE = 12.5;
const TICK_WIDTH = 90;
const TICK_HEIGHT = 45;
/** Between two labels of one axis. */
const APART = 10;
const LINE = 14;
/** The title of the x axis. */
const TITLE = 18;

/** What a plot of this height takes with the title of its x axis. */
export const heightOf = ({ label, hidden }: Pick<AxisSpec, 'label' | 'hidden'>, height: number) =>
  height + (label === undefined || hidden === true ? 0 : TITLE);
/** The days below the times of an axis take a line of their own. */
export const daysOf = ({ scale }: AxisSpec): number => (scale === 'time' ? LINE : 0);
/** Names at the left take at most this share of the width. */
const NAMES = 0.45;

function scaleOf(spec: AxisSpec, range: readonly [number, number]): Scale {
  if (spec.scale === 'band') return band(spec.names ?? [], range, spec.limits);
  return continuous(spec.scale, spec.domain ?? [0, 1], range);
}

const bandTicks = ({ names }: Band): Tick[] => names.map((text, value) => ({ value, text }));

export function layoutOf(x: AxisSpec, y: AxisSpec, room: Room): Layout {
  const { width, measure } = room;
  const widthOf = (tick: Tick, size = AXIS_SIZE) =>
    Math.max(measure(tick.text, size), measure(tick.second ?? '', size));

  const top = (y.label === undefined ? 8 : 28) + (room.top ?? 0);
  const days = daysOf(x);
  const below = x.hidden === true ? 2 : 24 + days;
  const titled = heightOf(x, 0);
  // Titles and days do not shrink the picture.
  const height = room.height + titled + days + (room.top ?? 0);
  const bottom = Math.max(top + 20, height - below - titled);

  const yRange = y.scale === 'band' ? ([top, bottom] as const) : ([bottom, top] as const);
  const yScale = scaleOf(y, yRange);
  const yTicks =
    y.hidden === true
      ? []
      : yScale.kind === 'band'
        ? bandTicks(yScale)
        : ticksOf(yScale, Math.max(2, (bottom - top) / TICK_HEIGHT + 1), y);
  const named = yScale.kind === 'band';
  const widest = Math.max(
    room.left ?? 0,
    ...yTicks.map((tick) => widthOf(tick, named ? NAME_SIZE : AXIS_SIZE)),
  );
  const left = yTicks.length === 0 ? 2 : Math.min(widest, width * NAMES) + (named ? 12 : 9);

  const right = Math.max(left + 20, width - Math.max(room.right ?? 0, 2));
  const whole = { left, top, right, bottom };
  if (x.hidden === true) {
    const xScale = scaleOf(x, [left, right]);
    return {
      width,
      height,
      box: whole,
      x: xScale,
      y: yScale,
      xTicks: [],
      yTicks,
      xSpec: x,
      ySpec: y,
    };
  }
  const attempt = (end: number) => {
    const scale = scaleOf(x, [left, end]);
    return { scale, ticks: xTicksOf(x, scale, widthOf) };
  };
  // The last label is centered on its tick, and must not leave the plot.
  let placed = attempt(right);
  const last = placed.ticks.at(-1);
  const over = last === undefined ? 0 : placed.scale.at(last.value) + widthOf(last) / 2 - width;
  if (over > 0) placed = attempt(right - over - 1);
  const box = { left, top, right: placed.scale.range[1], bottom };
  return {
    width,
    height,
    box,
    x: placed.scale,
    y: yScale,
    xTicks: placed.ticks,
    yTicks,
    xSpec: x,
    ySpec: y,
  };
}

function xTicksOf(spec: AxisSpec, scale: Scale, widthOf: (tick: Tick) => number): Tick[] {
  const [start, end] = scale.range;
  const fits = (ticks: readonly Tick[]) =>
    ticks.every((tick, i) => {
      const next = ticks[i + 1];
      if (next === undefined) return true;
      const apart = scale.at(next.value) - scale.at(tick.value);
      return apart >= (widthOf(tick) + widthOf(next)) / 2 + APART;
    });
  if (scale.kind === 'band') return thinOut(bandTicks(scale), fits);
  let ticks: Tick[] = [];
  for (let most = Math.max(2, Math.floor((end - start) / TICK_WIDTH) + 1); most > 0; most -= 1) {
    ticks = ticksOf(scale, most, spec);
    if (fits(ticks)) break;
  }
  return spec.whole === true && scale.kind === 'linear'
    ? withEnds(ticks, scale, spec, fits)
    : ticks;
}

/** The first and the last whole number too, where there is room: epochs 1 to 60, not 10 to 60. */
function withEnds(
  ticks: Tick[],
  { domain }: Continuous,
  { format = ',d' }: AxisSpec,
  fits: (ticks: readonly Tick[]) => boolean,
): Tick[] {
  return domain.reduce((some, value) => {
    const known = some.some((tick) => tick.value === value);
    if (known || !Number.isInteger(value) || Math.abs(value) >= 1e6) return some;
    const more = [...some, { value, text: formatNumber(value, format) }];
    more.sort((a, b) => a.value - b.value);
    return fits(more) ? more : some;
  }, ticks);
}

/** Every second, third, ... name, until they stand apart. */
function thinOut(ticks: Tick[], fits: (ticks: readonly Tick[]) => boolean): Tick[] {
  for (let every = 1; every < ticks.length; every += 1) {
    const some = ticks.filter((_, i) => i % every === 0);
    if (fits(some)) return some;
  }
  return ticks.slice(0, 1);
}
