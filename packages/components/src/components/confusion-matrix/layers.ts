/** All cells of nearly one color as the path of one element: few where forty thousand would be. */
import type { Cell } from './matrix';

export interface Layer {
  key: string;
  correct: boolean;
  strength: number;
  path: string;
}

const LEVELS = 24;

/** Cells of 0 are left out. `at` gives the cell of a row and a column. */
export function layers(size: number, at: (row: number, column: number) => Cell): Layer[] {
  const found = new Map<string, { correct: boolean; level: number; parts: string[] }>();
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const { count, correct, strength } = at(row, column);
      if (count === 0) continue;
      const level = Math.max(Math.ceil(strength * LEVELS), 1);
      const key = `${correct} ${level}`;
      const layer = found.get(key) ?? { correct, level, parts: [] };
      if (layer.parts.length === 0) found.set(key, layer);
      layer.parts.push(`M${column} ${row}h1v1h-1z`);
    }
  }
  return [...found].map(([key, { correct, level, parts }]) => ({
    key,
    correct,
    strength: level / LEVELS,
    path: parts.join(''),
  }));
}

/** Which of `size` names stand at an axis of `length` pixels without touching: every first, second, fifth ... */
export function namedEvery(size: number, length: number, room = 16): number {
  const least = (size * room) / Math.max(length, 1);
  const scale = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
  return [1, 2, 5, 10].map((part) => part * scale).find((every) => every >= least) ?? size;
}
