/** Where points stand, and how thousands of them are painted. */
import type { Layout } from './layout';
import type { Column } from './path';

/** Points with a place in the box: their numbers, and their pixels. */
export interface Places {
  index: Uint32Array;
  x: Float32Array;
  y: Float32Array;
}

/** Colors, and for each point the number of its own. */
export interface Colors {
  of: ArrayLike<number>;
  colors: readonly string[];
}

/** Points as one path of dots for each color, in whole pixels. */
export function dotPaths(
  { index, x, y }: Places,
  color: Colors,
): { path: string; stroke: string }[] {
  const parts: string[][] = color.colors.map(() => []);
  for (let i = 0; i < index.length; i += 1) {
    parts[color.of[index[i] ?? 0] ?? 0]?.push(
      `M${Math.round(x[i] ?? 0)} ${Math.round(y[i] ?? 0)}h0`,
    );
  }
  return color.colors.map((stroke, i) => ({ stroke, path: [...new Set(parts[i])].join('') }));
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
  isDim: (color: number) => boolean;
}

/** Pixels of a disc around its middle, and how much of each it covers. */
type Disc = readonly (readonly [x: number, y: number, share: number])[];

/** How much of a pixel one dot colors, and how little those that step back do. */
const [ALONE, DIM] = [0.45, 0.02];
const LAST = 0.7;

/**
 * Dots on a canvas, counted at each pixel: the more of them lie there, the fuller is its color, by
 * the logarithm of their number, so that one is seen, and so is where most are. With a hundred
 * thousand of them, the canvas's own ways of drawing take as long as all else of a card.
 */
export function paintDots(
  pen: CanvasRenderingContext2D,
  canvas: HTMLCanvasElement,
  { places, colorOf, colors, radiusOf, isDim }: Dots,
): void {
  const { width, height } = canvas;
  const scale = pen.getTransform().a;
  const image = pen.createImageData(width, height);
  const sums = new Float32Array(image.data.length);
  const shades = colors.map((color) => shadeOf(color, canvas));
  const weights = colors.map((_, i) => (isDim(i) ? DIM : 1));
  const discs = new Map<number, Disc>();
  let most = 2;
  for (let i = 0; i < places.index.length; i += 1) {
    const point = places.index[i] ?? 0;
    const radius = radiusOf(point) * scale;
    let disc = discs.get(radius);
    if (disc === undefined) discs.set(radius, (disc = discOf(radius)));
    const own = colorOf(point);
    const [red, green, blue] = shades[own] ?? [0, 0, 0];
    const left = Math.round((places.x[i] ?? 0) * scale);
    const top = Math.round((places.y[i] ?? 0) * scale);
    for (const [dx, dy, share] of disc) {
      const [x, y] = [left + dx, top + dy];
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      const at = 4 * (y * width + x);
      const part = share * (weights[own] ?? 1);
      const before = sums[at + 3] ?? 0;
      // The last of many colors is the most seen, as where opaque dots lie over each other.
      const mix = before === 0 ? 1 : part * LAST;
      sums[at] = red * mix + (sums[at] ?? 0) * (1 - mix);
      sums[at + 1] = green * mix + (sums[at + 1] ?? 0) * (1 - mix);
      sums[at + 2] = blue * mix + (sums[at + 2] ?? 0) * (1 - mix);
      sums[at + 3] = before + part;
      most = Math.max(most, before + part);
    }
  }
  for (let at = 0; at < sums.length; at += 4) {
    const sum = sums[at + 3] ?? 0;
    if (sum === 0) continue;
    for (let channel = 0; channel < 3; channel += 1) {
      image.data[at + channel] = sums[at + channel] ?? 0;
    }
    const fullness = sum < 1 ? ALONE * sum : ALONE + ((1 - ALONE) * Math.log(sum)) / Math.log(most);
    image.data[at + 3] = 255 * fullness;
  }
  pen.putImageData(image, 0, 0);
}

function discOf(radius: number): Disc {
  const disc: [number, number, number][] = [];
  const reach = Math.ceil(radius);
  for (let y = -reach; y <= reach; y += 1) {
    for (let x = -reach; x <= reach; x += 1) {
      const share = Math.min(1, radius + 0.5 - Math.hypot(x, y));
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
