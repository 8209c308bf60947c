/**
 * The first script of a page, and the only one that stands in it as text. It claims what
 * Metaflow's hosts look for while it runs (the token, the update function), settles the
 * theme before the first paint, then unpacks the chunks of the page and starts the card.
 */
import { decode } from './wire/base85';
import type { CardDocument, Changes, ThemeChoice } from './wire/document';
import type { Follower, follow } from './live';
import type { Running, start } from './main.svelte';
import { countReloads } from './reloads';

type Require = (name: string) => unknown;
type Getters = Record<string, () => unknown>;
type Chunk = (
  require: Require,
  exports: object,
  module: { exports: object },
  define: (getters: Getters) => void,
) => void;

/** Whether this is the loader of a page that takes updates: there are two, and the build sets it. */
declare const IS_LIVE: boolean;

declare global {
  interface Window {
    METAFLOW_RELOAD_TOKEN?: string | undefined;
    metaflow_card_update?: ((changes: Changes) => boolean) | undefined;
  }
  interface HTMLScriptElement {
    /** Where a script leaves its chunk, or those of the page by name: a global would clash. */
    chunk?: Chunk | Record<string, Chunk>;
  }
}

const [DOCUMENT, CODE, COLUMN] = ['document', 'code', 'column-'];
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

const unpack = (text: string): Response =>
  new Response(new Blob([decode(text)]).stream().pipeThrough(new DecompressionStream('gzip')));

/** The plain form of the card is on screen; a page in the background paints nothing and waits less. */
const firstPaint = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });

function run(code: string): HTMLScriptElement['chunk'] {
  const script = document.createElement('script');
  script.textContent = code;
  document.head.append(script);
  script.remove();
  return script.chunk;
}

const host = document.currentScript?.closest<HTMLElement>('[data-card-kit]') ?? findHost(document);

if (host !== null) {
  host.dataset.started = '';
  host.dataset.theme = resolveTheme(host);

  const token = host.ownerDocument.querySelector<HTMLMetaElement>(
    'meta[name="metaflow-reload-token"]',
  )?.content;
  const ownsPage = host.parentElement === document.body;
  const parts = new Map<string, HTMLElement>();
  for (const part of host.querySelectorAll<HTMLElement>('[data-part]'))
    parts.set(part.dataset.part ?? '', part);
  const packed = (name: string) => parts.get(name)?.textContent ?? '';

  const isLive = IS_LIVE && ownsPage && token?.startsWith('live-') === true;
  // The end of the packed document holds its checksum.
  const reloads = isLive ? countReloads(packed(DOCUMENT).slice(-24)) : undefined;
  const waiting: Changes[] = [];
  let card: Running | undefined;
  let follower: Follower | undefined;
  const update = (changes: Changes): boolean => {
    // The host may hold the function of a page that has loaded itself anew: then this is that page's
    // script still, and the window is the new page's.
    const latest = window.metaflow_card_update;
    if (IS_LIVE && latest !== undefined && latest !== update) return latest(changes);
    if (card === undefined) waiting.push(changes);
    else follower?.update(card, changes);
    return true;
  };

  if (ownsPage) {
    window.METAFLOW_RELOAD_TOKEN = token;
    window.metaflow_card_update = reloads?.delay === 0 ? update : undefined;
  }
  if (IS_LIVE && reloads !== undefined && reloads.delay > 0) {
    // The hosts look for the function when the page is loaded, and would load it anew at once.
    setTimeout(() => (window.metaflow_card_update = update), 1000);
    setTimeout(() => location.reload(), reloads.delay);
  }

  /** Scripts that were not run yet, and the chunks of those that were. */
  const code = new Map<string, string | Chunk>();
  const modules = new Map<string, object>();
  const isLate = (name: string) => parts.get(name)?.dataset.late !== undefined;
  const partsOf = (belongs: (name: string) => boolean) => [...parts.keys()].filter(belongs);
  /** All of them at once: while one is unpacked, in a thread of the browser, another is decoded. */
  const unpackAll = (names: string[]) =>
    Promise.all(
      names.map(async (name) => {
        const text = await unpack(packed(name)).text();
        if (name !== CODE) code.set(name, text);
        // The chunks of a page are one script.
        else
          for (const [each, chunk] of Object.entries((run(text) ?? {}) as Record<string, Chunk>))
            code.set(each, chunk);
      }),
    );
  const load = (path: string): object => {
    const name = path.replace(/^\.\/|\.js$/g, '');
    const known = modules.get(name);
    if (known !== undefined) return known;
    const found = code.get(name) ?? '';
    const chunk = typeof found === 'string' ? run(found) : found;
    if (typeof chunk !== 'function')
      throw new Error(`The chunk ${name} is not here, or was not allowed.`);
    const module = { exports: {} };
    const { exports } = module;
    modules.set(name, exports);
    try {
      chunk(load, exports, module, (getters) => {
        for (const [key, get] of Object.entries(getters))
          Object.defineProperty(exports, key, { enumerable: true, get });
      });
    } catch (error) {
      modules.delete(name);
      throw error;
    }
    modules.set(name, module.exports);
    return module.exports;
  };
  const chunk = (name: string) => (code.has(name) ? load(name) : undefined);

  /** Libraries that a component asks for when it is drawn; until then they are not even unpacked. */
  let libraries: Promise<unknown> | undefined;
  const section = async (type: string) => {
    await (libraries ??= unpackAll(partsOf(isLate)));
    // The rare parts of a library change what it can do, so they are run before it.
    partsOf((name) => name === `${type}-rare`).forEach(load);
    return load(`${type}-section`);
  };
  const isColumn = (name: string) => name.startsWith(COLUMN);
  let bytes: Uint8Array<ArrayBuffer>[] | undefined;
  const columns = () => (bytes ??= partsOf(isColumn).map((name) => decode(packed(name))));
  const isScript = (name: string) => name !== DOCUMENT && !isLate(name) && !isColumn(name);

  firstPaint()
    .then(() => Promise.all([unpack(packed(DOCUMENT)).json(), unpackAll(partsOf(isScript))]))
    .then(([read]) => {
      const document = read as CardDocument;
      if (reloads !== undefined)
        follower = (load('kit-live') as { follow: typeof follow }).follow(document, reloads);
      card = (load('kit-core') as { start: typeof start }).start({
        ...{ host, document, chunk, section, columns },
        status: follower?.status,
      });
      waiting.splice(0).forEach(update);
    })
    .catch((error: unknown) => {
      // A slot shows what stood in the page before: the static summary.
      const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
      root.replaceChildren(document.createElement('slot'));
      host.dataset.started = 'plain';
      console.warn('metaflow-card-kit: the card stays in its plain form.', error);
    });
}
