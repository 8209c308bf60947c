import { read, withUnit } from '$kit/lib/format';
import { CHECK, CROSS, DOWN, UP } from '$kit/parts/signs';
import type { Tile } from '$kit/parts/tiles';
import type { Tone } from '$kit/parts/tone';
import { changeText, figuresOf, inFull, type Verdict } from './figures';
import type { Metric } from './types';

const MOST_TILES = 4;
const LONGEST = 16;
const TONES: Record<Verdict, Tone> = {
  better: 'good',
  worse: 'bad',
  same: 'neutral',
  noise: 'neutral',
};

export const toneOf = ({ verdict }: Metric): Tone =>
  verdict === undefined ? 'neutral' : TONES[verdict];

/** Up to four metrics are headline figures, if each is short enough to be one. */
export const fitTiles = (metrics: readonly Metric[]): boolean =>
  metrics.length <= MOST_TILES &&
  metrics.every(
    (metric) =>
      figuresOf(metric).value.length <= LONGEST &&
      metric.name.length <= 2 * LONGEST &&
      metric.description === undefined,
  );

export function tileOf(metric: Metric, index: number): Tile {
  const { name, unit = '', history, baseline = null, sd = null } = metric;
  const { value, spread } = figuresOf(metric);
  const pill = pillOf(metric);
  return {
    key: `${index} ${name}`,
    label: name || '(no name)',
    value,
    unit: metric.text === undefined || sd !== null ? [unit, spread].filter(Boolean).join(' ') : '',
    ...(history === undefined
      ? {}
      : { history: [...history, metric.value].map((number) => finite(read(number))) }),
    ...(Number.isFinite(read(baseline)) ? { reference: read(baseline) } : {}),
    ...(pill === undefined ? {} : { pill }),
    ...noteOf(metric),
  };
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);

/** How it changed; without a baseline, whether it is what it should be. */
function pillOf(metric: Metric): Tile['pill'] {
  const { change = null, verdict, target_met } = metric;
  if (change === null) {
    if (target_met === undefined) return undefined;
    return target_met
      ? { tone: 'good', text: 'met', sign: CHECK }
      : { tone: 'bad', text: 'missed', sign: CROSS };
  }
  const tone = toneOf(metric);
  if (verdict === 'same') return { tone, text: 'same' };
  // Below −99.9% is a change of more than 99.9%.
  const text = changeText(metric).replace('<−', '>').replace('>−', '<').replace(/[+−]/, '');
  const word = verdict === undefined ? '' : verdict === 'noise' ? ' within noise' : ` ${verdict}`;
  return { tone, text: `${text}${word}`, sign: read(change) > 0 ? UP : DOWN, solid: true };
}

/** What the value is compared with, and what it should reach. */
function noteOf(metric: Metric): { note?: string } {
  const { unit, n, reason, target, target_met } = metric;
  const { baseline, baselineSpread, target: goal } = figuresOf(metric);
  const compared = metric.baseline !== undefined || metric.baseline_text !== undefined;
  const isSaid = target_met === undefined || (metric.change ?? null) === null;
  const met = isSaid ? '' : target_met ? ', met' : ', missed';
  const parts = [
    reason,
    compared && metric.verdict !== 'same' ? `from ${inFull(baseline, baselineSpread, unit)}` : '',
    target === undefined ? '' : `target ${withUnit(goal, unit)}${met}`,
    n === undefined ? '' : `n = ${n}`,
  ].filter(Boolean);
  return parts.length === 0 ? {} : { note: parts.join(' · ') };
}
