/** A flow's steps in words. */
import { formatCount } from '$kit/lib/format';
import { formatDuration, formatMoment } from '$kit/lib/time';
import type { Tone } from '$kit/parts/tone';
import type { DagKind, DagStatus, DagStep, DagTaskStatus, DagViewNode } from './types';

export const STATUS_WORDS: Record<DagStatus, string> = {
  done: 'done',
  running: 'running',
  failed: 'failed',
  unknown: 'no end recorded',
  pending: 'not started',
  skipped: 'skipped',
};

const MOST_CHARACTERS = 24;

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

/** What the step does, and with what: `foreach folds`, `switch on best`. */
export function kindText({ kind, foreach, condition }: DagStep): string {
  if (foreach !== undefined) return `foreach ${foreach}`;
  if (condition !== undefined) return `switch on ${condition}`;
  return KIND_WORDS[kind];
}

/** Whether the step stands for several tasks, or may come to. */
export const isMany = ({ within, tasks }: DagStep): boolean =>
  within !== undefined || (tasks !== undefined && tasks.total > 1);

/** How far the step is: one word, or the counts of its tasks: `5 of 10, 1 failed`. */
export function statusText(step: DagStep): string {
  const { status, tasks } = step;
  if (status === undefined) return '';
  if (tasks === undefined || !isMany(step)) {
    if (tasks?.caught) return 'failed, caught';
    return tasks?.unread ? 'not read' : STATUS_WORDS[status];
  }
  if (status === 'pending' || status === 'skipped') return STATUS_WORDS[status];
  const { total, done, failed, caught = 0, unended = 0, unread = 0 } = tasks;
  const count =
    done === total ? `${formatCount(total)} done` : `${formatCount(done)} of ${formatCount(total)}`;
  const others: [number, string][] = [
    [failed, 'failed'],
    [caught, 'caught'],
    [unended, 'without an end'],
    [unread, 'not read'],
  ];
  return [count, ...countTexts(others)].join(', ');
}

/** The same in the width of a box: where it is too long, what is worst. */
export function shortStatusText(step: DagStep): string {
  const text = statusText(step);
  if (text.length <= MOST_CHARACTERS || step.tasks === undefined) return text;
  const { total, done, failed, caught = 0, unended = 0, unread = 0 } = step.tasks;
  const worst = countTexts([
    [failed, 'failed'],
    [unended, 'without an end'],
    [unread, 'not read'],
    [caught, 'caught'],
  ]);
  return worst[0] ?? `${formatCount(done)} of ${formatCount(total)}`;
}

/** What stands behind the name of a step in a line: its counts, or its kind. */
export function lineText(step: DagStep): string {
  if (isMany(step) && step.tasks !== undefined) return shortStatusText(step);
  if (step.tasks?.caught || step.status === 'unknown') return statusText(step);
  return step.kind === 'linear' ? '' : kindText(step);
}

const countTexts = (counts: readonly [number, string][]): string[] =>
  counts.filter(([count]) => count > 0).map(([count, word]) => `${formatCount(count)} ${word}`);

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

/** The seconds of a step in words: of one whose end nobody recorded, they are the least. */
export function durationText({ duration, status }: DagStep): string {
  if (duration === undefined) return '';
  return `${status === 'unknown' ? '≥ ' : ''}${formatDuration(duration)}`;
}

/** Everything that is known of a step. */
export function sentence(step: DagStep): string {
  const { name, doc, within, status, tasks, duration, attempts, killed, decorators, next } = step;
  const parts = [`${name}: ${kindText(step)}`];
  if (within !== undefined) parts.push(`once for each task of ${within.join(' and ')}`);
  if (status !== undefined) {
    const others = tasks === undefined || !isMany(step) ? [] : alsoTexts(step);
    parts.push([statusText(step), ...others].join(', '));
  }
  if (duration !== undefined) {
    const least = status === 'unknown' ? 'at least ' : '';
    parts.push(least + formatDuration(duration) + (status === 'running' ? ' so far' : ''));
  }
  if (attempts !== undefined) {
    const kills = killed === undefined ? '' : `, ${formatCount(killed)} killed`;
    parts.push(`up to ${formatCount(attempts)} attempts${kills}`);
  }
  if (decorators !== undefined) parts.push(decorators.map((deco) => `@${deco}`).join(' '));
  const ways = next.map(({ step: to }) => {
    const when = transitionText(step, to);
    return `${to === name ? 'itself' : to}${when ? ` (${when})` : ''}`;
  });
  if (ways.length > 0) parts.push(`leads to ${ways.join(', ')}`);
  return `${parts.join(' · ')}.${doc === undefined ? '' : ` ${doc}`}`;
}

