export { default } from './ScatterChart.svelte';

/** Two charts share a row. */
export const span = (): number => 6;
