/** The signs of kinds and of states: strokes in a square of 16. */
import type { DagKind, DagStatus } from './types';

export const KIND_SIGNS: Record<DagKind, string> = {
  start: 'M5 3l8 5-8 5z',
  linear: 'M3 4h10v8H3z',
  split: 'M8 2v4M8 6L3 13M8 6l5 7',
  foreach: 'M2 2h8v7H2zM5 9v2h8V5h-3M8 11v3h6',
  parallel: 'M4 2v12M8 2v12M12 2v12',
  join: 'M8 14v-4M8 10L3 3M8 10l5-7',
  switch: 'M8 2l6 6-6 6-6-6z',
  end: 'M3 3h10v10H3zM6 6h4v4H6z',
};

export const STATUS_SIGNS: Record<DagStatus, string> = {
  done: 'M3 8.5l3.5 3.5L13 4.5',
  running: 'M8 2a6 6 0 1 1-6 6M8 5v3.5l2.5 1.5',
  failed: 'M4 4l8 8M12 4l-8 8',
  pending: 'M8 3a5 5 0 1 1 0 10a5 5 0 0 1 0-10',
  skipped: 'M3 8h2M7 8h2M11 8h2',
};
