export { default } from './DagView.svelte';
