/** The columns of a node as lines. */
import type { Columns } from '$kit/parts/plot/columns';
import type { PlotRule } from '$kit/parts/plot/types';
import type { Line, LineRule, Places } from './lines';
import type { LineChartSeries } from './types';

const NOTHING = new Float64Array();

export function linesOf(series: readonly LineChartSeries[], columns: Columns): Line[] {
  const numbers = (name: string) => columns.get(name)?.numbers ?? NOTHING;
  return series.map(({ name, x, y, lower, upper }) => ({
    name,
    x: numbers(x),
    y: numbers(y),
    ...(lower !== undefined && upper !== undefined
      ? { lower: numbers(lower), upper: numbers(upper) }
      : {}),
  }));
}

/** What the numbers of the x axis stand for. All lines share one axis. */
export function placesOf(
  series: readonly LineChartSeries[],
  columns: Columns | undefined,
): Places & { time?: 'date' | 'datetime' | undefined } {
  const [first] = series;
  const column = first && columns?.get(first.x);
  return {
    names: column?.names,
    zone: column?.zone,
    time: column?.time,
    dates: column?.time === 'date',
  };
}

const hasOffset = /(Z|[+-]\d\d:?\d\d)$/;

/** Rules at moments, as milliseconds; one without a zone is as its own clock, like the data. */
export const ruleNumbers = (rules: readonly PlotRule[]): LineRule[] =>
  rules.map(({ x, y, label }) => ({
    x: typeof x === 'string' ? Date.parse(x.includes('T') && !hasOffset.test(x) ? `${x}Z` : x) : x,
    y,
    label,
  }));
