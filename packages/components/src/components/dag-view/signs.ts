/** The signs of states: strokes in a square of 16. */
import { CHECK, CROSS, RING, WARNING } from '$kit/parts/signs';
import type { DagStep } from './types';

const PENDING = 'M8 3a5 5 0 1 1 0 10a5 5 0 0 1 0-10';
const SKIPPED = 'M3 8h2M7 8h2M11 8h2';
const UNKNOWN = 'M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.8-1.1 1.8M8 12.7v.1';

export interface StateSign {
  path: string;
  tone: 'good' | 'bad' | 'warn' | 'accent' | 'faint';
  turning?: boolean;
  dashed?: boolean;
}

/** The sign beside a step's name; none where no run is known. */
export function stateSign({ status, tasks }: DagStep): StateSign | undefined {
  switch (status) {
    case undefined:
      return undefined;
    case 'done':
      return (tasks?.caught ?? 0) > 0
        ? { path: WARNING, tone: 'warn' }
        : { path: CHECK, tone: 'good' };
    case 'failed':
      return { path: CROSS, tone: 'bad' };
    case 'running':
      return { path: RING, tone: 'accent', turning: true };
    case 'unknown':
      return { path: UNKNOWN, tone: 'warn' };
    case 'pending':
      return { path: PENDING, tone: 'faint', dashed: true };
    case 'skipped':
      return { path: SKIPPED, tone: 'faint' };
  }
}
