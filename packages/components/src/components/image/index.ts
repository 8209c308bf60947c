export { default } from './Image.svelte';
