export { default } from './Parameters.svelte';

/** Names and short values: less than half of the width. */
export const span = (): number => 5;
