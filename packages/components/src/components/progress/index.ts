export { default } from './Progress.svelte';
