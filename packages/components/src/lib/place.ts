/** Where a box that floats stands beside what it belongs to, inside the window. */

export interface Size {
  width: number;
  height: number;
}

export interface Rect extends Size {
  left: number;
  top: number;
}

/** The side where the box is wanted; where it does not fit, it stands on the other one. */
export type Side = 'below' | 'above' | 'right';

const EDGE = 8;

const clamp = (value: number, most: number) => Math.max(EDGE, Math.min(value, most));

/**
 * The upper left corner of a box: below or above the target, its ends flush with the target's
 * (`align: 'end'`) or centered on it, or at its right. It flips where it would leave the window.
 */
export function besideTarget(
  target: Rect,
  box: Size,
  room: Size,
  {
    side = 'below',
    align = 'end',
    gap = 4,
  }: { side?: Side; align?: 'end' | 'center'; gap?: number } = {},
): { x: number; y: number } {
  const most = { x: room.width - box.width - EDGE, y: room.height - box.height - EDGE };
  const right = target.left + target.width;
  const bottom = target.top + target.height;
  if (side === 'right') {
    const x = right + gap <= most.x ? right + gap : target.left - gap - box.width;
    return { x: clamp(x, most.x), y: clamp(target.top + (target.height - box.height) / 2, most.y) };
  }
  const x = align === 'end' ? right - box.width : target.left + (target.width - box.width) / 2;
  const above = target.top - gap - box.height;
  const below = bottom + gap;
  const fits = { above: above >= EDGE, below: below <= most.y };
  const other = side === 'above' ? 'below' : 'above';
  const y = (fits[side] || !fits[other] ? side : other) === 'above' ? above : below;
  return { x: clamp(x, most.x), y: clamp(y, most.y) };
}
