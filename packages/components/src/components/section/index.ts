export { default } from './Section.svelte';
