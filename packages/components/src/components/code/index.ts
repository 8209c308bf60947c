export { default } from './Code.svelte';
