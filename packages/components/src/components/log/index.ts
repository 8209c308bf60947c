export { default } from './Log.svelte';
