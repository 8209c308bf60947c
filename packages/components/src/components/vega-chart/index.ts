export { default } from './VegaChart.svelte';
