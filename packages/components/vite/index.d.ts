import type { PluginOption } from 'vite';

export interface ChunkOptions {
  /** Wire type of the component: its home, the folder under `metaflow_extensions`, and its own name. */
  type: string;
  /** The Svelte component; its props are the fields of the node. */
  component: string;
  /** Where the chunk is written: the file that the Python class names as `chunk`. */
  chunk: string;
}

/** Vite plugins which build a component into a chunk. */
export declare function cardKitChunk(options: ChunkOptions): PluginOption[];
