/**
 * The first script of a page, and the only one that stands in it as text. It claims what
 * Metaflow's hosts look for while it runs (the token, the update function), settles the
 * theme before the first paint, then unpacks the core and starts it.
 */
import { decode } from './wire/base85';
import type { CardDocument, Changes, ThemeChoice } from './wire/document';
import type { Running, Start } from './main.svelte';

declare global {
  interface Window {
    METAFLOW_RELOAD_TOKEN?: string | undefined;
    metaflow_card_update?: ((changes: Changes) => boolean) | undefined;
  }
  interface HTMLScriptElement {
    /** Where a section leaves its exports; a property of its own script, since a global would clash. */
    section?: unknown;
  }
}

const SELECTOR = '[data-card-kit]:not([data-started])';

/** `currentScript` is null inside a shadow tree, so the host is looked for there. */
function findHost(root: Document | ShadowRoot): HTMLElement | null {
  const host = root.querySelector<HTMLElement>(SELECTOR);
  if (host !== null) return host;
  for (const element of root.querySelectorAll('*')) {
    const found = element.shadowRoot && findHost(element.shadowRoot);
    if (found) return found;
  }
  return null;
}

function resolveTheme(host: HTMLElement): 'light' | 'dark' {
  const choice = host.dataset.theme as ThemeChoice;
  if (choice !== 'auto') return choice;
  const { body } = document;
  const hint =
    body.dataset.jpThemeLight ?? (body.classList.contains('vscode-dark') ? 'false' : undefined);
  if (hint !== undefined) return hint === 'false' ? 'dark' : 'light';
  if (new URLSearchParams(location.search).has('embed')) {
    // Metaflow's UI is light and passes no theme on; one day it may mark its own root.
    try {
      return window.parent.document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
    } catch {
      return 'light';
    }
  }
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

async function unpack(text: string): Promise<string> {
  const stream = new Blob([decode(text)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).text();
}

/** The plain form of the card is on screen; a page in the background paints nothing and waits less. */
const firstPaint = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });

/**
 * A reload that brings back the same page within moments means that the host has newer
 * data than pages, and would reload without end. Such a page claims nothing for a while.
 */
function reloadsInVain(token: string): boolean {
  try {
    const key = `card-kit ${location.pathname}`;
    const [last, at, times] = (sessionStorage.getItem(key) ?? '').split('|');
    const count = last === token && Date.now() - Number(at) < 15_000 ? Number(times) + 1 : 0;
    sessionStorage.setItem(key, [token, Date.now(), count].join('|'));
    return count > 1;
  } catch {
    return false;
  }
}

const host = document.currentScript?.closest<HTMLElement>('[data-card-kit]') ?? findHost(document);

if (host !== null) {
  host.dataset.started = '';
  host.dataset.theme = resolveTheme(host);

  const token = host.ownerDocument.querySelector<HTMLMetaElement>(
    'meta[name="metaflow-reload-token"]',
  )?.content;
  const ownsPage = host.parentElement === document.body;
  const live = token !== undefined && token.startsWith('live-') && ownsPage;
  const waiting: Changes[] = [];
  const parts = new Map<string, Promise<string>>();
  let running: Running | undefined;

  if (ownsPage) {
    window.METAFLOW_RELOAD_TOKEN = token;
    window.metaflow_card_update = undefined;
  }
  if (live) {
    if (reloadsInVain(token)) {
      setTimeout(() => location.reload(), 20_000);
    } else {
      window.metaflow_card_update = (changes) => {
        if (running === undefined) waiting.push(changes);
        else running.update(changes);
        return true;
      };
    }
  }

  /** All of them at once: while one is unpacked, in a thread of the browser, another is decoded. */
  const unpackParts = () => {
    for (const { dataset, textContent } of host.querySelectorAll<HTMLElement>('[data-part]')) {
      const text = unpack(textContent);
      text.catch(() => undefined); // told where it is needed
      parts.set(dataset.part ?? '', text);
    }
  };
  const load = async (name: string) => {
    const script = document.createElement('script');
    script.textContent = (await parts.get(name)) ?? '';
    document.head.append(script);
    script.remove();
    return script.section;
  };

  firstPaint()
    .then(() => {
      unpackParts();
      return Promise.all([parts.get('document'), load('core')]);
    })
    .then(([text, core]) => {
      const { start } = core as { start(options: Start): Running };
      running = start({ host, document: JSON.parse(text ?? '') as CardDocument, section: load });
      waiting.forEach((changes) => running?.update(changes));
    })
    .catch((error: unknown) => {
      // A slot shows what stood in the page before: the static summary.
      host.shadowRoot?.replaceChildren(document.createElement('slot'));
      console.warn('metaflow-card-kit: the card stays in its plain form.', error);
    });
}
