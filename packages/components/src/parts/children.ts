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

/** A link to a node, beside its heading. */
export type AnchorView = Component<{ id: string | undefined; title: string }>;

const ANCHOR_KEY = 'kit-anchor';

export const provideAnchorView = (view: AnchorView): void => {
  setContext(ANCHOR_KEY, view);
};

/** Undefined on a card whose headings have no links. */
export const getAnchorView = (): AnchorView | undefined =>
  getContext<AnchorView | undefined>(ANCHOR_KEY);
