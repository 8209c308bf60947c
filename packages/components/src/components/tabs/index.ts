export { default } from './Tabs.svelte';
