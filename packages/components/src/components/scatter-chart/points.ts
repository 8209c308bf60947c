/** What a scatter chart shows, from its columns. */
import { CATEGORIES, seriesStyle } from '$kit/lib/color/palette';
import { ramp } from '$kit/lib/color/ramp';
import { domainFor, extentFor, extentOf } from '$kit/lib/scale/domain';
import type { Interval } from '$kit/lib/scale/continuous';
import { MISSING } from '$kit/lib/format';
import { isWhole, valueFormat } from '$kit/lib/scale/values';
import type { Columns, Numbers } from '$kit/parts/plot/columns';
import type { AxisSpec, Layout } from '$kit/parts/plot/layout';
import { pointPlaces, type Colors, type Places } from '$kit/parts/plot/points';
import type { Mark } from '$kit/parts/plot/rules';
import type { Stop, Stops } from '$kit/parts/plot/stops';
import { textsOf } from '$kit/parts/plot/texts';
import type { Fields } from '$kit/wire/node';
import type { ScatterChartNode } from './types';

export interface ScatterView {
  x: Float64Array;
  y: Float64Array;
  xAxis: AxisSpec;
  yAxis: AxisSpec;
  /** For each point the number of its color. */
  color: Colors;
  /** Radius in pixels of each, where it says something. */
  r: Float64Array | undefined;
  /** How many colors stand for names. */
  colorCount: number;
  /** The ends of a ramp, where the color is a number. */
  key: { from: string; to: string } | undefined;
  names: readonly string[] | undefined;
  /** Whether any point has a place. */
  seen: boolean;
  /** What is told of a point: a name and a value for each column. */
  fields: readonly { name: string; text: (index: number) => string }[];
}

type Options = Fields<
  Pick<
    ScatterChartNode,
    | 'x_names'
    | 'color_names'
    | 'x_label'
    | 'y_label'
    | 'color_label'
    | 'size_label'
    | 'x_scale'
    | 'y_scale'
    | 'format'
  >
>;

const SHADES = 32;
/** The steps of the ramp before this one are for washes, not for points. */
export const PALEST = 0.25;
const REACH = 24;
const [LEAST_RADIUS, MOST_RADIUS] = [2.5, 14];

export function scatterView(
  columns: Columns,
  options: Options,
  rules: readonly Mark[],
  part?: Interval,
): ScatterView | undefined {
  const [x, y] = [columns.get('x'), columns.get('y')];
  if (x === undefined || y === undefined) return undefined;
  const [given, size, label] = ['color', 'size', 'label'].map((name) => columns.get(name));
  const color = given && { ...given, names: options.color_names };
  const { x_names } = options;
  const xAxis: AxisSpec = x_names
    ? { scale: 'band', names: x_names, label: options.x_label, limits: { gap: 0 } }
    : axisOf(
        x,
        options.x_scale,
        options.x_label,
        options.format,
        rules.map((rule) => rule.x),
        size !== undefined,
      );
  const yAxis = axisOf(
    y,
    options.y_scale,
    options.y_label,
    options.format,
    rules.map((rule) => rule.y),
    size !== undefined,
  );
  const text = (column: Numbers, axis: AxisSpec) => {
    if (axis.names) return (index: number) => axis.names?.[column.numbers[index] ?? -1] ?? MISSING;
    const write = valueFormat(
      axis.scale === 'band' ? 'linear' : axis.scale,
      axis.domain ?? [0, 1],
      {
        ...options,
        whole: isWhole(column.numbers),
        zone: column.zone,
        dates: column.time === 'date',
      },
    );
    return (index: number) => write(column.numbers[index] ?? Number.NaN);
  };
  const names = label && textsOf(label);
  const colors = colorsOf(color, x.numbers.length);
  return {
    x: x.numbers,
    y: y.numbers,
    xAxis: part === undefined ? xAxis : { ...xAxis, domain: part },
    yAxis,
    color: colors,
    r: size && radii(size.numbers),
    colorCount: Math.min(CATEGORIES, color?.names?.length ?? 0),
    key:
      color !== undefined && color.names === undefined
        ? keyOf(color, options.color_label)
        : undefined,
    names,
    seen: x.numbers.some((value, i) => canStand(value, xAxis) && canStand(y.numbers[i], yAxis)),
    fields: [
      { name: options.x_label ?? 'x', text: text(x, xAxis) },
      { name: options.y_label ?? 'y', text: text(y, yAxis) },
      ...[
        { column: color, name: options.color_label ?? 'color' },
        { column: size, name: options.size_label ?? 'size' },
      ].flatMap(({ column, name }) => {
        if (column === undefined) return [];
        const write = column.names ? undefined : numberText(column);
        return [
          {
            name,
            text: (index: number) =>
              write === undefined
                ? (column.names?.[column.numbers[index] ?? -1] ?? '(none)')
                : write(column.numbers[index] ?? Number.NaN),
          },
        ];
      }),
    ],
  };
}

const canStand = (value = Number.NaN, { scale }: AxisSpec): boolean =>
  Number.isFinite(value) && (scale !== 'log' || value > 0);

const numberText = ({ numbers }: Numbers) =>
  valueFormat('linear', extentOf([numbers]) ?? [0, 1], { whole: isWhole(numbers) });

