/** The table of contents and the links at headings; a chunk of its own, which only long cards carry. */
export { default as Contents } from './Contents.svelte';
