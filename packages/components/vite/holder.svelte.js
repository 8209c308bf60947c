import { flushSync, mount, unmount } from 'svelte';
import Contract from './Contract.svelte';

/** The node that a component shows; another one shows itself. */
function hold(node) {
  let current = $state.raw(node);
  return {
    get node() {
      return current;
    },
    set node(next) {
      current = next;
    },
  };
}

/**
 * A Svelte component as a card shows one of another package: without a word on Svelte, so that the
 * versions of the two need not be the same. What the component throws comes out of each call.
 */
export function contractOf({ default: Component, span }) {
  return {
    ...(typeof span === 'function' && { span }),
    mount(target, node, surroundings) {
      const holder = hold(node);
      const props = { Component, holder, surroundings };
      const mounted = mount(Contract, { target, props });
      flushSync();
      return {
        update: (next) => flushSync(() => (holder.node = next)),
        destroy: () => void unmount(mounted),
      };
    },
  };
}
