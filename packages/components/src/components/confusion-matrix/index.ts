import type { TypedNode } from '$kit/wire/node';

export { default } from './ConfusionMatrix.svelte';

/** A few classes need no more than a third; more have their confusions beside them. */
export const span = ({ labels }: TypedNode): number =>
  Array.isArray(labels) && labels.length > 5 ? 12 : 5;
