import type { Component } from 'svelte';

type View = Component<Record<string, unknown>>;

const modules = import.meta.glob<{ default: View }>('./components/*/index.ts', { eager: true });

/** Wire type -> component. The folder is the name: `components/confusion-matrix` shows `confusion_matrix`. */
export const registry: ReadonlyMap<string, View> = new Map(
  Object.entries(modules).map(([path, module]) => [
    (path.split('/').at(-2) ?? path).replaceAll('-', '_'),
    module.default,
  ]),
);
