/** What a histogram shows, from its columns. */
import { seriesStyle } from '$kit/lib/color/palette';
import { formatNumber, formatShare } from '$kit/lib/format';
import { domainFor, extentOf } from '$kit/lib/scale/domain';
import { valueFormat } from '$kit/lib/scale/values';
import type { AxisSpec, Layout } from '$kit/parts/plot/layout';
import type { Stop, Stops } from '$kit/parts/plot/stops';
import type { HistogramNode } from './types';

export interface Group {
  name: string;
  count: number;
  bars: Float64Array;
}

export type HistogramOptions = Pick<
  HistogramNode,
  | 'x_label'
  | 'y_label'
  | 'x_scale'
  | 'y_scale'
  | 'normalize'
  | 'stack'
  | 'format'
  | 'unit'
  | 'weighted'
> & { zone?: string | undefined; dates?: boolean | undefined; time?: boolean | undefined };

export interface HistogramView {
  edges: Float64Array;
  groups: readonly Group[];
  /** Where the bars of each group start and end. */
  bars: readonly { from: Float64Array; to: Float64Array }[];
  colors: readonly string[];
  stacked: boolean;
  x: AxisSpec;
  y: AxisSpec;
  edgeText: (value: number) => string;
  barText: (value: number) => string;
  /** What a bar counts: "count". */
  what: string;
}

const WHAT = { share: 'share', density: 'density' };

export function histogramView(
  edges: Float64Array,
  groups: readonly Group[],
  options: HistogramOptions,
): HistogramView {
  const several = groups.length > 1;
  const stacked = options.stack !== false || !several;
  const ends = new Float64Array(Math.max(0, edges.length - 1));
  const bars = groups.map(({ bars: own }) => {
    if (!stacked) return { from: new Float64Array(own.length), to: own };
    const from = ends.slice();
    for (let i = 0; i < ends.length; i += 1) ends[i] = (ends[i] as number) + (own[i] as number);
    return { from, to: ends.slice() };
  });
  const yKind = options.y_scale ?? 'linear';
  const reached = extentOf(
    bars.map(({ to }) => to),
    yKind === 'log' ? 0 : -Infinity,
  );
  const kind = options.time === true ? 'time' : (options.x_scale ?? 'linear');
  const [low = 0, high = 1] = [edges[0], edges.at(-1)];
  const { normalize = 'count', weighted } = options;
  const what =
    normalize === 'count' ? (weighted === true ? 'sum of weights' : 'count') : WHAT[normalize];
  const logarithmic =
    reached && yKind === 'log' ? ([reached[0] / 2, reached[1]] as const) : reached;
  const unit = options.unit;
  return {
    edges,
    groups,
    bars,
    colors: several
      ? groups.map((_, i) => seriesStyle(i, groups.length).color)
      : ['var(--kit-right-7)'],
    stacked,
    x: {
      scale: kind,
      domain: roomFor(low, high, edges.length - 1, kind),
      label: [options.x_label, unit, options.zone].filter(Boolean).join(', ') || undefined,
      format: options.format,
      values: kind === 'linear' && edges.length <= FEW ? marksOf(edges) : undefined,
      zone: options.zone,
      dates: options.dates,
    },
    y: {
      scale: yKind,
      domain: domainFor(yKind, logarithmic, { zero: 'always' }),
      label: options.y_label ?? what,
      whole: normalize === 'count' && weighted !== true,
      format: normalize === 'share' ? '~%' : undefined,
    },
    edgeText: valueFormat(kind, [low, high], { ...options, dates: options.dates }),
    barText: (value) =>
      normalize === 'share'
        ? formatShare(value)
        : formatNumber(value, normalize === 'count' && weighted !== true ? ',d' : undefined),
    what,
  };
}

/** Edges of bins so few that each has its tick. */
const FEW = 7;

/** Few bins are named at their edges, where these are round; those of whole numbers in their middles. */
const marksOf = (edges: ArrayLike<number>): number[] | undefined => {
  const all = Array.from(edges);
  const whole = all.every((edge, i) => i === 0 || isWholeBin(all[i - 1] ?? 0, edge));
  if (whole) return all.slice(1).map((edge) => edge - 0.5);
  return all.every((edge) => Number(edge.toPrecision(3)) === edge) ? all : undefined;
};

const isWholeBin = (low: number, high: number) => high - low === 1 && Number.isInteger(low + 0.5);

/** Few bins do not fill the width: none is wider than a sixth of it. */
function roomFor(low: number, high: number, count: number, kind: string): [number, number] {
  const beyond =
    kind === 'log' ? 0 : ((high - low) / Math.max(1, count)) * Math.max(0, (6 - count) / 2);
  return [low - beyond, high + beyond];
}

/** The values of a bin: from its lower to its upper edge, or the one whole number in it. */
export function binText({ edges, edgeText, x }: HistogramView, index: number): string {
  const [low = 0, high = 0] = [edges[index], edges[index + 1]];
  const only = x.scale === 'linear' && isWholeBin(low, high);
  return only ? edgeText(low + 0.5) : `${edgeText(low)} to ${edgeText(high)}`;
}

/** One stop for each bin. */
export function binStops(view: HistogramView, { x, y, box }: Layout): Stops {
  const { edges, groups } = view;
  const count = Math.max(0, edges.length - 1);
  const middle = (index: number) => (x.at(edges[index] ?? 0) + x.at(edges[index + 1] ?? 0)) / 2;
  return {
    count,
    nearest(atX, atY) {
      if (atX < box.left || atX > box.right || atY < box.top - 8 || atY > box.bottom + 24) return;
      for (let i = 0; i < count; i += 1) if (atX <= x.at(edges[i + 1] ?? 0)) return i;
      return undefined;
    },
    place: middle,
    stop(index): Stop | undefined {
      const [low, high] = [edges[index], edges[index + 1]];
      if (low === undefined || high === undefined) return undefined;
      const several = groups.length > 1;
      const tops = view.bars.map(({ to }) => y.at(to[index] ?? 0)).filter(Number.isFinite);
      const [left, right] = [x.at(low), x.at(high)];
      return {
        at: { x: right, y: Math.min(box.bottom, ...tops) },
        title: binText(view, index),
        rows: groups.map(({ name, bars }, i) => ({
          name: several ? name : view.what,
          value: view.barText(bars[index] ?? 0),
          color: several ? view.colors[i] : undefined,
        })),
        dots: [],
        band: [
          [left, right],
          [box.top, box.bottom],
        ],
      };
    },
  };
}
