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
  /** Where its ticks are, in place of round numbers. */
  values?: readonly number[] | undefined;
  /** Time zone of its moments. */
  zone?: string | undefined;
  /** Whether its moments are days, without a time of day. */
  dates?: boolean | undefined;
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
  /** How long names on the x axis are that lie on a slope; 0 where they lie level. */
  slope: number;
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
export const LINE = 14;
/** The title of the x axis. */
const TITLE = 18;

/** What a plot of this height takes with the title of its x axis. */
export const heightOf = ({ label, hidden }: Pick<AxisSpec, 'label' | 'hidden'>, height: number) =>
  height + (label === undefined || hidden === true ? 0 : TITLE);
/** The days below the times of an axis take a line of their own. */
export const daysOf = ({ scale }: AxisSpec): number => (scale === 'time' ? LINE : 0);
/** A column as the title of an axis; one that nobody named is none. */
export const titleOf = (name: string | undefined) => (name === 'y' ? undefined : name);
/** Names at the left take at most this share of the width. */
const NAMES = 0.45;
/** An end of the x axis makes room for the half of a label, but not for more than this of it. */
const MOST_MOVED = 40;

/** The longest that a name on a slope is, and the closest that two of them are. */
const [LONGEST, CLOSEST] = [96, 14];
/** Of a name on a slope, this share is the height, and so is the width. */
export const SLOPE = Math.SQRT1_2;

/** Names without room side by side lie on a slope; of numbers and days, a few stand for all. */
function slopeOf({ names = [], hidden }: AxisSpec, width: number, measure: Measure): number {
  const step = width / names.length;
  const widest = Math.max(0, ...names.map((name) => measure(name, AXIS_SIZE)));
  const kinds = new Set(names.map((name) => name.replace(/[\d.,:\s−-]+/g, '')));
  const fits = widest + APART <= step || step < CLOSEST || 4 * kinds.size <= names.length;
  return hidden || fits ? 0 : Math.min(LONGEST, widest);
}

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
  // Titles and days do not shrink the picture.
  const inner = room.height + (room.top ?? 0);
  const slope = slopeOf(x, width, measure);
  const bottom = Math.max(top + 20, inner - (x.hidden === true ? 2 : 24) - slope * SLOPE);

  const yRange = y.scale === 'band' ? ([top, bottom] as const) : ([bottom, top] as const);
  const yScale = scaleOf(y, yRange);
  const yTicks =
    y.hidden === true
      ? []
      : yScale.kind === 'band'
        ? bandTicks(yScale)
        : ticksOf(yScale, (bottom - top) / TICK_HEIGHT, y);
  const named = yScale.kind === 'band';
  const widest = Math.max(
    room.left ?? 0,
    ...yTicks.map((tick) => widthOf(tick, named ? NAME_SIZE : AXIS_SIZE)),
  );
  const left = yTicks.length === 0 ? 0 : Math.min(widest, width * NAMES) + (named ? 12 : 9);
  const right = Math.max(left + 20, width - Math.max(room.right ?? 0, 2));
  const attempt = (start: number, end: number) => {
    const scale = scaleOf(x, [start, end]);
    if (x.hidden === true) return { scale, ticks: [] };
    if (slope > 0 && scale.kind === 'band') return { scale, ticks: bandTicks(scale) };
    return { scale, ticks: xTicksOf(x, scale, widthOf, width) };
  };
  // The outer labels are centered on their ticks, and must not leave the plot.
  let placed = attempt(left, right);
  const over = (tick: Tick | undefined, from: (place: number) => number) =>
    tick === undefined
      ? 0
      : Math.min(MOST_MOVED, Math.max(0, widthOf(tick) / 2 - from(placed.scale.at(tick.value))));
  const before = over(placed.ticks[0], (place) => place);
  const behind = over(placed.ticks.at(-1), (place) => width - place);
  if (slope === 0 && before + behind > 0) placed = attempt(left + before, right - behind);
  const [start, end] = placed.scale.range;
  const days = placed.ticks.some(({ second }) => second !== undefined) ? LINE : 0;
  return {
    width,
    height: inner + heightOf(x, 0) + days,
    box: { left: start, top, right: end, bottom },
    x: placed.scale,
    y: yScale,
    xTicks: placed.ticks,
    yTicks,
    xSpec: x,
    ySpec: y,
    slope,
  };
}

/** Where the middle of a label is that belongs to a place: near an end, inside of the plot. */
export const middleOf = (place: number, wide: number, width: number): number =>
  Math.max(wide / 2, Math.min(width - wide / 2, place));

function xTicksOf(
  spec: AxisSpec,
  scale: Scale,
  widthOf: (tick: Tick) => number,
  width: number,
): Tick[] {
  const [start, end] = scale.range;
  const at = (tick: Tick) => middleOf(scale.at(tick.value), widthOf(tick), width);
  const fits = (ticks: readonly Tick[]) =>
    ticks.every((tick, i) => {
      const next = ticks[i + 1];
      return (
        next === undefined || at(next) - at(tick) >= (widthOf(tick) + widthOf(next)) / 2 + APART
      );
    });
  if (scale.kind === 'band') return thinOut(bandTicks(scale), fits);
  if (spec.values) {
    return ticksOf(scale, 0, spec).reduce<Tick[]>((some, tick) => {
      const more = [...some, tick];
      return fits(more) ? more : some;
    }, []);
  }
  let ticks: Tick[] = [];
  for (let gaps = Math.max(1, (end - start) / TICK_WIDTH); gaps > 0.05; gaps *= 0.8) {
    const fewer = ticksOf(scale, gaps, spec);
    // One tick alone says no distance: every second or third of those that stand too close does.
    const some = fewer.length < 2 ? thinOut(ticks, fits) : [];
    ticks = some.length > fewer.length ? some : fewer;
    if (fits(ticks)) break;
  }
  return spec.whole === true && scale.kind === 'linear'
    ? withEnds(ticks, scale, spec, fits)
    : ticks;
}

/** An end of an axis is named, too, this share of the way from one tick to the next away from any. */
const FAR = 0.7;

/** The first and the last whole number too, where there is room: epochs 1 to 60, not 10 to 60. */
function withEnds(
  ticks: Tick[],
  { domain }: Continuous,
  { format = ',d' }: AxisSpec,
  fits: (ticks: readonly Tick[]) => boolean,
): Tick[] {
  const far = FAR * ((ticks[1]?.value ?? 0) - (ticks[0]?.value ?? 0));
  return domain.reduce((some, value) => {
    const near = some.some((tick) => Math.abs(tick.value - value) <= Math.max(0, far));
    if (near || !Number.isInteger(value) || Math.abs(value) >= 1e6) return some;
    const more = [...some, { value, text: formatNumber(value, format) }];
    more.sort((a, b) => a.value - b.value);
    return fits(more) ? more : some;
  }, ticks);
}

/** Every second, third, ... tick, until they stand apart. */
function thinOut(ticks: Tick[], fits: (ticks: readonly Tick[]) => boolean): Tick[] {
  for (let every = 1; every < ticks.length; every += 1) {
    const some = everySo(ticks, every);
    if (fits(some)) return some;
  }
  return ticks.slice(0, 1);
}

/** The day that a tick left out began stands below the next one that is kept. */
function everySo(ticks: readonly Tick[], many: number): Tick[] {
  let second: string | undefined;
  return ticks.flatMap((tick, i) => {
    second = tick.second ?? second;
    if (i % many !== 0) return [];
    const kept = second === undefined ? tick : { ...tick, second };
    second = undefined;
    return [kept];
  });
}
