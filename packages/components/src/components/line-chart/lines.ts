/** What a line chart shows, from its columns: scales, styles, and the values under the rule. */
import { seriesStyle } from '$kit/lib/color/palette';
import type { Interval } from '$kit/lib/scale/continuous';
import { domainFor, extentFor } from '$kit/lib/scale/domain';
import { placeOf } from '$kit/lib/scale/steps';
import { isWhole, valueFormat } from '$kit/lib/scale/values';
import { ruleEnds, type End } from '$kit/parts/plot/ends';
import { titleOf, type AxisSpec, type Layout } from '$kit/parts/plot/layout';
import type { Column } from '$kit/parts/plot/path';
import type { Mark } from '$kit/parts/plot/rules';
import type { Stop, StopRow, Stops } from '$kit/parts/plot/stops';
import type { PlotScale } from '$kit/parts/plot/types';

export interface Line {
  name: string;
  x: Column;
  y: Column;
  lower?: Column | undefined;
  upper?: Column | undefined;
}

export interface LineStyle {
  color: string;
  dash: string | undefined;
}

/** What the x axis is made of, beside its numbers. */
export interface Places {
  /** Names of a x axis of names, whose places are their numbers. */
  names?: readonly string[] | undefined;
  zone?: string | undefined;
  /** Whether moments are days, without a time of day. */
  dates?: boolean;
}

export interface LineView {
  x: AxisSpec;
  y: AxisSpec;
  lines: readonly Line[];
  styles: readonly LineStyle[];
  /** In which order they are drawn: the gray ones below. */
  order: readonly number[];
  /** Whether there is anything to draw. */
  seen: boolean;
  /** Values and places as text. */
  valueText: (value: number) => string;
  placeText: (place: number) => string;
  /** What a number on the x axis counts: "epoch". */
  placeName: string | undefined;
}

export interface LineOptions {
  x_label?: string | undefined;
  y_label?: string | undefined;
  x_scale?: PlotScale | undefined;
  y_scale?: PlotScale | undefined;
  format?: string | undefined;
  unit?: string | undefined;
}

/** The longest that one line with dots may be: each point is seen. */
const DOTTED = 40;
const MOST_ROWS = 10;
/** So many lines are named at their ends, where there is room. */
export const MOST_ENDS = 4;
const NEAR = 6;

const isPresent = (column: Column | undefined): column is Column => column !== undefined;

export function lineView(
  lines: readonly Line[],
  places: Places,
  options: LineOptions,
  rules: readonly Mark[],
  part?: Interval,
): LineView {
  const kind = options.x_scale ?? 'linear';
  const xs = [...new Set(lines.map(({ x }) => x))];
  const whole = xs.every(isWhole);
  const marked = (values: readonly (number | undefined)[]) => values.map((v) => v ?? Number.NaN);
  const covered = domainFor(kind, extentFor(kind, [...xs, marked(rules.map(({ x }) => x))]), {
    zero: 'never',
    nice: kind === 'log',
  });
  const domain = part ?? covered;
  const yKind = options.y_scale ?? 'linear';
  const columns = lines.flatMap(({ x, y, lower, upper }) =>
    [y, lower, upper].filter(isPresent).map((column) => within(x, column, part)),
  );
  const extent = extentFor(yKind, [...columns, marked(rules.map(({ y }) => y))]);
  const yDomain = domainFor(yKind, extent);
  const integers = columns.every(isWhole);
  const styles = lines.map((_, i) => seriesStyle(i, lines.length));
  const own = lines.length === 1 ? titleOf(lines[0]?.name) : undefined;
  return {
    x: {
      ...(places.names === undefined
        ? { scale: kind, domain, whole }
        : { scale: 'band', names: places.names, limits: { gap: 0 } }),
      label: [options.x_label, places.zone].filter(Boolean).join(', ') || undefined,
      zone: places.zone,
      dates: places.dates,
    },
    y: {
      scale: yKind,
      domain: yDomain,
      label: [options.y_label ?? own, options.unit].filter(Boolean).join(', ') || undefined,
      format: options.format,
      whole: integers,
    },
    lines,
    seen: extent !== undefined,
    styles,
    order: lines.map((_, i) => i).reverse(),
    valueText: valueFormat(yKind, extent ?? yDomain, { ...options, whole: integers }),
    placeName: kind === 'time' || places.names ? undefined : options.x_label,
    placeText: places.names
      ? (place) => places.names?.[place] ?? ''
      : valueFormat(kind, domain, {
          whole,
          zone: places.zone,
          dates: places.dates,
        }),
  };
}

/** The names at the ends of the lines; nothing where there are too many, or no room for them. */
export function endsOf({ lines, styles, y }: LineView, width: number): End[] | undefined {
  if (lines.length < 2 || lines.length > MOST_ENDS || !fitBeside(lines, width)) return undefined;
  return lines.flatMap((line, i) => {
    const last = lastOf(line, y.scale === 'log' ? 0 : -Infinity);
    return last === undefined
      ? []
      : [{ name: line.name, y: last.y, color: styles[i]?.color ?? '' }];
  });
}

/** The words of level rules, where they have room beside the box. */
export function ruleEndsOf(rules: readonly Mark[], width: number): End[] {
  const named = ruleEnds(rules);
  return fitBeside(named, width) ? named : [];
}

const fitBeside = (named: readonly { name: string }[], width: number): boolean =>
  Math.max(0, ...named.map(({ name }) => name.length)) * 7 <= width * 0.3;

