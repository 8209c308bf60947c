import { fitTiles } from './tiles';
import type { MetricTableNode } from './types';

export { default } from './MetricTable.svelte';

/** Figures and bars take the whole width; names and values alone need less than half of it. */
export const span = (node: object): number => {
  const { metrics } = node as MetricTableNode;
  const wide = metrics.some(({ change, sd }) => change !== undefined || sd !== undefined);
  return wide || fitTiles(metrics) ? 12 : 5;
};
