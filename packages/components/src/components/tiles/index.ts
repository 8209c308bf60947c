export { default } from './Tiles.svelte';
