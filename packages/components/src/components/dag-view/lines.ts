/** How each transition looks: on the critical path, not gone yet, or beside the reader's step. */
import type { Box } from './boxes';
import { transitionText, wasTaken } from './describe';
import type { PlacedEdge } from './routes';
import type { DagStep } from './types';

export type LineLook = 'plain' | 'critical' | 'open';

export interface Line extends PlacedEdge {
  key: string;
  text: string;
  look: LineLook;
  /** Whether it leads to or from the step that the reader points at. */
  near: boolean;
}

const MOST_CHARACTERS = 14;

/** The words on a transition, short enough to stand between two steps. */
export function labelText(step: DagStep | undefined, to: string): string {
  const text = step === undefined ? '' : transitionText(step, to);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}

/** Wide enough for the words in any font that a card may get. */
export const labelWidth = (text: string): number => (text === '' ? 0 : text.length * 6.6 + 4);

export function lookOf(
  from: Box | undefined,
  to: Box | undefined,
  critical: readonly string[],
  isRun: boolean,
): LineLook {
  if (from === undefined || to === undefined) return 'plain';
  if (isRun && !wasTaken(from.step, { ...to.step, name: to.name })) return 'open';
  return isNext(from, to, critical) ? 'critical' : 'plain';
}

/** Whether the path goes from the one to the other without a step between. */
function isNext(from: Box, to: Box, critical: readonly string[]): boolean {
  const names = ({ name, members }: Box) => members?.map((step) => step.name) ?? [name];
  const [starts, ends] = [new Set(names(from)), new Set(names(to))];
  return critical.some((name, i) => starts.has(name) && ends.has(critical[i + 1] ?? ''));
}

export function linesOf(
  edges: readonly PlacedEdge[],
  boxes: ReadonlyMap<string, Box>,
  options: { critical: readonly string[]; isRun: boolean; pointed: string | undefined },
): Line[] {
  const { critical, isRun, pointed } = options;
  const lines = edges.map((edge): Line => {
    const [from, to] = [boxes.get(edge.from), boxes.get(edge.to)];
    const known = from?.members === undefined && to?.members === undefined;
    return {
      ...edge,
      key: `${edge.from}\n${edge.to}`,
      text: known ? labelText(from?.step, edge.to) : '',
      look: lookOf(from, to, critical, isRun),
      near: pointed !== undefined && (edge.from === pointed || edge.to === pointed),
    };
  });
  const order = { open: 0, plain: 1, critical: 2 };
  return lines.sort((a, b) => Number(a.near) - Number(b.near) || order[a.look] - order[b.look]);
}
