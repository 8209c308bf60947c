/** Where points stand, and how thousands of them are painted. */
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

/** How many thousands of dots are painted. */
export interface Dots {
  places: Places;
  /** For each point the number of its color. */
  colorOf: (point: number) => number;
  colors: readonly string[];
  /** In pixels of the plot. */
  radiusOf: (point: number) => number;
  square: boolean;
  opacity: number;
}

/** Pixels of a disc around its middle, and how much of each it covers. */
type Disc = readonly (readonly [x: number, y: number, share: number])[];

/**
 * Dots on a canvas, each mixed into the pixels that it covers. With a hundred thousand of them, the
 * canvas's own ways of drawing take as long as all else of a card.
 */
export function paintDots(
  pen: CanvasRenderingContext2D,
  canvas: HTMLCanvasElement,
  { places, colorOf, colors, radiusOf, square, opacity }: Dots,
): void {
  const { width, height } = canvas;
  const scale = pen.getTransform().a;
  const image = pen.createImageData(width, height);
  const mixed = new Float32Array(image.data.length);
  const shades = colors.map((color) => shadeOf(color, canvas));
  const discs = new Map<number, Disc>();
  for (let i = 0; i < places.index.length; i += 1) {
    const point = places.index[i] ?? 0;
    const radius = radiusOf(point) * scale;
    let disc = discs.get(radius);
    if (disc === undefined) discs.set(radius, (disc = discOf(radius, square)));
    const [red, green, blue] = shades[colorOf(point)] ?? [0, 0, 0];
    const left = Math.round((places.x[i] ?? 0) * scale);
    const top = Math.round((places.y[i] ?? 0) * scale);
    for (const [dx, dy, share] of disc) {
      const [x, y] = [left + dx, top + dy];
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      const at = 4 * (y * width + x);
      const part = share * opacity;
      const rest = 1 - part;
      mixed[at] = red * part + (mixed[at] ?? 0) * rest;
      mixed[at + 1] = green * part + (mixed[at + 1] ?? 0) * rest;
      mixed[at + 2] = blue * part + (mixed[at + 2] ?? 0) * rest;
      mixed[at + 3] = part + (mixed[at + 3] ?? 0) * rest;
    }
  }
  for (let at = 0; at < mixed.length; at += 4) {
    const covered = mixed[at + 3] ?? 0;
    if (covered === 0) continue;
    for (let channel = 0; channel < 3; channel += 1) {
      image.data[at + channel] = (mixed[at + channel] ?? 0) / covered;
    }
    image.data[at + 3] = 255 * covered;
  }
  pen.putImageData(image, 0, 0);
}

function discOf(radius: number, square: boolean): Disc {
  const disc: [number, number, number][] = [];
  const reach = Math.ceil(radius);
  for (let y = -reach; y <= reach; y += 1) {
    for (let x = -reach; x <= reach; x += 1) {
      const distance = square ? Math.max(Math.abs(x), Math.abs(y)) : Math.hypot(x, y);
      const share = Math.min(1, radius + 0.5 - distance);
      if (share > 0) disc.push([x, y, share]);
    }
  }
  return disc;
}

/** A color of the style sheet as red, green and blue, each 0 to 255, however it is written. */
function shadeOf(color: string, canvas: HTMLCanvasElement): readonly [number, number, number] {
  canvas.style.color = color;
  const one = document.createElement('canvas');
  one.width = one.height = 1;
  const pen = one.getContext('2d');
  if (pen === null) return [0, 0, 0];
  pen.fillStyle = getComputedStyle(canvas).color;
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
