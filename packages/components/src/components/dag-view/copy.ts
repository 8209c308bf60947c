/** The steps as tables to copy. */
import { copyText } from '$kit/lib/clipboard';
import { csv, markdown } from '$kit/lib/tabular';
import type { MenuItem } from '$kit/parts/tools';
import { durationText, kindText, statusText } from './describe';
import type { DagStep } from './types';

const HEADERS = ['Step', 'Kind', 'Next', 'Status', 'Seconds', 'Tasks', 'Done', 'Failed'];

const stepsAsCsv = (steps: readonly DagStep[]): string =>
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

const stepsAsMarkdown = (steps: readonly DagStep[]): string =>
  markdown(
    ['Step', 'Kind', 'Status', 'Time'],
    steps.map((step) => [step.name, kindText(step), statusText(step), durationText(step)]),
  );

export const copyMenu = (steps: readonly DagStep[]): MenuItem[] => [
  { label: 'Copy as Markdown', run: () => copyText(stepsAsMarkdown(steps)) },
  { label: 'Copy as CSV', run: () => copyText(stepsAsCsv(steps)) },
];
