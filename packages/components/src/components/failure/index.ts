export { default } from './Failure.svelte';
