/** A live chart: what a refresh brings, added to what the page has. */
import type { Columns, Numbers } from '$kit/parts/plot/columns';
import type { LineChartSeries } from './types';

/** All that is known of the lines so far. */
export interface Known {
  revision: string | undefined;
  columns: Columns;
  /** How many points each column has had. */
  counts: ReadonlyMap<string, number>;
}

/**
 * The columns of a node, and in front of them what the page has and they lack.
 *
 * A refresh of a long run holds its recent points as they are, and of all before only the
 * extremes. A page that has all points before the recent ones adds those it lacks. One that has
 * not, or has other lines, takes the node as it is.
 */
export function mergeColumns(
  before: Known | undefined,
  columns: Columns,
  series: readonly LineChartSeries[],
  revision: string | undefined,
): Known {
  const merged = new Map<string, Numbers>(columns);
  const counts = new Map<string, number>();
  for (const { x, y, lower, upper, count, recent } of series) {
    for (const name of [x, y, lower, upper]) {
      if (name === undefined || counts.has(name)) continue;
      counts.set(name, count);
      const [old, fresh] = [before?.columns.get(name), columns.get(name)];
      const had = before?.counts.get(name);
      if (recent === undefined || old === undefined || fresh === undefined || had === undefined)
        continue;
      const lacking = count - had;
      if (before?.revision !== revision || lacking < 0 || lacking > recent) continue;
      const added = fresh.numbers.subarray(fresh.numbers.length - lacking);
      const numbers = new Float64Array(old.numbers.length + lacking);
      numbers.set(old.numbers);
      numbers.set(added, old.numbers.length);
      const time = old.time === 'datetime' ? old.time : fresh.time;
      merged.set(name, { ...fresh, time, numbers });
    }
  }
  return { revision, columns: merged, counts };
}
