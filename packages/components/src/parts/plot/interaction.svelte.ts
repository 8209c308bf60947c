/** How a plot answers the pointer and the keys: the stop that is told, and the part that is shown. */
import type { Interval } from '$kit/lib/scale/continuous';
import type { Layout } from './layout';
import { stopAfter, type Stops } from './stops';

const LEAST_DRAG = 6;
/** How much of the axis a key shows, by what is shown. */
const SHARES: Readonly<Record<string, number>> = { '+': 0.5, '=': 0.5, '-': 2 };

/** @param zoomOf What takes the part of the x axis that is chosen, or undefined for all of it. */
export function interact(
  layoutOf: () => Layout | undefined,
  stopsOf: () => Stops | undefined,
  zoomOf: () => ((part: Interval | undefined) => void) | undefined,
) {
  /** The number of the stop that is told. */
  let current = $state.raw<number>();
  /** From where to where the pointer has been dragged. */
  let drag = $state.raw<Interval>();
  /** All of the axis, while a part of it is shown. */
  let whole: Interval | undefined;
  let isFinger = false;

  function showAll(): void {
    whole = undefined;
    zoomOf()?.(whole);
  }

  /** Shows the axis from one place to another; all of it where it would end beyond an end. */
  function show(start: number, end: number): void {
    const scale = layoutOf()?.x;
    if (scale === undefined || scale.kind === 'band') return;
    whole ??= scale.domain;
    const [low, high] = [scale.at(whole[0]), scale.at(whole[1])];
    const beyond = Math.max(0, low - start) - Math.max(0, end - high);
    const part = [scale.invert(start + beyond), scale.invert(end + beyond)] as const;
    if (end - start >= high - low) showAll();
    else if (part[1] > part[0]) zoomOf()?.(part);
  }

  /** Shows so many times as much of the axis as now, around a place. */
  function look(share: number, at?: number): void {
    const [start, end] = layoutOf()?.x.range ?? [0, 0];
    const [middle, half] = [at ?? (start + end) / 2, ((end - start) / 2) * share];
    show(middle - half, middle + half);
  }

  function move(event: PointerEvent): void {
    const [x, y] = placeIn(event);
    drag &&= [drag[0], x];
    current = stopsOf()?.nearest(x, y);
  }

  return {
    get stop() {
      return current === undefined ? undefined : stopsOf()?.stop(current);
    },
    get drag() {
      return drag;
    },
    showAll,
    move,
    leave: () => (current = undefined),
    cancel: () => (drag = undefined),
    press(event: PointerEvent) {
      if (event.button !== 0) return;
      move(event);
      // A finger that is dragged reads values, or scrolls the page.
      isFinger = event.pointerType === 'touch';
      if (zoomOf() === undefined || isFinger) return;
      const [x] = placeIn(event);
      drag = [x, x];
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
    },
    release() {
      const [start = 0, end = 0] = drag ? [Math.min(...drag), Math.max(...drag)] : [];
      drag = undefined;
      const [low = 0, high = 0] = layoutOf()?.x.range ?? [];
      if (end - start >= LEAST_DRAG) show(Math.max(low, start), Math.min(high, end));
    },
    /** A finger taps twice for a closer look; a mouse, which chooses a part by dragging, for all. */
    tap(event: MouseEvent) {
      if (isFinger) look(0.5, placeIn(event)[0]);
      else showAll();
    },
    key(event: KeyboardEvent) {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const [stops, layout] = [stopsOf(), layoutOf()];
      const share = SHARES[event.key];
      if (event.key === 'Escape') {
        if (current === undefined) showAll();
        current = undefined;
      } else if (share !== undefined) look(share, current && stops?.place(current));
      if (stops === undefined || layout === undefined) return;
      const [start, end] = layout.x.range;
      const next = stopAfter(
        stops,
        current ?? (whole && stops.nearest(start, layout.box.top)),
        event.key,
      );
      if (next === undefined) return;
      event.preventDefault();
      current = next;
      const at = stops.place(next);
      // What is told is what is seen.
      if (whole && (at < start - 1 || at > end + 1)) look(1, at);
    },
  };
}

function placeIn(event: MouseEvent): [number, number] {
  const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
  return [event.clientX - left, event.clientY - top];
}
