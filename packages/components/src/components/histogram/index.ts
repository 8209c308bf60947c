export { default } from './Histogram.svelte';
