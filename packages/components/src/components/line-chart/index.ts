export { default } from './LineChart.svelte';
