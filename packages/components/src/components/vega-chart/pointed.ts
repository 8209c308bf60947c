/** What a reader points at in a chart: its values, and the box that they belong to. */
import type { Rect } from '$kit/lib/place';
import { isObject } from './spec';

export interface Pointed {
  /** In the window's coordinates. */
  target: Rect;
  rows: { name: string; value: string }[];
  /** The same as a sentence. */
  text: string;
}

interface Bounds {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}
interface Item {
  x?: number;
  y?: number;
  bounds?: Bounds;
  mark?: { marktype: string; group?: Item };
}

const MAX_ROWS = 12;
/** Marks with a place of their own; along a line, the place is where the pointer is. */
const PLACED = ['arc', 'image', 'rect', 'symbol', 'text', 'shape'];
const AROUND = 6;

const fieldText = (value: unknown): string =>
  Array.isArray(value) ? `[${value.length} values]` : isObject(value) ? '{…}' : String(value);

/** A tooltip's value as rows: what Vega gives is text, or the fields of a datum. */
export function tooltipRows(value: unknown): { name: string; value: string }[] {
  if (value === null || value === undefined || value === '') return [];
  if (!isObject(value)) return [{ name: '', value: fieldText(value) }];
  return Object.entries(value)
    .filter(([key]) => key !== 'description')
    .slice(0, MAX_ROWS)
    .map(([name, part]) => ({ name, value: fieldText(part) }));
}

/** The box of an item within the window, if it is one that has a place. */
function boxOf(item: Item, picture: DOMRect, origin: number[]): Rect | undefined {
  const { bounds, mark } = item;
  if (bounds === undefined || mark === undefined || !PLACED.includes(mark.marktype))
    return undefined;
  let [left, top] = [picture.left + (origin[0] ?? 0), picture.top + (origin[1] ?? 0)];
  for (let group = mark.group; group !== undefined; group = group.mark?.group) {
    left += group.x ?? 0;
    top += group.y ?? 0;
  }
  return {
    left: left + bounds.x1,
    top: top + bounds.y1,
    width: bounds.x2 - bounds.x1,
    height: bounds.y2 - bounds.y1,
  };
}

/** What stands for the answer to pointing; undefined where there is none. */
export function pointedAt(
  value: unknown,
  item: unknown,
  event: { clientX: number; clientY: number } | null,
  picture: Element | null,
  origin: number[],
): Pointed | undefined {
  const rows = tooltipRows(value);
  if (rows.length === 0 || event === null || picture === null) return undefined;
  const target = boxOf(item ?? {}, picture.getBoundingClientRect(), origin) ?? {
    left: event.clientX - AROUND,
    top: event.clientY - AROUND,
    width: 2 * AROUND,
    height: 2 * AROUND,
  };
  const text = rows
    .map(({ name, value }) => (name === '' ? value : `${name}: ${value}`))
    .join(', ');
  return { target, rows, text };
}
