/** Where points stand, and how a canvas draws thousands of them. */
import type { Layout } from './layout';
import type { Column } from './path';

export interface Place {
  index: number;
  x: number;
  y: number;
}

/** The points that have a place in the box. Of those that would cover each other, the last. */
export function pointPlaces(x: Column, y: Column, { box, x: atX, y: atY }: Layout): Place[] {
  const places: Place[] = [];
  for (let index = 0; index < x.length; index += 1) {
    const placeX = atX.at(x[index] as number);
    const placeY = atY.at(y[index] as number);
    const inside =
      placeX >= box.left - 1 &&
      placeX <= box.right + 1 &&
      placeY >= box.top - 1 &&
      placeY <= box.bottom + 1;
    if (inside) places.push({ index, x: placeX, y: placeY });
  }
  return places;
}

/** Draws dots of one color and size by copying the first, which is several times as fast. */
export function sprite(
  pen: CanvasRenderingContext2D,
  canvas: HTMLCanvasElement,
  square: boolean,
): (x: number, y: number, radius: number, color: string) => void {
  const stamps = new Map<string, HTMLCanvasElement>();
  const scale = pen.getTransform().a;
  const resolved = new Map<string, string>();
  /** A canvas knows no custom properties. */
  const resolve = (color: string) => {
    let known = resolved.get(color);
    if (known === undefined) {
      canvas.style.color = color;
      known = getComputedStyle(canvas).color;
      resolved.set(color, known);
    }
    return known;
  };
  return (x, y, radius, color) => {
    const key = `${color} ${radius}`;
    let stamp = stamps.get(key);
    const side = Math.ceil(2 * radius * scale) + 2;
    if (stamp === undefined) {
      stamp = document.createElement('canvas');
      stamp.width = stamp.height = side;
      const inner = stamp.getContext('2d');
      if (inner !== null) {
        inner.fillStyle = resolve(color);
        inner.beginPath();
        if (square) inner.rect(1, 1, side - 2, side - 2);
        else inner.arc(side / 2, side / 2, radius * scale, 0, 2 * Math.PI);
        inner.fill();
      }
      stamps.set(key, stamp);
    }
    pen.drawImage(stamp, x - side / scale / 2, y - side / scale / 2, side / scale, side / scale);
  };
}
