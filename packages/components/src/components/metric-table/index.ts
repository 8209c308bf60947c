export { default } from './MetricTable.svelte';
