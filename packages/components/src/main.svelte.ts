import { mount, unmount } from 'svelte';
import Card from './Card.svelte';
import { patch } from './document';
import type { CardDocument, Changes } from './wire/document';
import { provideSections, type SectionSource } from './sections';

export interface Start {
  /** The element of the page that the card takes over; its own content stays as the summary. */
  host: HTMLElement;
  document: CardDocument;
  /** Gives a heavy section of the asset by the wire type that needs it. */
  section: SectionSource;
}

export interface Running {
  update(changes: Changes): void;
  stop(): void;
}

/** Draw a card into a shadow tree of its host. */
export function start({ host, document, section }: Start): Running {
  provideSections(section);
  let shown = $state.raw(document);
  const target = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const props = {
    get document() {
      return shown;
    },
  };
  const card = mount(Card, { target, props });
  const stopPosting = postHeight(host);
  return {
    update(changes) {
      if (typeof changes !== 'object' || changes === null) return;
      shown = { ...shown, nodes: patch(shown.nodes, changes) };
    },
    stop() {
      stopPosting();
      void unmount(card);
    },
  };
}

/**
 * Tell an embedding page how high the card is, at every change: Metaflow's UI stops
 * measuring an iframe for good once it has heard from it.
 */
function postHeight(host: HTMLElement): () => void {
  const embedded = window.parent !== window && new URLSearchParams(location.search).has('embed');
  if (!embedded) return () => undefined;
  const observer = new ResizeObserver(() => {
    const height = Math.ceil(host.getBoundingClientRect().height);
    window.parent.postMessage({ name: window.name, type: 'PluginHeightCheck', height }, '*');
  });
  observer.observe(host);
  return () => observer.disconnect();
}