function axisOf(
  column: Numbers,
  scale: ScatterChartNode['x_scale'],
  label: string | undefined,
  format: string | undefined,
  marks: readonly (number | undefined)[],
  sized: boolean,
): AxisSpec {
  const kind = scale ?? (column.time === undefined ? 'linear' : 'time');
  const extent = extentFor(kind, [column.numbers, marks.map((mark) => mark ?? Number.NaN)]);
  return {
    scale: kind,
    domain: domainFor(kind, padded(kind, extent, sized), {
      zero: sized ? 'never' : 'near',
      nice: !sized,
    }),
    label: [label, column.zone].filter(Boolean).join(', ') || undefined,
    format,
    whole: isWhole(column.numbers) && kind !== 'time',
    zone: column.zone,
    dates: column.time === 'date',
  };
}

/** Points at the edge of an axis that ends at no round number are not cut in half, nor large ones at any. */
function padded(kind: string, extent: Interval | undefined, sized: boolean): Interval | undefined {
  if (extent === undefined || kind === 'log' || (kind !== 'time' && !sized)) return extent;
  const room = (extent[1] - extent[0]) / (sized ? 15 : 50);
  return [extent[0] - room, extent[1] + room];
}

function colorsOf(color: Numbers | undefined, count: number): ScatterView['color'] {
  if (color === undefined) return { of: new Uint8Array(count), colors: ['var(--kit-cat-1)'] };
  if (color.names !== undefined) {
    const { length } = color.names;
    const colors = color.names.map((_, i) => seriesStyle(i, length).color);
    const of = color.numbers.map((code) => (Number.isNaN(code) ? length : code));
    return { of, colors: [...colors, 'var(--kit-mark)'] };
  }
  const [low, high] = extentOf([color.numbers]) ?? [0, 1];
  const span = high - low || 1;
  const of = color.numbers.map((value) =>
    value - value === 0 ? Math.round(((value - low) / span) * (SHADES - 1)) : SHADES,
  );
  const colors = Array.from({ length: SHADES }, (_, i) =>
    ramp('right', PALEST + ((1 - PALEST) * i) / SHADES),
  );
  return { of, colors: [...colors, 'var(--kit-mark)'] };
}

function keyOf(color: Numbers, label: string | undefined) {
  const extent = extentOf([color.numbers]);
  if (extent === undefined) return undefined;
  const write = numberText(color);
  return {
    from: `${label === undefined ? '' : `${label} `}${write(extent[0])}`,
    to: write(extent[1]),
  };
}

/** Areas are as the values. */
function radii(sizes: Float64Array): Float64Array {
  const most = extentOf([sizes], 0)?.[1] ?? 1;
  return sizes.map((size) =>
    size > 0 && size <= most
      ? Math.max(LEAST_RADIUS, MOST_RADIUS * Math.sqrt(size / most))
      : LEAST_RADIUS,
  );
}

/** Where the line of equal x and y starts and ends; nowhere where no value is on both axes. */
export function diagonalOf(x: Interval | undefined, y: Interval | undefined): number[] {
  if (x === undefined || y === undefined) return [];
  const [low, high] = [Math.max(x[0], y[0]), Math.min(x[1], y[1])];
  return low < high ? [low, high] : [];
}

/** One stop for each point in the box that does not step back, in the order of x. */
export function pointStops(
  view: ScatterView,
  layout: Layout,
  isDim: (color: number) => boolean,
): Stops {
  const { of } = view.color;
  const seen = view.y.map((y, i) => (isDim(of[i] ?? 0) ? Number.NaN : y));
  const places = pointPlaces(view.x, seen, layout);
  let order: Uint32Array | undefined;
  const sorted = () => (order ??= orderOf(places));
  let ranks: Map<number, number> | undefined;
  return {
    count: places.index.length,
    nearest(x, y) {
      let [best, distance] = [-1, REACH * REACH];
      for (let i = 0; i < places.index.length; i += 1) {
        const far = ((places.x[i] ?? 0) - x) ** 2 + ((places.y[i] ?? 0) - y) ** 2;
        if (far < distance) [best, distance] = [i, far];
      }
      if (best < 0) return undefined;
      ranks ??= new Map(Array.from(sorted(), (place, rank) => [place, rank]));
      return ranks.get(best);
    },
    place: (index) => places.x[sorted()[index] ?? 0] ?? 0,
    stop: (index) => pointStopAt(view, places, sorted()[index]),
  };
}

const orderOf = ({ x, index }: Places): Uint32Array =>
  Uint32Array.from(index.keys()).sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0) || a - b);

function pointStopAt(
  view: ScatterView,
  places: Places,
  place: number | undefined,
): Stop | undefined {
  if (place === undefined) return undefined;
  const index = places.index[place] ?? 0;
  const at = { x: places.x[place] ?? 0, y: places.y[place] ?? 0 };
  const color = view.color.colors[view.color.of[index] ?? 0] ?? '';
  return {
    at,
    title: view.names?.[index] ?? '',
    rows: view.fields.map(({ name, text }) => ({ name, value: text(index) })),
    dots: [{ ...at, color }],
  };
}
