export { default } from './LineChart.svelte';

/** Two charts share a row. */
export const span = (): number => 6;
