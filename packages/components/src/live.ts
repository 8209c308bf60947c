/** The part of the page that only a card of a running task has: updates, and what they say of it. */
import { isNode, walk } from './wire/tree';
import { Freshness } from './freshness.svelte';
import LiveStatus from './LiveStatus.svelte';
import type { Running } from './main.svelte';
import { arrange, patch } from './reconcile';
import type { Status } from './registry';
import type { Reloads } from './reloads';
import { CARD_KEY, type CardDocument, type CardState, type Changes } from './wire/document';

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

/** Follow a running task from the state that `document` has. */
export function follow(document: CardDocument, reloads: Reloads): Follower {
  let state = readState(document.state);
  let awaited: number | undefined;
  const freshness = new Freshness(state?.rendered ?? document.task?.rendered, reloads.delay > 0);

  /**
   * Types that the page does not carry: it may when it is loaded anew; once for all of them. One that it
   * shows already is shown as well as it can be.
   */
  function askForMissing(card: Running, changes: Changes, layout: number): void {
    const shown = new Set([...walk(card.document.nodes)].map(({ type }) => type));
    const given = new Set([...walk(Object.values(changes).filter(isNode))].map(({ type }) => type));
    const missing = [...given].filter((type) => !shown.has(type) && !card.has(type));
    reloads.ask(missing.map((type) => `${type} in ${layout}`));
  }

  return {
    status: {
      component: LiveStatus,
      props: { freshness, task: document.task },
      isCurrent: () => freshness.phase === 'current',
    },
    update(card, given) {
      if (typeof given !== 'object' || given === null) return;
      const changes = given as Changes;
      const next = readState(changes[CARD_KEY]);
      const before = card.document.nodes;
      askForMissing(card, changes, (next ?? state)?.layout ?? 0);
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
