import type { TypedNode } from './node';

export type Fields = Record<string, unknown>;

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value that can stand on a card as a node. */
export const isNode = (value: unknown): value is TypedNode =>
  isObject(value) && typeof value.type === 'string';

/** The children of a node: they stand in `nodes`, and nowhere else. */
export const childrenOf = (node: unknown): TypedNode[] =>
  isObject(node) && Array.isArray(node.nodes) ? node.nodes.filter(isNode) : [];

/** Every node of a tree, parents before their children, in reading order. */
export function* walk(nodes: readonly TypedNode[]): Generator<TypedNode> {
  const waiting = [...nodes].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    waiting.push(...childrenOf(node).reverse());
  }
}
