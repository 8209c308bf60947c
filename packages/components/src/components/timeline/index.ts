export { default } from './Timeline.svelte';

/** It stands beside something else. */
export const span = (): number => 6;
