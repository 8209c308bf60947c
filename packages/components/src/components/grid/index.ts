export { default } from './Grid.svelte';
