/** What the marks of a plot learn from it. */
import { getContext, setContext } from 'svelte';
import type { Layout } from './layout';
import type { Measure } from './measure';

/** Draws marks, too many for elements, on the canvas below the plot; reads colors from `canvas`. */
export type Paint = (pen: CanvasRenderingContext2D, canvas: HTMLCanvasElement) => void;

export interface PlotContext {
  readonly layout: Layout;
  readonly measure: Measure;
  /** For `clip-path`: nothing is drawn outside of the box. */
  readonly clip: string;
  /** Adds to what the canvas shows; returns what takes it away. */
  paint(paint: Paint): () => void;
}

const KEY = Symbol('plot');

export const getPlot = (): PlotContext => getContext<PlotContext>(KEY);

/** Give an object with getters: its layout changes with its width. */
export const setPlot = (plot: PlotContext): void => {
  setContext(KEY, plot);
};

/** Draw all that is to be on the canvas anew, as sharp as the screen is. */
export function repaint(
  canvas: HTMLCanvasElement,
  { width, height }: Layout,
  paints: readonly Paint[],
  density: number,
): void {
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  const scale = Math.min(3, density);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  pen.scale(scale, scale);
  for (const paint of paints) paint(pen, canvas);
}
