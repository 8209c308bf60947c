export { default } from './ValueBox.svelte';

/** Three of them share a row. */
export const span = (): number => 4;
