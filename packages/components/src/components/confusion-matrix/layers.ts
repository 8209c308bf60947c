import { group } from 'd3-array';
import type { Cell } from './matrix';

/** All cells of nearly the same color, as the path of one element. */
export interface Layer {
  key: string;
  correct: boolean;
  strength: number;
  path: string;
}

const LEVELS = 16;

/** A few dozen elements where forty thousand cells would be too many. Cells of 0 are left out. */
export function layers(matrix: Cell[][]): Layer[] {
  const levelOf = ({ strength }: Cell) => Math.max(Math.ceil(strength * LEVELS), 1);
  const drawn = matrix.flat().filter(({ count }) => count > 0);
  const byColor = group(
    drawn,
    (cell) => cell.correct,
    (cell) => levelOf(cell),
  );
  return [...byColor].flatMap(([correct, levels]) =>
    [...levels].map(([level, cells]) => ({
      key: `${correct} ${level}`,
      correct,
      strength: level / LEVELS,
      path: cells.map(({ row, column }) => `M${column} ${row}h1v1h-1z`).join(''),
    })),
  );
}
