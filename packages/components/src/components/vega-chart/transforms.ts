/**
 * Limits in front of Vega's transforms. What a transform makes is counted before it makes it: a
 * loop to a billion is not to be stopped once it runs.
 */
/* What a transform is given has whatever type its data have; nothing here can know it. */

import { transforms } from 'vega';
import { LIMITS, LimitError, limit } from './budget';
import { limitFormat, momentsBetween } from './functions';
import { limitSteps, readPattern, stepsOf } from './patterns';

type Value = ReturnType<typeof JSON.parse>;
type Row = Record<string, Value>;
type Read = (row: Row) => Value;
type Look = (given: Row, rows: readonly Row[]) => void;

const size = (value: Value): number => (Array.isArray(value) ? value.length : 0);
const area = (value: Value): number => Math.abs(Number(value?.[0]) * Number(value?.[1])) || 0;
const grid = (value: Value): number => Math.abs(Number(value?.width) * Number(value?.height)) || 0;
const distinct = (rows: readonly Row[], fields: Read[] | undefined): number =>
  fields?.length ? new Set(rows.map((row) => fields.map((read) => read(row)).join('|'))).size : 1;
const made = (count: unknown) => limit('rows of generated data', count, LIMITS.rows);
const counted = (what: string, count: unknown) => limit(what, count, LIMITS.count);
const cells = (count: unknown) => limit('cells of a grid', count, LIMITS.cells);

function ticks({ scale, count, values, formatSpecifier }: Row): void {
  limitFormat(formatSpecifier);
  counted('ticks of an axis', size(values));
  const unit = typeof count === 'string' ? count : count?.interval;
  if (unit === undefined) {
    counted('ticks of an axis', count);
    return;
  }
  const domain = scale.domain();
  counted('ticks of an axis', momentsBetween(unit, domain[0], domain.at(-1), count.step));
}

function bins({ base = 10, divide = [], maxbins, step, extent = [0, 0] }: Row): void {
  if (!(base > 1) || divide.some((part: number) => !(part > 1))) {
    throw new LimitError('the base of its bins must be above 1');
  }
  counted('bins', maxbins);
  if (step) counted('bins', Math.abs((extent[1] - extent[0]) / step));
}

