import type { Box } from './boxes';

/** What makes a step's button answer: its place in the order of tabs, and its events. */
export type StepActions = (name: string, box: Box) => Record<string, unknown>;
