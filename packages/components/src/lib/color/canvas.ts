/** Colors for a canvas, which knows no custom properties: the tokens of an element, as numbers. */
import { oklabToRgb, parseColor, rgbToOklab, type Triple } from './oklab';
import { RAMPS, type Ramp } from './ramp';

/** The color of a token where `element` stands: `readToken(canvas, 'ink-3')`. */
export const readToken = (element: Element, name: string): string =>
  getComputedStyle(element).getPropertyValue(`--kit-${name}`).trim();

/** A ramp as `size` colors, red, green and blue one after another: `table[3 * i]` is the red of color i. */
export function readRamp(element: Element, name: Ramp, size = 256): Uint8ClampedArray {
  const style = getComputedStyle(element);
  const stops = RAMPS[name].map((token) =>
    rgbToOklab(parseColor(style.getPropertyValue(`--kit-${token}`))),
  );
  return tabulate(stops, size);
}

/** Colors between stops in OKLab. */
export function tabulate(stops: readonly Triple[], size: number): Uint8ClampedArray {
  const table = new Uint8ClampedArray(3 * size);
  for (let i = 0; i < size; i++) {
    const at = (i / Math.max(1, size - 1)) * (stops.length - 1);
    const low = stops[Math.floor(at)] ?? [0, 0, 0];
    const high = stops[Math.ceil(at)] ?? low;
    const part = at - Math.floor(at);
    const mix = (c: 0 | 1 | 2) => low[c] + (high[c] - low[c]) * part;
    table.set(oklabToRgb([mix(0), mix(1), mix(2)]), 3 * i);
  }
  return table;
}
