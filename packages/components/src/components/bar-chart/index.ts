export { default } from './BarChart.svelte';

/** Two charts share a row. */
export const span = (): number => 6;
