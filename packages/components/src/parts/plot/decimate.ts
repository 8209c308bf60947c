/** No more points of a line than pixels can show. */
import type { Scale } from './layout';
import type { Column } from './path';

/**
 * The indices of the points that show a line as all of its points would: of those in one column
 * of pixels the first, the lowest, the highest and the last, in their order. -1 is a gap. Of points
 * beyond the ends of the x axis, those are kept that lines come in from, or go out to.
 */
export function visiblePoints(
  x: Column,
  y: Column,
  atX: Scale,
  atY: Scale,
): { kept: number[]; points: number } {
  const kept: number[] = [];
  let points = 0;
  let column = Number.NaN;
  let first = -1;
  let [low, high, last] = [first, first, first];
  let [lowAt, highAt] = [0, 0];
  const [start, end] = [Math.min(...atX.range), Math.max(...atX.range)];

  const flush = (more: boolean) => {
    if (first < 0) return;
    if (column === -Infinity || column === Infinity) {
      const leaves = kept.length > 0 && kept.at(-1) !== -1;
      if (leaves) kept.push(first);
      if (more && !(leaves && last === first)) kept.push(last);
      first = -1;
      return;
    }
    const [a, b] = low < high ? [low, high] : [high, low];
    kept.push(first);
    if (a !== first && a !== last) kept.push(a);
    if (b !== first && b !== last && b !== a) kept.push(b);
    if (last !== first) kept.push(last);
    first = -1;
  };

  for (let i = 0; i < y.length; i += 1) {
    const placeX = atX.at(x[i] as number);
    const placeY = atY.at(y[i] as number);
    // NaN and the infinities have no place.
    if (!(placeX - placeX === 0 && placeY - placeY === 0)) {
      flush(false);
      if (kept.length > 0 && kept.at(-1) !== -1) kept.push(-1);
      column = Number.NaN;
      continue;
    }
    const outside = placeX < start || placeX > end;
    if (!outside) points += 1;
    const here = !outside ? Math.floor(placeX) : placeX < start ? -Infinity : Infinity;
    if (here !== column) {
      flush(true);
      column = here;
      first = low = high = i;
      lowAt = highAt = placeY;
    } else {
      if (placeY < lowAt) [low, lowAt] = [i, placeY];
      if (placeY > highAt) [high, highAt] = [i, placeY];
    }
    last = i;
  }
  flush(false);
  return { kept, points };
}
