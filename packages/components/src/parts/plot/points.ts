/** Where points stand, and how a canvas draws thousands of them. */
import type { Layout } from './layout';
import type { Column } from './path';

/** Points with a place in the box: their numbers, and their pixels. */
export interface Places {
  index: Uint32Array;
  x: Float32Array;
  y: Float32Array;
}

/** One color for all points, or one of these for each by its number. */
export type Colors = string | { of: ArrayLike<number>; colors: readonly string[] };

/** Points as one path of dots for each color, in whole pixels. */
export function dotPaths(
  { index, x, y }: Places,
  color: Colors,
): { path: string; stroke: string }[] {
  const strokes = typeof color === 'string' ? [color] : color.colors;
  const parts: string[][] = strokes.map(() => []);
  for (let i = 0; i < index.length; i += 1) {
    const own = typeof color === 'string' ? 0 : (color.of[index[i] ?? 0] ?? 0);
    parts[own]?.push(`M${Math.round(x[i] ?? 0)} ${Math.round(y[i] ?? 0)}h0`);
  }
  return strokes.map((stroke, i) => ({ stroke, path: [...new Set(parts[i])].join('') }));
}

export function pointPlaces(x: Column, y: Column, { box, x: atX, y: atY }: Layout): Places {
  const places = {
    index: new Uint32Array(x.length),
    x: new Float32Array(x.length),
    y: new Float32Array(x.length),
  };
  let count = 0;
  for (let index = 0; index < x.length; index += 1) {
    const placeX = atX.at(x[index] as number);
    const placeY = atY.at(y[index] as number);
    const inside =
      placeX >= box.left - 1 &&
      placeX <= box.right + 1 &&
      placeY >= box.top - 1 &&
      placeY <= box.bottom + 1;
    if (!inside) continue;
    places.index[count] = index;
    places.x[count] = placeX;
    places.y[count] = placeY;
    count += 1;
  }
  return {
    index: places.index.subarray(0, count),
    x: places.x.subarray(0, count),
    y: places.y.subarray(0, count),
  };
}

/** Draws dots of one color and size by copying the first, which is several times as fast. */
export function stamps(
  pen: CanvasRenderingContext2D,
  canvas: HTMLCanvasElement,
  square: boolean,
): (x: number, y: number, radius: number, color: string) => void {
  const known = new Map<string, Map<number, HTMLCanvasElement>>();
  const scale = pen.getTransform().a;
  return (x, y, radius, color) => {
    let sizes = known.get(color);
    if (sizes === undefined) known.set(color, (sizes = new Map()));
    let stamp = sizes.get(radius);
    if (stamp === undefined) {
      sizes.set(radius, (stamp = makeStamp(radius * scale, resolve(color, canvas), square)));
    }
    const side = stamp.width / scale;
    pen.drawImage(stamp, x - side / 2, y - side / 2, side, side);
  };
}

/** A canvas knows no custom properties. */
function resolve(color: string, canvas: HTMLCanvasElement): string {
  canvas.style.color = color;
  return getComputedStyle(canvas).color;
}

function makeStamp(radius: number, color: string, square: boolean): HTMLCanvasElement {
  const stamp = document.createElement('canvas');
  const side = (stamp.width = stamp.height = Math.ceil(2 * radius) + 2);
  const pen = stamp.getContext('2d');
  if (pen !== null) {
    pen.fillStyle = color;
    pen.beginPath();
    if (square) pen.rect(1, 1, side - 2, side - 2);
    else pen.arc(side / 2, side / 2, radius, 0, 2 * Math.PI);
    pen.fill();
  }
  return stamp;
}
