/** Names of points beside them, where they cover neither each other nor a point. */
import { NAME_SIZE, type Box } from './layout';
import type { Measure } from './measure';

export interface Label {
  text: string;
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
}

interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const HEIGHT = 15;
const GAP = 8;

const touch = (a: Area, b: Area) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** A label for each point that has room for one: at its right, its left, above or below. */
export function labelPlaces(
  points: readonly { x: number; y: number; text: string }[],
  box: Box,
  width: number,
  measure: Measure,
): Label[] {
  const taken: Area[] = points.map(({ x, y }) => ({
    left: x - 5,
    right: x + 5,
    top: y - 5,
    bottom: y + 5,
  }));
  const labels: Label[] = [];
  points.forEach(({ x, y, text }, i) => {
    const wide = measure(text, NAME_SIZE);
    const level = { top: y - HEIGHT / 2, bottom: y + HEIGHT / 2 };
    const across = { left: x - wide / 2, right: x + wide / 2 };
    const tries: (Area & { anchor: Label['anchor']; at: number })[] = [
      { ...level, left: x + GAP, right: x + GAP + wide, anchor: 'start', at: x + GAP },
      { ...level, left: x - GAP - wide, right: x - GAP, anchor: 'end', at: x - GAP },
      { ...across, top: y - GAP - HEIGHT, bottom: y - GAP, anchor: 'middle', at: x },
      { ...across, top: y + GAP, bottom: y + GAP + HEIGHT, anchor: 'middle', at: x },
    ];
    const found = tries.find(
      (area) =>
        area.left >= 0 &&
        area.right <= width &&
        area.top >= box.top - 8 &&
        area.bottom <= box.bottom &&
        taken.every((other, j) => j === i || !touch(area, other)),
    );
    if (found === undefined) return;
    taken.push(found);
    labels.push({ text, x: found.at, y: (found.top + found.bottom) / 2, anchor: found.anchor });
  });
  return labels;
}
