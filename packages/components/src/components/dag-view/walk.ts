/** The step that an arrow key leads to. */
import type { Transition } from './ranks';

export interface Placed {
  name: string;
  x: number;
  y: number;
}

export interface Walk {
  /** The key that follows the flow, and the one that goes back. */
  forward: string;
  backward: string;
}

export const ACROSS: Walk = { forward: 'ArrowRight', backward: 'ArrowLeft' };
export const DOWN: Walk = { forward: 'ArrowDown', backward: 'ArrowUp' };

/** The neighbor of a step; the same step where there is none. */
export function neighbor(
  steps: readonly Placed[],
  edges: readonly Transition[],
  name: string,
  key: string,
  { forward, backward }: Walk,
): string {
  const here = steps.findIndex((step) => step.name === name);
  const from = steps[here];
  if (from === undefined) return steps[0]?.name ?? name;
  if (key === 'Home') return steps[0]?.name ?? name;
  if (key === 'End') return steps.at(-1)?.name ?? name;
  const along = edges.filter(({ back }) => !back);
  if (key === forward)
    return nearest(along.filter((edge) => edge.from === name).map(({ to }) => to));
  if (key === backward) return nearest(along.filter((edge) => edge.to === name).map((e) => e.from));
  if (forward === 'ArrowDown') return name;
  const side = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  const beside = steps
    .filter(({ x, y }) => Math.abs(x - from.x) < 1 && (y - from.y) * side > 0)
    .sort((a, b) => (a.y - b.y) * side);
  return beside[0]?.name ?? name;

  function nearest(names: readonly string[]): string {
    const found = steps
      .filter((step) => names.includes(step.name))
      .sort((a, b) => distance(a) - distance(b));
    return found[0]?.name ?? name;
  }
  function distance({ y }: Placed): number {
    return Math.abs(y - (from?.y ?? 0));
  }
}
