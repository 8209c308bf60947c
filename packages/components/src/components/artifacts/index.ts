export { default } from './Artifacts.svelte';
