export { default } from './Json.svelte';
