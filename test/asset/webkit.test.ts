/** The same cards in WebKit: their text, no error, in a page and on that of a notebook. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEAD, LOADER_OF_MODULES } from './host-pages';
import { renderPages, servePages, type Rendered, type Served } from './pages';
import { Window } from './webkit';

declare global {
  interface Window {
    errors?: string[];
  }
}

/**
 * On a page of another, which has no policy, errors can be gathered. That a size which changed while
 * another was told of is told in the next frame is an event of this name, too, and no error.
 */
const GATHER =
  '<script>window.errors = []; addEventListener("error", ({ message }) => {' +
  'if (!message.startsWith("ResizeObserver loop")) errors.push(message); });' +
  'addEventListener("unhandledrejection", ({ reason }) => errors.push(String(reason)));</script>';
const NAMES = ['usual', 'chart', 'line', 'examples', 'hostile'] as const;
const KNOWN = {
  usual: ['Metrics', 'Digits', 'log_loss'],
  chart: ['Metrics', 'Digits', 'Folds'],
  line: ['Loss', 'train', 'valid'],
  examples: ['Accuracy by plan', 'Scoring week 47', 'What changed'],
  hostile: ['<img src=x onerror="window.hacked=1">'],
};

let browser: Window;
let rendered: Rendered;
let served: Served;

// Its WebDriver is made for Linux.
describe.skipIf(process.platform !== 'linux')('in WebKit', () => {
  beforeAll(async () => {
    [browser, rendered] = await Promise.all([Window.open(), renderPages()]);
    const bodies = Object.fromEntries(
      NAMES.map((name) => [
        `notebook-${name}`,
        `${HEAD}${GATHER}${LOADER_OF_MODULES}<title>Notebook</title>` +
          (/<body>([\s\S]*)<\/body>/.exec(rendered.pages[name] ?? '')?.[1] ?? rendered.pages[name]),
      ]),
    );
    served = await servePages({ ...rendered.pages, ...bodies });
  });
  afterAll(async () => {
    served?.close();
    await browser?.close();
  });

  const text = () =>
    browser.evaluate(() => {
      const root = document.querySelector('[data-card-kit]')?.shadowRoot;
      const busy = root?.querySelector('[aria-busy="true"]') ?? null;
      const card = root?.querySelector<HTMLElement>('.card');
      return card && busy === null ? (card.textContent ?? '') : '';
    });

  async function open(name: string): Promise<string> {
    await browser.go(`${served.origin}/${name}`);
    await expect.poll(text, { timeout: 30_000 }).not.toBe('');
    return text();
  }

  it.each(NAMES)('draws the card "%s" as a page', async (name) => {
    const found = await open(name);
    for (const words of KNOWN[name]) expect(found).toContain(words);
    expect(found).not.toContain('could not be drawn');
    expect(await browser.evaluate(() => 'hacked' in window)).toBe(false);
  });

  it.each(NAMES)(
    'draws the card "%s" on the page of a notebook, without an error',
    async (name) => {
      const found = await open(`notebook-${name}`);
      for (const words of KNOWN[name]) expect(found).toContain(words);
      expect(await browser.evaluate(() => window.errors)).toEqual([]);
      expect(await browser.evaluate(() => 'hacked' in window)).toBe(false);
    },
  );

  it('draws the bars of a chart', async () => {
    await open('chart');
    const bars = () =>
      document.querySelector('[data-card-kit]')?.shadowRoot?.querySelectorAll('.mark-rect path')
        .length;
    expect(await browser.evaluate(bars)).toBe(5);
  });

  it('changes a live card in place', async () => {
    await open('live');
    await browser.evaluate((change: never) => {
      (window as unknown as { metaflow_card_update(given: unknown): void }).metaflow_card_update({
        matrix: change,
      });
    }, rendered.changes.matrix);
    await expect.poll(text).toContain('yes');
  });
});
