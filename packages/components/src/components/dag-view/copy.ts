/** The steps as tables to copy. */
import { csv, markdown } from '$kit/lib/tabular';
import { durationText, kindText, statusText } from './describe';
import type { DagStep } from './types';

const HEADERS = ['Step', 'Kind', 'Next', 'Status', 'Seconds', 'Tasks', 'Done', 'Failed'];

export const stepsAsCsv = (steps: readonly DagStep[]): string =>
  csv([
    HEADERS,
    ...steps.map((step) => [
      step.name,
      step.kind,
      step.next.map((to) => to.step).join(' '),
      step.status ?? null,
      step.duration ?? null,
      step.tasks?.total ?? null,
      step.tasks?.done ?? null,
      step.tasks?.failed ?? null,
    ]),
  ]);

export const stepsAsMarkdown = (steps: readonly DagStep[]): string =>
  markdown(
    ['Step', 'Kind', 'Status', 'Time'],
    steps.map((step) => [step.name, kindText(step), statusText(step), durationText(step)]),
  );
