/** What a plot is given. */
import type { Snippet } from 'svelte';
import type { Interval } from '$kit/lib/scale/continuous';
import type { AxisSpec, Layout } from './layout';
import type { Measure } from './measure';
import type { Stops } from './stops';

export interface PlotProps {
  x: AxisSpec;
  y: AxisSpec;
  height?: number;
  /** What it shows, in a sentence: the name of the picture for a screen reader. */
  label: string;
  /** Pixels that marks need at the right of the box, and on top of it. */
  right?: number | ((measure: Measure) => number) | undefined;
  top?: number;
  /** Pixels that the names at the left take at least. */
  left?: number;
  /** Where the hover rule stops; without it, nothing answers. */
  stops?: ((layout: Layout) => Stops) | undefined;
  /** Given where a part of the x axis can be chosen by dragging; undefined for all of it. */
  onzoom?: ((part: Interval | undefined) => void) | undefined;
  zoomed?: boolean;
  /** The picture, for PNG and SVG of it. */
  picture?: HTMLElement | undefined;
  /** The width that the container gives it; 0 before that is known. */
  width?: number;
  /** What lies over the picture and takes presses of its own. */
  beside?: Snippet<[Layout]> | undefined;
  children: Snippet<[Layout, Measure]>;
}
