import { isNode, isObject, type Fields } from './wire/tree';
import type { TypedNode } from './wire/node';

function reconcileList(before: unknown[], after: unknown[]): unknown[] {
  const known = new Map<unknown, unknown>();
  for (const one of before) {
    if (isObject(one) && typeof one.id === 'string') known.set(one.id, one);
  }
  const next = after.map((one, i) => {
    const same = isObject(one) && typeof one.id === 'string' ? known.get(one.id) : undefined;
    return reconcile(same ?? before[i], one);
  });
  const same = next.length === before.length && next.every((one, i) => Object.is(one, before[i]));
  return same ? before : next;
}

/**
 * What `after` says, made of `before` wherever the two are deeply equal.
 *
 * What did not change keeps its identity, and so everything that a reader did to it: an open tab, a
 * sort, a selection. Members of a list that have an id are compared with the one of their id.
 */
export function reconcile<T>(before: unknown, after: T): T {
  if (Object.is(before, after)) return after;
  if (Array.isArray(before) && Array.isArray(after)) return reconcileList(before, after) as T;
  if (!isObject(before) || !isObject(after)) return after;
  const keys = Object.keys(after);
  const next: Fields = {};
  let same = keys.length === Object.keys(before).length;
  for (const key of keys) {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    const value = reconcile(old, after[key]);
    // A name like any other in JSON, but not for an assignment.
    if (key !== '__proto__') next[key] = value;
    else Object.defineProperty(next, key, { value, enumerable: true });
    same &&= Object.hasOwn(before, key) && Object.is(value, old);
  }
  return (same ? before : next) as T;
}

/** A change under the name of the node that takes it, where that stands on the card a second time. */
function renamed(node: TypedNode, change: TypedNode): TypedNode {
  const { same_as } = node;
  return { ...change, id: node.id, ...(same_as !== undefined && { same_as }) };
}

/**
 * Replace the nodes that `changes` names by their ids, however deep they are.
 *
 * Untouched branches keep their identity. Changes of an unknown id, and changes that are no
 * nodes, are ignored: a stray update must never empty a card.
 */
export function patch(nodes: TypedNode[], changes: Readonly<Fields>): TypedNode[] {
  const next = nodes.map((node) => {
    if (!isNode(node)) return node;
    const name = [node.id, node.same_as].find(
      (one) => one !== undefined && Object.hasOwn(changes, one),
    );
    const change = name === undefined ? undefined : changes[name];
    if (isNode(change)) return reconcile(node, renamed(node, change));
    if (!Array.isArray(node.nodes)) return node;
    const children = patch(node.nodes, changes);
    return children === node.nodes ? node : { ...node, nodes: children };
  });
  return next.some((node, i) => node !== nodes[i]) ? next : nodes;
}

/** Where `id` comes into a list, by its neighbors in `order`: behind the one before it, else before the next. */
function placeOf(id: string, nodes: readonly TypedNode[], order: readonly string[]): number {
  const places = new Map(nodes.map((node, i) => [node.id, i]));
  const at = order.indexOf(id);
  const before = order.slice(0, at).findLast((other) => places.has(other));
  if (before !== undefined) return (places.get(before) ?? 0) + 1;
  const after = order.slice(at + 1).find((other) => places.has(other));
  return after === undefined ? nodes.length : (places.get(after) ?? 0);
}

/**
 * The top level of a card as an update has it: what is new comes in, what is gone goes.
 *
 * Metaflow sends only the components that can change, so a node that never was in `before` stays.
 */
export function arrange(
  nodes: TypedNode[],
  changes: Readonly<Fields>,
  before: readonly string[],
  after: readonly string[],
): TypedNode[] {
  const gone = new Set(before.filter((id) => !after.includes(id)));
  const next = nodes.filter(({ id }) => !gone.has(id));
  const known = new Set(next.map(({ id }) => id));
  for (const id of after) {
    const node = Object.hasOwn(changes, id) ? changes[id] : undefined;
    if (known.has(id) || !isNode(node)) continue;
    next.splice(placeOf(id, next, after), 0, { ...node, id });
    known.add(id);
  }
  return next.length === nodes.length && next.every((node, i) => node === nodes[i]) ? nodes : next;
}
