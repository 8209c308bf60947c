import { COLUMNS } from './lib/spans';
import { find } from './registry';
import type { TypedNode } from './wire/node';

/** The columns that a node needs, by what its component says of it; all of them where it says nothing. */
export function defaultSpan(node: TypedNode): number {
  const entry = find(node.type);
  if (entry === undefined || 'reason' in entry) return COLUMNS;
  const { span } = 'view' in entry ? entry : entry.contract;
  try {
    return span?.(node) ?? COLUMNS;
  } catch {
    // The node is malformed, and its place says so.
    return COLUMNS;
  }
}
