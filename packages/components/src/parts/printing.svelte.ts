/**
 * Whether the card is being put on paper, for what a style sheet cannot do: rows that were not
 * drawn, columns beyond the edge, lists that were closed.
 */
import { flushSync } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';

let announced = false;

const subscribe = createSubscriber((update) => {
  const media = matchMedia('print');
  const set = (value: boolean) => {
    announced = value;
    flushSync(update);
  };
  const stops = [
    listen(media, 'change', () => set(media.matches)),
    listen(window, 'beforeprint', () => set(true)),
    listen(window, 'afterprint', () => set(media.matches)),
  ];
  return () => stops.forEach((stop) => stop());
});

function listen(target: EventTarget, name: string, run: () => void): () => void {
  target.addEventListener(name, run);
  return () => target.removeEventListener(name, run);
}

export const paper = {
  get printing(): boolean {
    subscribe();
    return announced || matchMedia('print').matches;
  },
};
