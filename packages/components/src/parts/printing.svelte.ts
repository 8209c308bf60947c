/**
 * Whether the card is being put on paper, for what a style sheet cannot do: rows that were not
 * drawn, columns beyond the edge, lists that were closed.
 */
import { flushSync } from 'svelte';

const media = globalThis.matchMedia?.('print') as MediaQueryList | undefined;
let printing = $state.raw(media?.matches ?? false);

// What is printed is what stands there when these return.
const set = (value: boolean) => flushSync(() => (printing = value));
media?.addEventListener('change', ({ matches }) => set(matches));
globalThis.addEventListener?.('beforeprint', () => set(true));
globalThis.addEventListener?.('afterprint', () => set(media?.matches ?? false));

export const paper = {
  get printing(): boolean {
    return printing;
  },
};
