import {
  formatChange,
  formatColumn,
  formatRelativeChange,
  MISSING,
  read,
  withUnit,
} from '$kit/lib/format';
import type { Num } from '$kit/wire/node';
import type { Metric } from './types';

/** The figures of a metric as text, each in one form; `metric_text.py` writes the same. */
export interface Figures {
  value: string;
  /** Standard deviation of the scores whose mean the value is: `± 0.012`. */
  spread: string;
  baseline: string;
  baselineSpread: string;
  /** With its unit; the difference of two percentages is in percentage points. */
  change: string;
  relativeChange: string;
  target: string;
}

const ofMetric = new WeakMap<Metric, Figures>();
/** By what the figures are made of: an update brings every metric anew, and changes a few. */
const ofNumbers = new Map<string, Figures>();
const MOST_KNOWN = 10_000;

/** Numbers of one metric share their decimals, and those that differ look different. */
export function figuresOf(metric: Metric): Figures {
  const known = ofMetric.get(metric);
  if (known !== undefined) return known;
  const key = [
    `${metric.value}\n${metric.baseline}\n${metric.change}\n${metric.relative_change}`,
    `${metric.target}\n${metric.sd}\n${metric.baseline_sd}\n${metric.unit}\n${metric.format}`,
    `${metric.text}\n${metric.baseline_text}`,
  ].join('\n');
  let figures = ofNumbers.get(key);
  if (figures === undefined) {
    if (ofNumbers.size >= MOST_KNOWN) ofNumbers.clear();
    ofNumbers.set(key, (figures = compose(metric)));
  }
  ofMetric.set(metric, figures);
  return figures;
}

function compose(metric: Metric): Figures {
  const { unit, format, change = null, relative_change = null } = metric;
  const numbers: Num[] = [metric.value, metric.baseline ?? null, metric.target ?? null];
  const [value = '', baseline = '', target = ''] = formatColumn(numbers, format, unit);
  const spread = (sd: Num = null) =>
    sd === null ? '' : `± ${formatChange(sd, numbers, format).replace(/^\+/, '')}`;
  return {
    value: metric.text ?? value,
    spread: spread(metric.sd),
    baseline: metric.baseline_text ?? baseline,
    baselineSpread: spread(metric.baseline_sd),
    change:
      change === null
        ? MISSING
        : withUnit(formatChange(change, numbers, format), unit === '%' ? 'pp' : unit),
    relativeChange: formatRelativeChange(relative_change),
    target,
  };
}

/** What a figure says in full, at the place where the unit is not beside it. */
export const inFull = (text: string, spread: string, unit?: string): string =>
  withUnit(spread === '' ? text : `${text} ${spread}`, unit);

/** The change as a share of the baseline; from 0, or next to it, a change is longer than any bar. */
export const ratioOf = ({ relative_change, change = null }: Metric): number =>
  relative_change ?? (Math.sign(read(change)) || Number.NaN) * Infinity;

/** How much better a metric got: what a table is sorted by, from the best change to the worst. */
export function gainOf({ change = null, relative_change, higher_is_better }: Metric): number {
  const size = relative_change ?? read(change) * Infinity;
  return higher_is_better === false ? -size : size;
}

/** The change in a few words: `+1.3%`, or the amount where the baseline is 0. */
export const changeText = (metric: Metric): string => {
  const { change, relativeChange } = figuresOf(metric);
  return metric.relative_change === undefined ? change : relativeChange;
};

/** The change in full sentences, for pointing and for a screen reader. */
export function changeSentence(metric: Metric): string | undefined {
  const { change = null, relative_change, unit, noise } = metric;
  if (change === null) return undefined;
  const figures = figuresOf(metric);
  const parts = [figures.change];
  if (relative_change !== undefined && relative_change !== 0) parts.push(figures.relativeChange);
  const word = verdictWord(metric);
  if (word !== undefined) parts.push(word);
  const limit =
    noise === undefined
      ? ''
      : `; noise is ±${withUnit(formatChange(noise, [metric.value], metric.format).slice(1), unit)}`;
  return `${parts.join(', ')}${limit}`;
}

const WORDS = { better: 'better', worse: 'worse', same: 'same', noise: 'within noise' };

export const verdictWord = ({ verdict }: Metric): string | undefined =>
  verdict === undefined ? undefined : WORDS[verdict];

/** "6 better", "2 worse", "1 within noise": what is there of these, in this order. */
export function countVerdicts(metrics: readonly Metric[]): { verdict: Verdict; text: string }[] {
  return (['better', 'worse', 'noise'] as const).flatMap((verdict) => {
    const count = metrics.filter((metric) => metric.verdict === verdict).length;
    return count === 0 ? [] : [{ verdict, text: `${count} ${WORDS[verdict]}` }];
  });
}

export type Verdict = NonNullable<Metric['verdict']>;
