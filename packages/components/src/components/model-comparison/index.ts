export { default } from './ModelComparison.svelte';
