export { default } from './ScatterChart.svelte';
