/** How models stand beside each other, from whichever of them the reader compares with. */
import { bestOf, changeOf, type Change, type Direction } from '$kit/lib/change';
import { alignDecimals } from '$kit/lib/table/align';
import { areOne, formatChange, formatColumn, formatRelativeChange, MISSING } from '$kit/lib/format';
import type { Num } from '$kit/wire/node';
import type {
  ModelComparisonCell,
  ModelComparisonMetric,
  ModelComparisonNode,
  ModelComparisonParameter,
} from './types';

/** Up to so many models are columns where there are more metrics than stand side by side. */
export const FEW = 3;

/** From so many models on they can be filtered. */
export const MANY = 8;

/** Tools that stand on a phone when they are asked for. */
export const ASKED = [
  { tool: 'filter', label: 'Filter models', least: MANY },
  { tool: 'baseline', label: 'Pick the baseline', least: 2 },
];

export interface Figure {
  text: string;
  /** From the baseline; absent for the baseline itself, and where either is no number. */
  change?: Change;
  /** From the worst model to the best one, 0 to 1; absent where better has no direction, or it is not ranked. */
  place?: number;
  best: boolean;
  step?: string;
}

/** A metric with the figures of every model, in the order of the models. */
export interface MetricColumn {
  name: string;
  direction: Direction | undefined;
  values: (number | null)[];
  figures: Figure[];
}

export const isRanked = ({ ranked }: { ranked?: boolean }): boolean => ranked !== false;

const directionOf = ({ higher_is_better: higher }: ModelComparisonMetric): Direction | undefined =>
  higher === undefined ? undefined : higher ? 'higher' : 'lower';

const numberOf = (cell: ModelComparisonCell): Num => cell.value ?? null;

function cellText(cell: ModelComparisonCell, number: string): string {
  if (cell.text !== undefined) return cell.text;
  if (cell.value === undefined) return MISSING;
  if (cell.value === null) return 'None';
  if (cell.sd === undefined) return number;
  return `${number} ± ${formatChange(cell.sd, [cell.value]).replace('+', '')}`;
}

/** Each metric as a column; `baseline` is the position of a model. */
export function metricColumns(
  { models, metrics }: Pick<ModelComparisonNode, 'models' | 'metrics'>,
  baseline: number | undefined,
): MetricColumn[] {
  const ranked = models.map(isRanked);
  return metrics.map((metric) => {
    const direction = directionOf(metric);
    const numbers = metric.cells.map(numberOf);
    const texts = formatColumn(
      numbers,
      undefined,
      undefined,
      models.length > FEW ? alignDecimals : undefined,
    );
    const best = bestOf(
      numbers.map((value, i) => (ranked[i] ? value : null)),
      direction,
    );
    const values = numbers.map((value) =>
      value === null || Number.isNaN(Number(value)) ? null : Number(value),
    );
    const last = values.map((value, i) => (ranked[i] ? value : null));
    const places = models.length > 1 ? placesOf(last, direction) : [];
    const base = baseline === undefined ? undefined : numbers[baseline];
    return {
      name: metric.name,
      direction,
      values,
      figures: metric.cells.map((cell, i) => {
        const change =
          base === undefined || i === baseline
            ? undefined
            : changeOf(numbers[i] ?? null, base, direction);
        const place = places[i];
        return {
          text: cellText(cell, texts[i] ?? MISSING),
          best: best.has(i),
          ...(change === undefined ? {} : { change }),
          ...(place === undefined || place === null ? {} : { place }),
          ...(cell.step === undefined ? {} : { step: cell.step }),
        };
      }),
    };
  });
}

/** The rank of each model, by position: equal ones share theirs, and one that has no value has none. */
export function ranksOf(
  { models, ranking }: Pick<ModelComparisonNode, 'models' | 'ranking'>,
  columns: readonly MetricColumn[],
): Map<number, number> {
  const { values = [], figures = [] } = columns.find(({ name }) => name === ranking?.metric) ?? {};
  const ranked = (ranking?.order ?? []).filter(
    (i) => models[i] && isRanked(models[i]) && (values[i] ?? null) !== null,
  );
  const same = (i: number, j: number) =>
    areOne(values[i] ?? 0, values[j] ?? 0) &&
    (Math.abs(values[i] ?? 0) < 2 ** 53 || figures[i]?.text === figures[j]?.text);
  return new Map(ranked.map((i) => [i, ranked.findIndex((j) => same(i, j)) + 1]));
}

