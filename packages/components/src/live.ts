/** The part of the page that only a card of a running task has: updates, and what they say of it. */
import type { TypedNode } from './wire/node';
import { isNode, walk } from './wire/tree';
import { Freshness } from './freshness.svelte';
import LiveStatus from './LiveStatus.svelte';
import type { Running } from './main.svelte';
import { arrange, patch } from './reconcile';
import type { Status } from './registry';
import type { Reloads } from './reloads';
import {
  CARD_KEY,
  type CardDocument,
  type CardState,
  type Changes,
  type TaskFacts,
} from './wire/document';

export interface Follower {
  status: Status;
  /** Take what a host hands over, whatever that is. */
  update(card: Running, given: unknown): void;
  stop(): void;
}

function readState(value: unknown): CardState | undefined {
  const state = value as Partial<CardState> | null | undefined;
  const isState =
    typeof state === 'object' &&
    state !== null &&
    !isNode(state) &&
    typeof state.rendered === 'string' &&
    typeof state.layout === 'number' &&
    Array.isArray(state.nodes);
  return isState ? (state as CardState) : undefined;
}

/** A node in which whatever the page cannot show waits in words for the next page. */
function withWaiting(node: TypedNode, missing: ReadonlySet<string>): TypedNode {
  const { id, type, nodes, width, title } = node;
  if (missing.has(type)) {
    const message = 'It comes with the next page of this card.';
    const frame = { ...(width !== undefined && { width }), ...(title !== undefined && { title }) };
    return { ...frame, type: 'problem', id, component: type, message, waiting: true };
  }
  if (!Array.isArray(nodes)) return node;
  return { ...node, nodes: nodes.map((one) => (isNode(one) ? withWaiting(one, missing) : one)) };
}

/** Follow a running task from the state that `document` has. */
export function follow(document: CardDocument, reloads: Reloads): Follower {
  let state = readState(document.state);
  let awaited: number | undefined;
  const freshness = new Freshness(state?.rendered ?? document.task?.rendered, reloads.delay > 0);

  /** A page carries all that it can of the types with which it was rendered. */
  const rendered = new Set([...walk(document.nodes)].map(({ type }) => type));
  const missingIn = (card: Running, changes: Changes): Set<string> =>
    new Set(
      [...walk(Object.values(changes).filter(isNode))]
        .map(({ type }) => type)
        .filter((type) => !rendered.has(type) && !card.has(type)),
    );

  /** What is known of the task now: how long it ran until its latest data, and not that it runs once they are overdue. */
  function taskNow(): TaskFacts | undefined {
    const { task } = document;
    if (task?.status !== 'running') return task;
    if (freshness.phase !== 'current') return { ...task, status: undefined, seconds: undefined };
    const since = Date.parse(freshness.rendered ?? '') - Date.parse(task.rendered ?? '');
    const more = since > 0 ? since / 1000 : 0;
    return { ...task, seconds: task.seconds === undefined ? undefined : task.seconds + more };
  }

  return {
    status: {
      component: LiveStatus,
      props: { freshness, task: document.task },
      isCurrent: () => freshness.phase === 'current',
      task: taskNow,
    },
    update(card, given) {
      if (typeof given !== 'object' || given === null) return;
      const missing = missingIn(card, given as Changes);
      const changes =
        missing.size === 0
          ? (given as Changes)
          : Object.fromEntries(
              Object.entries(given as Changes).map(([id, one]) => [
                id,
                isNode(one) ? withWaiting(one, missing) : one,
              ]),
            );
      const next = readState(changes[CARD_KEY]);
      const before = card.document.nodes;
      // Metaflow may have dropped the rendering of this layout, and then the next one brings it.
      const layout = (next ?? state)?.layout ?? 0;
      reloads.ask(
        [...missing].map((type) => `${type} in ${layout}`),
        4,
      );
      freshness.lack(missing.size > 0);
      let nodes = patch(before, changes);
      if (next !== undefined && next.layout >= (state?.layout ?? 0)) {
        const patched = nodes;
        nodes = arrange(nodes, changes, state?.nodes ?? [], next.nodes);
        // Something came or went that updates do not tell of: the page has it when it is rendered.
        const hidden = state !== undefined && next.layout > state.layout && nodes === patched;
        if (hidden) awaited = next.layout;
        if (next.layout === awaited) {
          reloads.ask([`layout ${next.layout}`], 4);
          freshness.wait();
        }
        state = next;
      }
      if (nodes !== before) card.show({ ...card.document, nodes });
      freshness.hear(next, nodes !== before);
    },
    stop: () => freshness.stop(),
  };
}
