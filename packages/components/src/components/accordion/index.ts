export { default } from './Accordion.svelte';