/** From the worst of finite values, 0, to the best, 1; an infinity is at an end. */
export function placesOf(
  values: readonly (number | null)[],
  direction: Direction | undefined,
): (number | null)[] {
  if (direction === undefined) return values.map(() => null);
  const finite = values.filter(
    (value): value is number => value !== null && Number.isFinite(value),
  );
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const flip = direction === 'lower';
  return values.map((value) => {
    if (value === null) return null;
    const share = Number.isFinite(value)
      ? high === low
        ? 1
        : (value - low) / (high - low)
      : Number(value > 0);
    const atLow = flip && (high !== low || !Number.isFinite(value));
    return atLow ? 1 - share : share;
  });
}

export const changeText = (change: Change): string =>
  change.relative_change === undefined
    ? formatChange(change.change)
    : formatRelativeChange(change.relative_change);

export const ARROWS = { higher: ' ↑', lower: ' ↓' };

/** Letters of the longest change of a metric, for which its cells leave room. */
export const lettersOf = ({ figures }: MetricColumn): number =>
  Math.max(6, ...figures.map(({ change }) => (change ? changeText(change).length : 0)));

/** Of a line of a phone, and what stands between two figures. */
const [LINE, GAP] = [46, 3];

/** The first columns whose names and figures stand in one line of a phone; one in any case. */
export function columnsInLine(columns: readonly MetricColumn[]): MetricColumn[] {
  let letters = 0;
  return columns.filter(({ name, figures }, at) => {
    letters += GAP + name.length + Math.max(0, ...figures.map(({ text }) => text.length));
    return at === 0 || letters <= LINE;
  });
}

/** What a parameter's cell says; a dash where the model has no such parameter. */
export function parameterText(cell: ModelComparisonCell): string {
  if (cell.text !== undefined) return cell.text;
  if (cell.value === undefined) return '–';
  return cell.value === null ? 'None' : String(cell.value);
}

export const differs = ({ groups }: ModelComparisonParameter): boolean =>
  groups.some((group) => group !== groups[0]);

/** A dotted name as what stands before the last dot, and the rest. */
export function splitName(name: string): [string, string] {
  const at = name.lastIndexOf('.') + 1;
  return [name.slice(0, at), name.slice(at)];
}

/** The group from which values stand out: the baseline's, else the most frequent one. */
export function usualGroup(
  { groups }: ModelComparisonParameter,
  baseline: number | undefined,
): number | undefined {
  if (baseline !== undefined) return groups[baseline];
  const counts = new Map<number, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** From so many models on, those of the largest group are "the other 25 models". */
const MANY_OTHERS = 4;

export interface ValueOfModels {
  text: string;
  /** Its models by name, or as the others. */
  names: string;
  /** Position of the first of them. */
  first: number;
}

/** The values of a parameter, each with the models that have it; `order` are their positions. */
export function valuesOf(
  { groups, cells }: ModelComparisonParameter,
  models: readonly { name: string }[],
  order: readonly number[],
): ValueOfModels[] {
  const members = new Map<number, number[]>();
  for (const i of order) {
    const group = groups[i] ?? -1;
    members.set(group, [...(members.get(group) ?? []), i]);
  }
  const isLarge = (group: number[]) =>
    group.length >= MANY_OTHERS && group.length * 2 > order.length;
  return [...members.values()]
    .sort((a, b) => Number(isLarge(a)) - Number(isLarge(b)))
    .map((group) => {
      const [first = 0] = group;
      const names =
        group.length === models.length
          ? 'all models'
          : isLarge(group)
            ? `the other ${group.length} models`
            : group.map((i) => models[i]?.name ?? '').join(', ');
      return { text: parameterText(cells[first] ?? {}), names, first };
    });
}

/** How many models there are, and how many of them are out of the ranking by which state. */
export function countsOf(models: ModelComparisonNode['models']): string {
  const states = new Map<string, number>();
  for (const { ranked, status } of models) {
    const state = ranked === false ? status?.toLowerCase() : undefined;
    if (state !== undefined) states.set(state, 1 + (states.get(state) ?? 0));
  }
  const all = models.length === 1 ? '1 model' : `${models.length} models`;
  return [all, ...[...states].map(([state, count]) => `${count} ${state}`)].join(', ');
}
