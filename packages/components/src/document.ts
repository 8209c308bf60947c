import type { Changes } from './wire/document';

const isContainer = (value: unknown): value is Record<string, unknown> | unknown[] =>
  typeof value === 'object' && value !== null;

/**
 * Replace the nodes that `changes` names, wherever they are in the tree.
 *
 * Untouched branches keep their identity. Changes without a node of that id, and
 * changes that are not nodes, are ignored: a stray update must never empty a card.
 */
export function patch<T>(tree: T, changes: Changes): T {
  if (!isContainer(tree)) return tree;
  if (Array.isArray(tree)) {
    const next = tree.map((child: unknown) => patch(child, changes));
    return (next.some((child, i) => child !== tree[i]) ? next : tree) as T;
  }
  const id = tree.id;
  if (typeof id === 'string' && typeof tree.type === 'string' && Object.hasOwn(changes, id)) {
    const change: unknown = changes[id];
    if (isContainer(change) && !Array.isArray(change) && typeof change.type === 'string') {
      return { ...change, id } as T;
    }
  }
  let next: Record<string, unknown> = tree;
  for (const key of Object.keys(tree)) {
    const child = patch(tree[key], changes);
    if (child !== tree[key]) {
      if (next === tree) next = { ...tree };
      next[key] = child;
    }
  }
  return next as T;
}
