export { default } from './BarChart.svelte';