const LOOKS: Record<string, Look> = {
  axisticks: ticks,
  legendentries: ticks,
  bin: bins,
  contour: ({ size, count, thresholds }) => {
    cells(area(size));
    counted('contours', count);
    counted('contours', thresholds?.length);
  },
  countpattern: ({ field, pattern, stopwords }, rows) => {
    for (const matcher of [
      readPattern(pattern || "[\\w']+"),
      readPattern(`^${stopwords || ''}$`),
    ]) {
      let steps = 0;
      for (const row of rows) steps += stepsOf(matcher, String(field(row)).length);
      limitSteps(matcher, steps);
    }
  },
  cross: (_, rows) => made(rows.length ** 2),
  datajoin: (_, rows) => limit('marks', rows.length, LIMITS.marks),
  density: ({ steps, minsteps, maxsteps }) =>
    counted('steps of a density', Math.max(steps ?? 0, minsteps ?? 0, maxsteps ?? 0)),
  flatten: ({ fields }, rows) => {
    let count = 0;
    for (const row of rows) {
      count += Math.max(...fields.map((read: Read) => size(read(row)) || 1));
    }
    made(count);
  },
  fold: ({ fields }, rows) => made(rows.length * fields.length),
  force: ({ iterations }, rows) =>
    limit('steps of a simulation', (iterations ?? 300) * rows.length, 5e6),
  graticule: ({ step, stepMinor, stepMajor, precision = 2.5 }) => {
    for (const steps of [step, stepMinor, stepMajor]) {
      if (steps) counted('lines of a map', 360 / steps[0] + 360 / steps[1]);
    }
    counted('points of a line', 360 / precision);
  },
  heatmap: ({ field }, rows) => rows.forEach((row) => cells(grid(field?.(row)))),
  impute: ({ groupby, key, keyvals }, rows) =>
    made(distinct(rows, groupby) * (distinct(rows, [key]) + size(keyvals))),
  isocontour: ({ field, levels, thresholds }, rows) => {
    counted('contours', levels);
    counted('contours', thresholds?.length);
    rows.forEach((row) => cells(grid(field ? field(row) : row)));
  },
  kde: ({ steps, minsteps, maxsteps, groupby }, rows) => {
    const most = Math.max(steps ?? 0, minsteps ?? 0, maxsteps ?? 0);
    counted('steps of a density', most);
    made(most * distinct(rows, groupby));
  },
  kde2d: ({ size, cellSize = 4 }) => cells(area(size) / Math.min(1, cellSize ** 2)),
  label: ({ size }) => limit('pixels for labels', area(size), LIMITS.area),
  loess: (_, rows) => limit('rows to smooth', rows.length, 10_000),
  nest: ({ keys }, rows) => made(rows.length * size(keys)),
  pivot: ({ groupby, field, limit: most }, rows) =>
    made(distinct(rows, groupby) * Math.min(most || Infinity, distinct(rows, [field]))),
  projection: ({ precision }) => limit('points of a pixel', 1 / Math.abs(precision || 1), 100),
  quantile: ({ probs, step }) => counted('quantiles', size(probs) || 1 / (step || 0.01)),
  regression: ({ order }) => limit('degrees of a polynomial', order, 20),
  scale: ({ bins, count, nice, base, schemeCount }) => {
    if (bins?.step) counted('bins', (bins.stop - bins.start) / bins.step);
    if (base !== undefined && !(base > 1.01 || (base > 0 && base < 0.99))) {
      throw new LimitError('the base of its logarithmic scale is too near to 1');
    }
    for (const found of [count, nice, schemeCount]) {
      if (typeof found === 'number') counted('steps of a scale', found);
    }
  },
  sequence: ({ start = 0, stop, step }) => made(Math.abs((stop - start) / (step || 1))),
  wordcloud: ({ size }, rows) => {
    cells(area(size));
    limit('words', rows.length, 2000);
  },
};

interface Pulse {
  source?: Row[];
  add: Row[];
}
interface Prototype {
  transform?: (given: Row, pulse: Pulse) => unknown;
  subflow?: (...given: unknown[]) => unknown;
  value?: Row;
}

const kinds = transforms as unknown as Record<string, { prototype: Prototype }>;

/** Puts the limits in front of the transforms of this copy of Vega; a second time does nothing. */
export function limitTransforms(): void {
  for (const [name, look] of Object.entries(LOOKS)) {
    const prototype = kinds[name]?.prototype;
    const transform = prototype?.transform;
    if (prototype === undefined || transform === undefined || looks.has(transform)) continue;
    const limited = function (this: unknown, given: Row, pulse: Pulse) {
      look(given, pulse.source ?? pulse.add);
      return transform.call(this, given, pulse);
    };
    looks.add(limited);
    prototype.transform = limited;
  }
  const panels = kinds.facet?.prototype;
  const subflow = panels?.subflow;
  if (panels === undefined || subflow === undefined || looks.has(subflow)) return;
  // Inherited by the transforms that make panels in other ways.
  const limited = function (this: Prototype & { panels?: number }, ...given: unknown[]) {
    const key = String(given[0]);
    if (!Object.hasOwn(this.value ?? {}, key)) {
      this.panels = (this.panels ?? 0) + 1;
      if (this.panels > LIMITS.groups) {
        limit('panels', Object.keys(this.value ?? {}).length + 1, LIMITS.groups);
      }
    }
    return subflow.apply(this, given);
  };
  looks.add(limited);
  panels.subflow = limited;
}

const looks = new WeakSet<object>();
