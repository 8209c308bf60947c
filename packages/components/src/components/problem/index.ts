export { default } from './Problem.svelte';
