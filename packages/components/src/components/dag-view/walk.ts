import type { Layout } from './layout';

/** The step that an arrow key leads to; the same one where there is none. */
export function neighbour({ steps, edges }: Layout, name: string, key: string): string {
  const here = steps.find((step) => step.name === name);
  if (here === undefined) return steps[0]?.name ?? name;
  const forward = edges.filter(({ back }) => !back);
  const nearest = (names: string[]) =>
    steps
      .filter((step) => names.includes(step.name))
      .sort((a, b) => Math.abs(a.x - here.x) - Math.abs(b.x - here.x))[0]?.name;
  const beside = (side: number) =>
    steps
      .filter((step) => step.layer === here.layer && (step.x - here.x) * side > 0)
      .sort((a, b) => (a.x - b.x) * side)[0]?.name;
  const found: Record<string, () => string | undefined> = {
    ArrowDown: () => nearest(forward.filter(({ from }) => from === name).map(({ to }) => to)),
    ArrowUp: () => nearest(forward.filter(({ to }) => to === name).map(({ from }) => from)),
    ArrowRight: () => beside(1),
    ArrowLeft: () => beside(-1),
    Home: () => steps[0]?.name,
    End: () => steps.at(-1)?.name,
  };
  return found[key]?.() ?? name;
}
