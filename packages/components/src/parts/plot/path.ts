/** Columns of numbers as the paths that draw them: no more points than pixels can show. */
import { visiblePoints } from './decimate';
import type { Scale } from './layout';

export type Column = ArrayLike<number>;
export type Curve = 'linear' | 'step' | 'step-before' | 'step-after';

/** What is seen of a line: its path, and how many of its points that path goes through. */
export interface Drawn {
  path: string;
  /** Dots, as round ends of a stroke: at points between two gaps, or at all of them. */
  dots: string;
  /** How many points have a place, of those that were given. */
  points: number;
  /** How many of them the path goes through. */
  kept: number;
}

export const pixelText = (place: number) => String(Math.round(place * 10) / 10);

/** From a point to the next. */
function joint(curve: Curve, beforeX: string, x: string, y: string): string {
  if (curve === 'linear') return `L${x} ${y}`;
  if (curve === 'step-after') return `H${x}V${y}`;
  const turn = curve === 'step' ? `H${pixelText((Number(beforeX) + Number(x)) / 2)}` : '';
  return `${turn}V${y}H${x}`;
}

/** A line through the points, broken where a value is missing. */
export function linePath(
  x: Column,
  y: Column,
  atX: Scale,
  atY: Scale,
  curve: Curve = 'linear',
  dotted = false,
): Drawn {
  const { kept, points } = visiblePoints(x, y, atX, atY);
  let path = '';
  let dots = '';
  let dot = '';
  let beforeX = '';
  let run = 0;
  const end = () => {
    if (run === 1 || dotted) dots += dot;
    run = 0;
  };
  for (const index of kept) {
    if (index === -1) {
      end();
      continue;
    }
    const [hereX, hereY] = [
      pixelText(atX.at(x[index] as number)),
      pixelText(atY.at(y[index] as number)),
    ];
    const here = `M${hereX} ${hereY}h0`;
    dot = run > 0 && dotted ? dot + here : here;
    path += run === 0 ? `M${hereX} ${hereY}` : joint(curve, beforeX, hereX, hereY);
    beforeX = hereX;
    run += 1;
  }
  end();
  return { path, dots, points, kept: kept.length - kept.filter((index) => index === -1).length };
}

/** The area between two lines over the same x; of a column of pixels, the widest extent. */
export function areaPath(
  x: Column,
  lower: Column,
  upper: Column,
  atX: Scale,
  atY: Scale,
  curve: Curve = 'linear',
): string {
  let path = '';
  let run: { x: number; low: number; high: number }[] = [];
  const end = () => {
    if (run.length > 0) path += closed(run, curve);
    run = [];
  };
  for (let i = 0; i < x.length; i += 1) {
    const place = atX.at(x[i] as number);
    const ends = [atY.at(lower[i] as number), atY.at(upper[i] as number)];
    const [low, high] = [Math.max(...ends), Math.min(...ends)];
    if (!(place - place === 0 && low - low === 0 && high - high === 0)) {
      end();
      continue;
    }
    const before = run.at(-1);
    if (before !== undefined && Math.floor(before.x) === Math.floor(place) && run.length > 1) {
      before.low = Math.max(before.low, low);
      before.high = Math.min(before.high, high);
    } else run.push({ x: place, low, high });
  }
  end();
  return path;
}

const BACKWARDS: Partial<Record<Curve, Curve>> = {
  'step-before': 'step-after',
  'step-after': 'step-before',
};

function closed(run: readonly { x: number; low: number; high: number }[], curve: Curve): string {
  const way = (points: readonly (readonly [number, number])[], kind: Curve) =>
    points
      .map(([x, y], i) =>
        joint(
          i > 0 ? kind : 'linear',
          pixelText(points[i - 1]?.[0] ?? 0),
          pixelText(x),
          pixelText(y),
        ),
      )
      .join('');
  const there = run.map(({ x, high }) => [x, high] as const);
  const back = run.map(({ x, low }) => [x, low] as const).reverse();
  return `M${way(there, curve).slice(1)}${way(back, BACKWARDS[curve] ?? curve)}Z`;
}
