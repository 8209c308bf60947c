/**
 * Whether the card is being put on paper, for what a style sheet cannot do: rows that were not
 * drawn, columns beyond the edge, lists that were closed.
 */
import { flushSync } from 'svelte';

let printing = $state(false);
let watched = false;

function watch() {
  watched = true;
  const set = (value: boolean) => flushSync(() => (printing = value));
  const media = matchMedia('print');
  // Not at once: who asks may be a derived value, which must change nothing.
  if (media.matches) queueMicrotask(() => set(true));
  media.addEventListener('change', ({ matches }) => set(matches));
  addEventListener('beforeprint', () => set(true));
  addEventListener('afterprint', () => set(media.matches));
}

export const paper = {
  get printing(): boolean {
    if (!watched) watch();
    return printing;
  },
};