/** The values over a part of the x axis, so that a look at it fills the height. */
function within(x: Column, values: Column, part: Interval | undefined): Column {
  if (part === undefined) return values;
  const [low, high] = part;
  return Float64Array.from(values, (value, i) => {
    const place = x[i] as number;
    return place >= low && place <= high ? value : Number.NaN;
  });
}

/** Whether the points of a line are drawn as dots too: few of them, or one. */
export const isDotted = ({ y }: Line, width: number): boolean =>
  y.length <= DOTTED && width / Math.max(1, y.length) > 12;

/** The last value that a line has; nothing for a line without any. */
export function lastOf({ x, y }: Line, above = -Infinity): { x: number; y: number } | undefined {
  for (let i = y.length - 1; i >= 0; i -= 1) {
    const value = y[i] as number;
    if (value - value === 0 && value > above) return { x: x[i] as number, y: value };
  }
  return undefined;
}

/** The hover rule stops at each place that a line has a point at. */
export function lineStops(view: LineView, layout: Layout): Stops {
  const { lines } = view;
  let places: Float64Array | undefined;
  const sorted = () => (places ??= distinctPlaces(lines));
  const { x: atX, box } = layout;
  const indexOf = lines.map(({ x }) => finder(x));
  return {
    get count() {
      return sorted().length;
    },
    nearest(x, y) {
      if (x < box.left - 12 || x > box.right + 12 || y < box.top - 28 || y > layout.height) return;
      return nearestPlace(sorted(), atX, x);
    },
    place: (index) => atX.at(sorted()[index] ?? 0),
    stop: (index) => lineStopAt(view, layout, indexOf, sorted()[index]),
  };
}

function nearestPlace(places: Float64Array, scale: Layout['x'], at: number): number | undefined {
  if (places.length === 0) return undefined;
  const after = placeOf(places, scale.invert(at));
  const last = places.length - 1;
  if (after > last) return last;
  if (after === 0) return 0;
  const distance = (index: number) => Math.abs(scale.at(places[index] ?? 0) - at);
  return distance(after - 1) <= distance(after) ? after - 1 : after;
}

/** Every place of every line, once, from left to right. */
function distinctPlaces(lines: readonly Line[]): Float64Array {
  const columns = [...new Set(lines.map(({ x }) => x))];
  const all = new Float64Array(columns.reduce((sum, column) => sum + column.length, 0));
  let count = 0;
  for (const column of columns) {
    for (let i = 0; i < column.length; i += 1) {
      const place = column[i] as number;
      if (place - place === 0) all[count++] = place;
    }
  }
  const sorted = all.subarray(0, count).sort();
  let kept = 0;
  for (let i = 0; i < count; i += 1) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[kept++] = sorted[i] ?? 0;
  }
  return sorted.subarray(0, kept);
}

type Finder = (place: number) => number;

/** The index of the point nearest to a place; quick where the places ascend. */
function finder(x: Column): Finder {
  let ascending: boolean | undefined;
  return (place) => {
    ascending ??= isAscending(x);
    if (!ascending) {
      let best = 0;
      for (let i = 1; i < x.length; i += 1) {
        if (Math.abs((x[i] as number) - place) < Math.abs((x[best] as number) - place)) best = i;
      }
      return best;
    }
    const after = Math.min(placeOf(x, place), x.length - 1);
    const before = Math.max(0, after - 1);
    return place - (x[before] as number) < (x[after] as number) - place ? before : after;
  };
}

function isAscending(x: Column): boolean {
  for (let i = 1; i < x.length; i += 1)
    if (!((x[i] as number) >= (x[i - 1] as number))) return false;
  return true;
}

function lineStopAt(
  view: LineView,
  { x: atX, y: atY, box }: Layout,
  indexOf: readonly Finder[],
  place: number | undefined,
): Stop | undefined {
  if (place === undefined) return undefined;
  const at = atX.at(place);
  const found = view.lines.flatMap((line, i) => {
    if (line.x.length === 0) return [];
    const index = indexOf[i]?.(place) ?? 0;
    const own = line.x[index] as number;
    // A line without a point here tells its nearest one, if that is as good as here.
    if (own !== place && !(Math.abs(atX.at(own) - at) <= NEAR)) return [];
    const value = line.y[index] as number;
    const text = view.valueText(value);
    return [{ i, line, own, value, index, text, y: atY.at(value), x: atX.at(own) }];
  });
  found.sort((a, b) => b.value - a.value || a.i - b.i);
  const rows = found.map(({ i, line, own, index, text }): StopRow => {
    const range =
      line.lower && line.upper
        ? ` (${view.valueText(line.lower[index] as number)} to ${view.valueText(line.upper[index] as number)})`
        : '';
    const elsewhere = own === place ? '' : ` at ${view.placeText(own)}`;
    return { name: line.name, value: text + range + elsewhere, ...view.styles[i] };
  });
  const dots = found
    .filter(({ y }) => y - y === 0)
    .map(({ i, x, y }) => ({ x, y, color: view.styles[i]?.color ?? '' }));
  const middle = dots.reduce((sum, { y }) => sum + y, 0) / Math.max(1, dots.length);
  const left = rows.length - MOST_ROWS;
  return {
    at: { x: at, y: dots.length > 0 ? middle : (box.top + box.bottom) / 2 },
    title: [view.placeName, view.placeText(place)].filter(Boolean).join(' '),
    rows: left > 1 ? rows.slice(0, MOST_ROWS) : rows,
    more: left > 1 ? `and ${left} more` : undefined,
    dots,
    rule: true,
  };
}