const alsoTexts = ({ tasks }: DagStep): string[] =>
  countTexts([
    [tasks?.running ?? 0, 'running'],
    [tasks?.reused ?? 0, 'taken over from an earlier run'],
  ]);

/** How many steps are in which state: `6 of 9 steps done`. */
export function progressText(steps: readonly DagStep[]): string {
  const count = `${formatCount(steps.length)} ${steps.length === 1 ? 'step' : 'steps'}`;
  if (!steps.some(({ status }) => status !== undefined)) return count;
  const done = steps.filter(({ status }) => status === 'done').length;
  return done === steps.length ? `${count}, all done` : `${formatCount(done)} of ${count} done`;
}

/** The counts that stand as pills beside the title, the worst first. */
export function stateCounts(steps: readonly DagStep[]): { tone: Tone; text: string }[] {
  const of = (status: DagStatus) => steps.filter((step) => step.status === status).length;
  const caught = steps.reduce((sum, { tasks }) => sum + (tasks?.caught ?? 0), 0);
  const unknown = of('unknown');
  const unread = steps.filter((s) => s.status === 'unknown' && !s.tasks?.unended).length;
  const counts: [number, Tone, string][] = [
    [of('failed'), 'bad', 'failed'],
    [caught, 'warn', 'caught'],
    [unknown - unread, 'warn', 'no end recorded'],
    [unread, 'warn', 'not all read'],
    [of('running'), 'accent', 'running'],
    [of('pending'), 'neutral', 'not started'],
  ];
  return counts
    .filter(([count]) => count > 0)
    .map(([count, tone, word]) => ({ tone, text: `${formatCount(count)} ${word}` }));
}

/** What the picture shows, after its title. */
export function subtitleText({ steps, critical = [] }: DagViewNode): string {
  const parts = [progressText(steps)];
  if (critical.length > 1) parts.push('heavy line: the critical path');
  if (steps.some(({ duration }) => duration !== undefined)) parts.push('bars: share of the time');
  return parts.join(' · ');
}

/** Which run is shown, and when it was looked at. */
export function runText({ run, as_of }: DagViewNode): string {
  const parts = [run, as_of === undefined ? undefined : `as of ${formatMoment(as_of)}`];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** The tasks of a step as squares in the order of their start, where there are few. */
export function taskSquares(step: DagStep, most: number): (DagTaskStatus | 'pending')[] {
  const { tasks, spans } = step;
  if (tasks === undefined || !isMany(step) || tasks.total > most) return [];
  const known =
    spans !== undefined && spans.length === tasks.total - (tasks.unread ?? 0) - missing(step)
      ? spans.map(({ status }) => status)
      : countedSquares(step);
  const rest = Math.max(0, tasks.total - known.length);
  return [...known, ...new Array<'pending'>(rest).fill('pending')];
}

/** Which of these squares is the task that made the card; -1 where it is not among them. */
export function ownSquare(step: DagStep, squares: readonly (DagTaskStatus | 'pending')[]): number {
  const spans = step.spans ?? [];
  const own = spans.findIndex((span) => span.own);
  const status = spans[own]?.status;
  if (status === undefined || squares[own] === status) return own;
  return squares.indexOf(status);
}

/** Tasks that are to come. */
function missing({ tasks }: DagStep): number {
  if (tasks === undefined) return 0;
  const { total, done, failed, running, unended = 0, unread = 0 } = tasks;
  return Math.max(0, total - done - failed - running - unended - unread);
}

function countedSquares(step: DagStep): DagTaskStatus[] {
  return taskCounts(step).flatMap(([status, count]) =>
    new Array<DagTaskStatus>(Math.max(0, count)).fill(status),
  );
}

function taskCounts({ tasks }: DagStep): [DagTaskStatus, number][] {
  if (tasks === undefined) return [];
  const { done, failed, running, caught = 0, unended = 0, unread = 0 } = tasks;
  return [
    ['done', done - caught],
    ['caught', caught],
    ['failed', failed],
    ['running', running],
    ['unknown', unended + unread],
  ];
}

/** The shares of a step's tasks in a bar, for many tasks. */
export function taskShares(step: DagStep): { status: DagTaskStatus; share: number }[] {
  const total = step.tasks?.total ?? 0;
  if (!isMany(step) || total === 0) return [];
  return taskCounts(step)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => ({ status, share: count / total }));
}
