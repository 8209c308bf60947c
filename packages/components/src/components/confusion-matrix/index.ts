export { default } from './ConfusionMatrix.svelte';
