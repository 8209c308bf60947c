/** How a container shows the nodes it holds: by what its card gives it, since parts know no registry. */
import type { Component } from 'svelte';
import { getContext, setContext } from 'svelte';
import type { TypedNode } from '$kit/wire/node';

export type NodesView = Component<{ nodes: readonly TypedNode[] }>;

const KEY = 'kit-nodes';

export const provideNodesView = (view: NodesView): void => {
  setContext(KEY, view);
};

/** `const Nodes = getNodesView()`, then `<Nodes {nodes} />`. */
export const getNodesView = (): NodesView => getContext<NodesView>(KEY);
