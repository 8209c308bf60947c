/** A flow's steps in words. */
import { formatCount } from '$kit/lib/format';
import type { DagKind, DagStatus, DagStep, DagViewNode } from './types';

export const STATUS_WORDS: Record<DagStatus, string> = {
  done: 'done',
  running: 'running',
  failed: 'failed',
  pending: 'not started',
  skipped: 'skipped',
};

const KIND_WORDS: Record<DagKind, string> = {
  start: 'start',
  linear: 'step',
  split: 'split',
  foreach: 'foreach',
  parallel: 'parallel',
  join: 'join',
  switch: 'switch',
  end: 'end',
};

/** A span of time in its two largest units: `0.4s`, `42s`, `3m 20s`, `2h 5m`. */
export function formatDuration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)}s`;
  const units: [string, number][] = [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
    ['s', 1],
  ];
  const whole = Math.round(seconds);
  const first = units.findIndex(([, size]) => whole >= size);
  const [[unit, size], smaller] = [units[first] as [string, number], units[first + 1]];
  const rest = smaller === undefined ? 0 : Math.floor((whole % size) / smaller[1]);
  const main = `${formatCount(Math.floor(whole / size))}${unit}`;
  return rest > 0 && smaller !== undefined ? `${main} ${rest}${smaller[0]}` : main;
}

/** What the step does, and with what: `foreach folds`, `switch on best`. */
export function kindText({ kind, foreach, condition }: DagStep): string {
  if (foreach !== undefined) return `foreach ${foreach}`;
  if (condition !== undefined) return `switch on ${condition}`;
  return KIND_WORDS[kind];
}

/** Whether the step stands for several tasks, or may come to. */
export const isMany = ({ within, tasks }: DagStep): boolean =>
  within !== undefined || (tasks !== undefined && tasks.total > 1);

/** How far the step is: one word, or the counts of its tasks, the failed ones first. */
export function statusText({ status, tasks, ...step }: DagStep): string {
  if (status === undefined) return '';
  if (tasks === undefined || !isMany({ tasks, ...step })) return STATUS_WORDS[status];
  const { total, done, failed } = tasks;
  const count =
    done === total
      ? `${formatCount(total)} done`
      : `${formatCount(done)} of ${formatCount(total)} done`;
  return failed > 0 ? `${formatCount(failed)} failed, ${count}` : count;
}

/** The same where there is little room: `1 failed, 7/10 done`. */
export const shortStatusText = (step: DagStep): string => statusText(step).replace(' of ', '/');

/** The words on a transition: the cases of a switch that lead there, and how often it went so. */
export function transitionText(step: DagStep, to: string): string {
  const cases = (step.cases ?? []).filter((item) => item.step === to).map(({ label }) => label);
  const taken = step.next.find((item) => item.step === to)?.taken ?? 0;
  return [cases.join(' or '), ...(taken > 1 ? [`×${formatCount(taken)}`] : [])].join(' ').trim();
}

/** Whether the run has gone this way, so far as is known. */
export function wasTaken(step: DagStep, to: DagStep): boolean {
  const taken = step.next.find((item) => item.step === to.name)?.taken;
  if (taken !== undefined) return taken > 0;
  return [step, to].every(({ status }) => status !== 'skipped' && status !== 'pending');
}

/** Everything that is known of a step. */
export function sentence(step: DagStep): string {
  const { name, doc, within, status, tasks, duration, attempts, decorators, next } = step;
  const parts = [`${name}: ${kindText(step)}`];
  if (within !== undefined) parts.push(`once for each task of ${within.join(' and ')}`);
  if (status !== undefined) {
    const running = tasks !== undefined && tasks.running > 0 && isMany(step);
    const also = [
      ...(running ? [`${formatCount(tasks.running)} running`] : []),
      ...(tasks?.unread ? [`${formatCount(tasks.unread)} not read`] : []),
      ...(tasks?.reused ? [`${formatCount(tasks.reused)} taken over from an earlier run`] : []),
    ];
    parts.push([statusText(step), ...also].join(', '));
  }
  if (duration !== undefined) {
    parts.push(formatDuration(duration) + (status === 'running' ? ' so far' : ''));
  }
  if (attempts !== undefined) parts.push(`up to ${attempts} attempts`);
  if (decorators !== undefined) parts.push(decorators.map((deco) => `@${deco}`).join(' '));
  const ways = next.map(({ step: to }) => {
    const when = transitionText(step, to);
    return `${to === name ? 'itself' : to}${when ? ` (${when})` : ''}`;
  });
  if (ways.length > 0) parts.push(`leads to ${ways.join(', ')}`);
  return `${parts.join(' · ')}.${doc === undefined ? '' : ` ${doc}`}`;
}

/** The run in one line: where it is, and how many steps are in which state. */
export function overview({ run, as_of, steps }: Pick<DagViewNode, 'run' | 'as_of' | 'steps'>) {
  const count = `${formatCount(steps.length)} ${steps.length === 1 ? 'step' : 'steps'}`;
  if (run === undefined) return `${count}. Point at one for more.`;
  const states = (Object.keys(STATUS_WORDS) as DagStatus[])
    .map((status) => ({ status, found: steps.filter((step) => step.status === status).length }))
    .filter(({ found }) => found > 0)
    .map(({ status, found }) => `${formatCount(found)} ${STATUS_WORDS[status]}`);
  const when = as_of === undefined ? '' : `, as of ${as_of.slice(0, 16).replace('T', ' ')} UTC`;
  return `${run}${when}. Of ${count}: ${states.join(', ')}.`;
}
