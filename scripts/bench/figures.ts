/** What the bench measures, and how it is told: as a table, as JSON, and against another time. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import path from 'node:path';
import { ROOT } from '../sources';

export type Unit = 'bytes' | 'ms' | 'MB' | 'nodes' | 'modules' | 'ratio';

export interface Figure {
  /** The same from one run of the bench to the next. */
  name: string;
  unit: Unit;
  value: number;
  /** The same of Metaflow's built-in card. */
  builtin?: number;
  /** The median of the ratios within a round; ours by the built-in's. */
  ratio?: number;
  /** At most: of the ratio where there is one and the limit is below 10, else of the value. */
  limit?: number;
}

export interface Report {
  commit: string;
  date: string;
  processor: string;
  load: number;
  figures: Figure[];
}

export const REPORT = path.join(ROOT, 'dist/bench.json');

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]];
  return ((low ?? NaN) + (high ?? NaN)) / 2;
}

/** The median of the ratios of neighbors in time: the speed of a machine drifts. */
export const pairedRatio = (ours: readonly number[], others: readonly number[]): number =>
  median(ours.map((value, round) => value / (others[round] ?? NaN)));

/** Measures in rounds, each name once a round, in turn from either end. */
export async function interleave<Name extends string, Result>(
  names: readonly Name[],
  rounds: number,
  measure: (name: Name) => Promise<Result>,
): Promise<Record<Name, Result[]>> {
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    Result[]
  >;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 ? [...names].reverse() : names) {
      results[name].push(await measure(name));
    }
  }
  return results;
}

const hasRatioLimit = ({ ratio, limit }: Figure) => ratio !== undefined && (limit ?? 0) < 10;

export function isMissed(figure: Figure): boolean {
  const { value, ratio, limit } = figure;
  if (limit === undefined) return false;
  return (hasRatioLimit(figure) ? (ratio ?? NaN) : value) > limit;
}

export function written(value: number, unit: Unit): string {
  switch (unit) {
    case 'bytes':
      return `${(value / 1000).toFixed(1)} KB`;
    case 'ms':
      return `${value.toFixed(Math.abs(value) < 10 ? 2 : 0)} ms`;
    case 'MB':
      return `${value.toFixed(2)} MB`;
    case 'ratio':
      return value.toFixed(2);
    default:
      return `${value.toFixed(0)} ${unit}`;
  }
}

export function tableOf(rows: string[][]): string {
  const widths =
    rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
  const line = (row: string[]) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}

export const figureTable = (figures: readonly Figure[]): string =>
  tableOf([
    ['', 'built-in', 'ours', 'ratio', 'must reach', ''],
    ...figures.map((figure) => {
      const { name, unit, value, builtin, ratio, limit } = figure;
      const target =
        limit === undefined
          ? ''
          : `at most ${hasRatioLimit(figure) ? limit.toFixed(2) : written(limit, unit)}`;
      return [
        name,
        builtin === undefined ? '' : written(builtin, unit),
        written(value, unit),
        ratio === undefined ? '' : ratio.toFixed(3),
        target,
        limit === undefined ? '' : isMissed(figure) ? 'MISSED' : 'reached',
      ];
    }),
  ]);

/** What changed from one report to the other: each figure that both have, and their ratio. */
export function comparison(before: Report, after: Report): string {
  const earlier = new Map(before.figures.map((figure) => [figure.name, figure]));
  const rows = after.figures.flatMap((figure) => {
    const other = earlier.get(figure.name);
    if (other === undefined) return [];
    // Paired ratios hold on a machine whose speed drifts; times of two days do not.
    const [from, to] =
      figure.ratio !== undefined && other.ratio !== undefined
        ? [other.ratio, figure.ratio]
        : [other.value, figure.value];
    const shown = (value: Figure, number: number) =>
      value.ratio === undefined ? written(number, value.unit) : number.toFixed(3);
    return [[figure.name, shown(other, from), shown(figure, to), `x ${(to / from).toFixed(2)}`]];
  });
  return tableOf([['', before.commit, after.commit, ''], ...rows]);
}

export const readReport = (file: string): Report =>
  JSON.parse(readFileSync(file, 'utf8')) as Report;

export function writeReport(figures: Figure[]): Report {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', ROOT, ...args], { encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain') === '' ? '' : ' and changes';
  const report: Report = {
    commit: `${git('rev-parse', '--short', 'HEAD')}${changed}`,
    date: new Date().toISOString(),
    processor: `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} at once`,
    load: loadavg()[0] ?? NaN,
    figures,
  };
  mkdirSync(path.dirname(REPORT), { recursive: true });
  writeFileSync(REPORT, `${JSON.stringify(report, null, 2)}\n`);
  return report;
}
