/** How a plot answers the pointer and the keys: the stop that is told, and the part that is chosen. */
import type { Interval } from '$kit/lib/scale/continuous';
import type { Layout } from './layout';
import { stopAfter, type Stops } from './stops';

interface Source {
  readonly layout: Layout | undefined;
  readonly stops: Stops | undefined;
  /** Given where a part of the x axis can be chosen; undefined for all of it. */
  readonly onzoom: ((part: Interval | undefined) => void) | undefined;
}

const LEAST_DRAG = 6;

export class Interaction {
  /** The number of the stop that is told. */
  current = $state.raw<number>();
  /** From where to where the pointer has been dragged. */
  drag = $state.raw<Interval>();

  constructor(private readonly source: Source) {}

  leave = () => (this.current = undefined);

  cancel = () => (this.drag = undefined);

  showAll = () => this.source.onzoom?.(undefined);

  move = (event: PointerEvent) => {
    const [x, y] = placeIn(event);
    if (this.drag !== undefined) this.drag = [this.drag[0], x];
    this.current = this.source.stops?.nearest(x, y);
  };

  press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    this.move(event);
    // A finger that is dragged reads values, or scrolls the page.
    if (this.source.onzoom === undefined || event.pointerType === 'touch') return;
    const [x] = placeIn(event);
    this.drag = [x, x];
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
  };

  release = () => {
    const [drag, scale] = [this.drag, this.source.layout?.x];
    this.drag = undefined;
    if (drag === undefined || scale === undefined || scale.kind === 'band') return;
    if (Math.abs(drag[1] - drag[0]) < LEAST_DRAG) return;
    const [low, high] = drag
      .map((at) => scale.invert(Math.max(scale.range[0], Math.min(scale.range[1], at))))
      .sort((a, b) => a - b) as [number, number];
    if (high > low) this.source.onzoom?.([low, high]);
  };

  key = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') {
      if (this.current === undefined) this.showAll();
      this.current = undefined;
      return;
    }
    const { stops } = this.source;
    const next = stops && stopAfter(stops, this.current, event.key);
    if (next === undefined) return;
    event.preventDefault();
    this.current = next;
  };
}

function placeIn(event: PointerEvent): [number, number] {
  const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
  return [event.clientX - left, event.clientY - top];
}
