export { default } from './Histogram.svelte';

/** Two charts share a row. */
export const span = (): number => 6;
