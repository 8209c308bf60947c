/** The columns of a node as lines. */
import type { Columns } from '$kit/parts/plot/columns';
import type { Line, Places } from './lines';
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
  names: readonly string[] | undefined,
): Places & { time?: 'date' | 'datetime' | undefined } {
  const [first] = series;
  const column = first && columns?.get(first.x);
  return {
    names,
    zone: column?.zone,
    time: column?.time,
    dates: column?.time === 'date',
  };
}
