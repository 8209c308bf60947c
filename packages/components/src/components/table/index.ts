import type { TableNode } from './types';

export { default } from './Table.svelte';

/** A few columns take half of a row. */
export const span = (node: object): number => {
  const { columns, nodes = [] } = node as TableNode;
  return columns.length <= 3 && nodes.length === 0 ? 6 : 12;
};
