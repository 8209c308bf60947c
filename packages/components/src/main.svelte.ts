import { mount, unmount } from 'svelte';
import Card from './Card.svelte';
import * as problem from './components/problem';
import { walk } from './wire/tree';
import { postHeight } from './height';
import { lateTheme } from './late-theme';
import {
  entryOf,
  find,
  provideGuests,
  register,
  type ContentsModule,
  type Entry,
  type Guests,
  type Status,
} from './registry';
import { provideColumnParts, type ColumnParts } from './wire/column-parts';
import type { CardDocument } from './wire/document';
import { provideSections, type SectionSource } from './wire/sections';

export interface Start {
  /** The element of the page that the card takes over; its own content stays as the summary. */
  host: HTMLElement;
  document: CardDocument;
  /** What the chunk of a type exports; raises when it could not be run. Undefined: no such chunk. */
  chunk: (type: string) => unknown;
  /** Gives a heavy part of the asset by the wire type that needs it. */
  section: SectionSource;
  /** The packed columns that stand beside the document, in their order. */
  columns: ColumnParts;
  /** What a card of a running task says of itself. */
  status?: Status | undefined;
}

export interface Running {
  readonly document: CardDocument;
  /** Draw another state of the document. */
  show(document: CardDocument): void;
  /** Whether nodes of a type can be shown as what they are. */
  has(type: string): boolean;
  stop(): void;
}

const VERSION = 1;

/** Says in words why a card stays in its plain form, and shows that form below. */
function showPlain(host: HTMLElement, words: string): void {
  host.dataset.started = 'plain';
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const paragraph = host.ownerDocument.createElement('p');
  paragraph.setAttribute('role', 'status');
  paragraph.textContent = words;
  root.replaceChildren(paragraph, host.ownerDocument.createElement('slot'));
}

function load(chunk: Start['chunk'], type: string): Entry | undefined {
  try {
    const exported = chunk(type);
    return exported === undefined ? undefined : entryOf(exported);
  } catch (error) {
    console.warn(`chunk ${type}:`, error);
    return { reason: 'its code could not be run' };
  }
}

/** Draw a card into a shadow tree of its host. Undefined: it stays in its plain form, and says why. */
export function start(options: Start): Running | undefined {
  const { host, document, chunk, section, columns, status } = options;
  const version: number = document.version;
  if (version !== VERSION) {
    showPlain(
      host,
      `This card is version ${version} of its format, and the script in it reads ` +
        `version ${VERSION}. It stays in its plain form.`,
    );
    return undefined;
  }
  provideSections(section);
  provideColumnParts(columns);
  const guests = chunk('kit-guests') as Guests | undefined;
  if (guests !== undefined) provideGuests(guests);
  register('problem', entryOf(problem));
  for (const [type, reason] of Object.entries(document.unavailable ?? {}))
    register(type, { reason });
  const has = (type: string) => {
    if (find(type) !== undefined) return true;
    const entry = load(chunk, type);
    if (entry !== undefined) register(type, entry);
    return entry !== undefined;
  };
  for (const { type } of walk(document.nodes)) has(type);

  let shown = $state.raw(document);
  const target = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const style = host.ownerDocument.createElement('style');
  style.textContent = lateTheme;
  target.append(style);
  const props = {
    get document() {
      return shown;
    },
    status,
    contents: (chunk('kit-contents') as ContentsModule | undefined)?.Contents,
  };
  const card = mount(Card, { target, props });
  const stopPosting = postHeight(host);
  return {
    get document() {
      return shown;
    },
    show: (next) => void (shown = next),
    has,
    stop() {
      stopPosting();
      void unmount(card);
    },
  };
}
