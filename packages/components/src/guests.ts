/** Shows what is not ours: nodes of types that no component here has, and components of other packages. */
export { default as Foreign } from './Foreign.svelte';
export { default as ChunkAdapter } from './ChunkAdapter.svelte';
