/** What stands in the picture: steps, and what is folded, each as a step with its words. */
import { formatCount } from '$kit/lib/format';
import { sentence, statusText } from './describe';
import type { Item } from './fold';
import type { Fields } from '$kit/wire/node';
import type { DagStatus, DagStep, DagTasks, DagViewNode } from './types';

export interface Box {
  /** The name in the graph: of the step, or of the fold. */
  name: string;
  /** The step, or one that says of a fold what is known of its members. */
  step: DagStep;
  /** The steps that it stands for, when folded. */
  members?: readonly DagStep[];
  /** Share of the run's time; absent where no time is known. */
  share?: number | undefined;
  isCurrent: boolean;
  /** Which task of the step made the card, in words. */
  place?: string | undefined;
}

export function boxesOf(
  items: readonly Item[],
  { elapsed, current, place }: Pick<Fields<DagViewNode>, 'elapsed' | 'current' | 'place'>,
): Map<string, Box> {
  const total = elapsed !== undefined && elapsed > 0 ? elapsed : undefined;
  return new Map(
    items.map((item): [string, Box] => {
      const [first] = item.members;
      const step = item.fold === undefined && first !== undefined ? first : foldedStep(item);
      const { duration } = step;
      const share =
        total === undefined || duration === undefined ? undefined : Math.min(1, duration / total);
      const isCurrent = item.members.some(({ name }) => name === current);
      const box: Box = { name: item.name, step, share, isCurrent };
      if (isCurrent && item.fold === undefined) box.place = place;
      return [item.name, item.fold === undefined ? box : { ...box, members: item.members }];
    }),
  );
}

const WORST_FIRST: readonly DagStatus[] = [
  'failed',
  'running',
  'unknown',
  'pending',
  'done',
  'skipped',
];

/** A fold as a step: its name says how many it stands for, its counts are of steps. */
function foldedStep({ fold, members, next }: Item): DagStep {
  const names = new Set(members.map(({ name }) => name));
  const starts = members.filter((step, i) => i === 0 || !leadsTo(members.slice(0, i), step.name));
  const count = formatCount(fold === 'branches' ? starts.length : members.length);
  const status = WORST_FIRST.find((one) => members.some((step) => step.status === one));
  const times = members.flatMap(({ start, duration }) =>
    start === undefined || duration === undefined ? [] : [[start, start + duration] as const],
  );
  const start = Math.min(...times.map(([from]) => from));
  return {
    name: fold === 'branches' ? `+${count}` : `${count} steps`,
    kind: 'linear',
    next: next.filter(({ step }) => !names.has(step)),
    ...(status === undefined ? {} : { status, tasks: countsOf(members) }),
    ...(times.length === 0
      ? {}
      : { start, duration: Math.max(...times.map(([, to]) => to)) - start }),
  };
}

const MOST_NAMES = 12;

/** What a box says to one who points at it. */
export function boxSentence({ step, members }: Box): string {
  if (members === undefined) return sentence(step);
  const names = members.slice(0, MOST_NAMES).map(({ name }) => name);
  const more =
    members.length > MOST_NAMES ? ` and ${formatCount(members.length - MOST_NAMES)} more` : '';
  const state = statusText(step);
  return `${names.join(', ')}${more}${state === '' ? '' : `: ${state}`}. A click shows them.`;
}

const leadsTo = (steps: readonly DagStep[], name: string) =>
  steps.some(({ next }) => next.some((to) => to.step === name));

function countsOf(members: readonly DagStep[]): DagTasks {
  const of = (status: DagStatus) => members.filter((step) => step.status === status).length;
  const unended = of('unknown');
  return {
    total: members.length,
    done: of('done') + of('skipped'),
    failed: of('failed'),
    running: of('running'),
    ...(unended > 0 ? { unended } : {}),
  };
}
