/** The page in the places where Metaflow shows it, in Chromium. */
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../../scripts/browser-launch';
import { showOnPaper } from '../../scripts/page-driver';
import { withDocument } from '../../scripts/page-parts';
import { HEAD, LOADER_OF_MODULES } from './host-pages';
import { drawn, renderPages, servePages, type Rendered, type Served } from './pages';

declare global {
  interface Window {
    hacked?: number;
    heights?: number[];
  }
}

let browser: Browser;
let rendered: Rendered;
let served: Served;
let page: Page;
let requests: string[];
let troubles: string[];

const pageOf = (name: string) => rendered.pages[name] ?? '';
const changeOf = (name: string) => rendered.changes[name];

beforeAll(async () => {
  [browser, rendered] = await Promise.all([launchChromium(), renderPages()]);
  const card = (html: string, n: number) =>
    `<h1>Displaying Card Of Type : kit_canvas</h1><script>var mfContainerId='${n}'</script>` +
    `<div class='embed' data-container='${n}'>${html}</div>`;
  served = await servePages({
    ...rendered.pages,
    notebook: `${HEAD}<title>Notebook</title>
      <style>h2 { color: rgb(1, 2, 3) !important; } table { border: 9px solid red; } button { all: unset; }</style>
      ${LOADER_OF_MODULES}
      <p id="outside" class="card frame">outside</p>
      ${card(pageOf('usual'), 1)}${card(pageOf('chart'), 2)}`,
    shadow: `${HEAD}<title>Shadow</title><div id="outer"></div>
      <template id="card">${pageOf('usual')}</template>
      <script>
        const root = document.querySelector('#outer').attachShadow({ mode: 'open' });
        const copy = document.importNode(document.querySelector('#card').content, true);
        root.append(copy);
      </script>`,
    sandbox: `${HEAD}<title>Sandbox</title>
      <iframe sandbox="allow-scripts" src="/chart" width="800" height="600"></iframe>`,
    broken: withDocument(pageOf('usual'), () => null),
    newer: withDocument(pageOf('usual'), (document) => ({ ...document, version: 2 })),
    malformed: withDocument(pageOf('examples'), (document) => ({
      ...document,
      nodes: [...new Set(document.nodes.map(({ type }) => type))].map((type) => ({
        ...{ type, id: type, title: { not: 'a text' } },
        ...{ labels: 7, counts: {}, metrics: 'x', rows: 7, steps: 'x', models: {}, spec: 7 },
      })),
    })),
    embed: `${HEAD}<title>Embed</title><iframe src="/short" width="700"></iframe>
      <script>
        window.heights = [];
        addEventListener('message', ({ data }) => {
          if (data.type !== 'PluginHeightCheck') return;
          window.heights.push(data.height);
          document.querySelector('iframe').style.height = data.height + 'px';
        });
      </script>`,
  });
});
afterAll(async () => {
  served.close();
  await browser.close();
});

beforeEach(async () => {
  page = await browser.newPage();
  await page.setViewport({ width: 1000, height: 800 });
  requests = [];
  troubles = [];
  page.on('request', (request) => {
    if (!/^(data|blob|about):/.test(request.url())) requests.push(request.url());
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
});
afterEach(() => page.close());

async function open(name: string): Promise<void> {
  await page.goto(`${served.origin}/${name}`);
  await drawn(page);
}

const shown = (frame: Page | Frame = page) =>
  frame.evaluate(() =>
    [...document.querySelectorAll('[data-card-kit]')]
      .map(({ shadowRoot }) => (shadowRoot?.querySelector('.card') as HTMLElement).innerText)
      .join('\n'),
  );

const update = (changes: unknown) =>
  page.evaluate((given) => window.metaflow_card_update?.(given as never), changes);

const globals = () =>
  page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow));
    frame.remove();
    return Object.getOwnPropertyNames(window)
      .filter((name) => !usual.has(name) && !/^\d+$|ariaQuery/.test(name)) // Puppeteer's own
      .filter((name) => window[name as never] !== undefined)
      .sort();
  });

describe('a page on its own', () => {
  it('asks the network for nothing, with charts too', async () => {
    await open('chart');
    expect(requests).toEqual([`${served.origin}/chart`]);
    expect(troubles).toEqual([]);
  });

  it('refuses data and images from the network, and says so in the place of the chart', async () => {
    await open('elsewhere');
    expect(requests).toEqual([`${served.origin}/elsewhere`]);
    const text = await shown();
    expect(text).toMatch(
      /https:\/\/example\.com\/data\.csv: a card loads nothing from the network/i,
    );
    expect(text).toMatch(
      /https:\/\/example\.com\/pixel\.png: a card loads nothing from the network/i,
    );
  });

  it('is drawn from a file', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'card-kit-file-'));
    try {
      const file = path.join(folder, 'card.html');
      writeFileSync(file, pageOf('chart'));
      await page.goto(pathToFileURL(file).href);
      await drawn(page);
      expect(await shown()).toContain('Digits');
      expect(requests).toEqual([pathToFileURL(file).href]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('leaves no global behind but the token, and no update function when it is final', async () => {
    await open('chart');
    expect(await globals()).toEqual(['METAFLOW_RELOAD_TOKEN']);
    expect(await page.evaluate(() => window.METAFLOW_RELOAD_TOKEN)).toBe('final');
    expect(await page.evaluate(() => typeof window.metaflow_card_update)).toBe('undefined');
  });

  it('has its token and its update function while it loads, when it is live', async () => {
    await page.evaluateOnNewDocument(() => {
      addEventListener('load', () => {
        document.title = `${window.METAFLOW_RELOAD_TOKEN} ${typeof window.metaflow_card_update}`;
      });
    });
    await open('live');
    expect(await page.title()).toBe('live-1 function');
    expect(await globals()).toEqual(['METAFLOW_RELOAD_TOKEN', 'metaflow_card_update']);
  });

  it('shows the example of every component', async () => {
    await open('examples');
    expect(troubles).toEqual([]);
    expect(await shown()).not.toContain('This card has no component');
    expect(await shown()).not.toContain('could not be drawn');
  });

  it('shows hostile text as text', async () => {
    await open('hostile');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await page.evaluate(() => window.hacked)).toBeUndefined();
    expect(troubles).toEqual([]);
    expect(requests).toEqual([`${served.origin}/hostile`]);
    const found = await page.evaluate(() =>
      [...document.querySelectorAll('[data-card-kit]')].flatMap(({ shadowRoot }) =>
        [...(shadowRoot?.querySelectorAll('section[data-node]') ?? [])].map((section) => ({
          text: section.textContent,
          injected: section.querySelectorAll('script, img, a[href^="javascript"]').length,
        })),
      ),
    );
    expect(found.length).toBeGreaterThan(5);
    for (const { text, injected } of found) {
      expect(text).toContain('</script><script>window.hacked=1</script><img src=x');
      expect(injected).toBe(0);
    }
  });

  it('can be read without scripts', async () => {
    await page.setJavaScriptEnabled(false);
    await page.goto(`${served.origin}/usual`);
    const text = await page.$eval(
      '[data-summary]',
      (summary) => (summary as HTMLElement).innerText,
    );
    expect(text).toContain('accuracy');
    expect(text).toContain('Digits');
  });
});

describe('a page that cannot be drawn', () => {
  it('stays in its plain form', async () => {
    await page.goto(`${served.origin}/broken`);
    await page.waitForFunction(() => document.querySelector('[data-card-kit]')?.shadowRoot);
    const visible = () =>
      page.$eval('[data-summary] table', (table) => (table as HTMLElement).checkVisibility());
    await expect.poll(visible).toBe(true);
    expect(troubles).toEqual([]);
  });

  it('says so in words when its script does not know the version of its document', async () => {
    await page.goto(`${served.origin}/newer`);
    const words = () =>
      page.$eval('[data-card-kit]', ({ shadowRoot }) => shadowRoot?.textContent ?? '');
    await expect.poll(words).toContain('This card is version 2 of its format');
    expect(await page.$eval('[data-summary] table', (table) => table.checkVisibility())).toBe(true);
    expect(troubles).toEqual([]);
  });

  it('names each component whose data are malformed, and keeps the technical words to itself', async () => {
    const warnings: string[] = [];
    page.on('console', (message) => warnings.push(message.text()));
    await open('malformed');
    const text = await shown();
    expect(text).toContain('MetricTable could not be drawn: its data are malformed.');
    expect(text).not.toMatch(/Cannot read|undefined|is not a function|not iterable|svelte\.dev/);
    expect(warnings.join()).toMatch(/TypeError/);
    expect(troubles).toEqual([]);
  });
});

describe('components of other packages', () => {
  const inGuest = (script: string) =>
    page.evaluate(
      `(() => { const guest = document.querySelector('[data-card-kit]').shadowRoot
        .querySelector('[data-node=gauge]'); return ${script}; })()`,
    );
  const gauge = (value: unknown) => ({ gauge: { type: 'acme.gauge', id: 'gauge', value } });

  it('are drawn, changed in place and keep what the reader did', async () => {
    await open('guests');
    expect(await shown()).toContain('value 7, clicked 0');
    await inGuest("guest.querySelector('p').click()");
    await update(gauge(8));
    await expect.poll(shown).toContain('value 8, clicked 1');
    expect(troubles).toEqual([]);
    expect(requests).toEqual([`${served.origin}/guests`]);
  });

  it('end as words that name them when they fail, and the rest of the card is there', async () => {
    await open('guests');
    const text = await shown();
    expect(text).toContain('acme.thrower cannot be shown: its code could not be run.');
    expect(text).toContain('acme.mute cannot be shown: its chunk exports no mount(target, node).');
    expect(text).toContain('acme.faulty could not be drawn: its code failed on these data.');
    expect(text).toContain('acme.older cannot be shown: its chunk is of format 0, and this');
    expect(text).toContain('Ours.');
    expect(text).not.toMatch(/at once|when it is drawn/);
    expect(troubles).toEqual([]);
  });

  it('that fail on an update are drawn again with the next one', async () => {
    await open('guests');
    await update(gauge('no'));
    await expect.poll(shown).toContain('acme.gauge could not be drawn: its code failed');
    expect(await page.title()).toBe('gone 7');
    await update(gauge(9));
    await expect.poll(shown).toContain('value 9, clicked 0');
    expect(troubles).toEqual([]);
  });
});

describe('the look of a page', () => {
  const paper = () =>
    page.$eval('[data-card-kit]', (host) => getComputedStyle(host).backgroundColor);
  const LIGHT = 'rgb(246, 247, 249)';

  it('follows the system when nothing else is said', async () => {
    await open('usual');
    expect(await paper()).toBe(LIGHT);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await open('usual');
    expect(await paper()).not.toBe(LIGHT);
  });

  it('is dark when the card says so', async () => {
    await open('dark');
    expect(await paper()).not.toBe(LIGHT);
  });

  it('is light on paper, without tools', async () => {
    await open('dark');
    const tools = () =>
      page.$$eval('[data-card-kit]', ([host]) =>
        [...(host?.shadowRoot?.querySelectorAll('.tools') ?? [])].map(
          (element) => getComputedStyle(element).display,
        ),
      );
    expect((await tools()).filter((display) => display !== 'none').length).toBeGreaterThan(0);
    await showOnPaper(page);
    expect(await paper()).toBe('rgb(255, 255, 255)');
    expect((await tools()).filter((display) => display !== 'none')).toEqual([]);
  });
});

describe('a page in a host', () => {
  it('draws two cards in one notebook, next to an AMD loader', async () => {
    await open('notebook');
    expect(await page.$$eval('[data-card-kit]', (hosts) => hosts.length)).toBe(2);
    expect((await shown()).match(/Digits/g)).toHaveLength(2);
    expect(await globals()).toEqual(['define', 'mfContainerId', 'require']);
    // A notebook drops the head, and with it the policy; the browser says so.
    expect(troubles.filter((text) => !text.includes('outside the document'))).toEqual([]);
  });

  it('takes no style from its host, and gives it none', async () => {
    await open('notebook');
    const styles = await page.evaluate(() => {
      const root = document.querySelector('[data-card-kit]')?.shadowRoot;
      const style = (element?: Element | null) => element && getComputedStyle(element);
      const outside = style(document.querySelector('#outside'));
      return {
        heading: style(root?.querySelector('h2'))?.color,
        table: style(root?.querySelector('table'))?.borderTopColor,
        outside: [outside?.fontSize, outside?.marginBottom, outside?.maxWidth],
        body: style(document.body)?.margin,
      };
    });
    expect(styles.heading).not.toBe('rgb(1, 2, 3)');
    expect(styles.table).not.toBe('rgb(255, 0, 0)');
    expect(styles.outside).toEqual(['16px', '16px', 'none']);
    expect(styles.body).toBe('8px');
  });

  it('puts in the styles of its components at once, so that nothing is laid out without them', async () => {
    await open('notebook');
    const sheets = await page.$$eval('[data-card-kit]', (hosts) =>
      hosts.map((host) => host.shadowRoot?.querySelectorAll('style').length),
    );
    expect(sheets).toEqual([1, 1]);
  });

  it('is drawn inside a shadow tree', async () => {
    await page.goto(`${served.origin}/shadow`);
    await page.waitForFunction(() =>
      document
        .querySelector('#outer')
        ?.shadowRoot?.querySelector('[data-card-kit]')
        ?.shadowRoot?.textContent.includes('Digits'),
    );
    expect(troubles).toEqual([]);
  });

  it('is drawn in a frame without an origin', async () => {
    await page.goto(`${served.origin}/sandbox`);
    const frame = await page.waitForFrame((one) => one.url().endsWith('/chart'));
    await drawn(frame);
    expect(await shown(frame)).toContain('Folds');
    expect(troubles).toEqual([]);
  });

  it('tells its height to the page around it, as it grows and as it shrinks', async () => {
    await page.goto(`${served.origin}/embed`);
    const frame = await page.waitForFrame((one) => one.url().endsWith('/short'));
    await drawn(frame);
    const height = async (test: string) => {
      await page.waitForFunction(test);
      return page.evaluate(() => window.heights?.at(-1) ?? 0);
    };
    const small = await height('window.heights.length > 0 && window.heights.at(-1) < 400');
    const [node] = await frame.evaluate(() =>
      [...document.querySelectorAll('[data-card-kit]')].map(
        (host) => host.shadowRoot?.querySelector<HTMLElement>('[data-node]')?.dataset.node,
      ),
    );
    const show = (message: string) =>
      frame.evaluate(
        (id, text) =>
          window.metaflow_card_update?.({
            [id]: { type: 'problem', id, message: text },
          }),
        node ?? '',
        message,
      );
    await show('A long text. '.repeat(600));
    const large = await height(`window.heights.at(-1) > ${small} + 300`);
    expect(large).toBeGreaterThan(small + 300);
    await show('Short again.');
    const again = await height(`window.heights.at(-1) < ${small} + 50`);
    expect(again).toBeLessThan(small + 50);
  });
});

describe('a live page', () => {
  const choose = (label: string) =>
    page.evaluate((label) => {
      const root = document.querySelector('[data-card-kit]')?.shadowRoot;
      const inputs = [...(root?.querySelectorAll<HTMLInputElement>('input[type=radio]') ?? [])];
      inputs.find((input) => input.parentElement?.textContent.includes(label))?.click();
    }, label);
  const chosen = () =>
    page.evaluate(() => {
      const root = document.querySelector('[data-card-kit]')?.shadowRoot;
      return [...(root?.querySelectorAll<HTMLInputElement>('input:checked') ?? [])].map((input) =>
        input.parentElement?.textContent.trim(),
      );
    });

  it('changes a node in place and keeps what the reader selected', async () => {
    await open('live');
    const before = await chosen();
    const [label = ''] = await page.evaluate((checked) => {
      const root = document.querySelector('[data-card-kit]')?.shadowRoot;
      return [...(root?.querySelectorAll<HTMLInputElement>('input[type=radio]') ?? [])]
        .map((input) => input.parentElement?.textContent.trim() ?? '')
        .filter((label) => !checked.includes(label));
    }, before);
    await choose(label);
    expect(await chosen()).toContain(label);
    const heading = await page.evaluateHandle(() =>
      document.querySelector('[data-card-kit]')?.shadowRoot?.querySelector('[data-node=matrix]'),
    );
    await update({ matrix: changeOf('matrix') });
    await page.waitForFunction(() =>
      document
        .querySelector('[data-card-kit]')
        ?.shadowRoot?.querySelector('[data-node=matrix]')
        ?.textContent.includes('yes'),
    );
    expect(await chosen()).toContain(label);
    expect(await heading.asElement()?.evaluate((element) => element.isConnected)).toBe(true);
    expect(troubles).toEqual([]);
  });

  it('draws a chart anew in its place, and keeps what was selected in it', async () => {
    await open('live');
    const bars = () =>
      page.evaluate(() =>
        [
          ...(document
            .querySelector('[data-card-kit]')
            ?.shadowRoot?.querySelectorAll('.mark-rect path') ?? []),
        ].map((bar) => getComputedStyle(bar).opacity),
      );
    expect(await bars()).toEqual(['1', '1', '1', '1', '1']);
    const second = await page.evaluateHandle(
      () =>
        document
          .querySelector('[data-card-kit]')
          ?.shadowRoot?.querySelectorAll('.mark-rect path')[1] ?? document.body,
    );
    await second.click();
    await expect.poll(bars).toEqual(['0.3', '1', '0.3', '0.3', '0.3']);
    await update({ chart: changeOf('chart') });
    await expect.poll(async () => (await bars()).length).toBe(9);
    await expect.poll(bars).toEqual(['0.3', '1', ...Array<string>(7).fill('0.3')]);
    expect(troubles).toEqual([]);
  });

  it('ignores what is no change of a node', async () => {
    await open('live');
    const before = await shown();
    for (const nonsense of [
      null,
      7,
      'text',
      [],
      {},
      { unknown: changeOf('matrix') },
      { matrix: null },
      { matrix: 7 },
      { matrix: [] },
      { matrix: { id: 'matrix' } },
      { undefined: changeOf('matrix') },
      { __proto__: { matrix: changeOf('matrix') } },
    ]) {
      await update(nonsense);
    }
    const still = (text: string) => text.replace(/That was .*? ago/, '');
    expect(still(await shown())).toBe(still(before));
    expect(troubles).toEqual([]);
  });

  it('shows a node again after data that it could not draw', async () => {
    await open('live');
    await update({ matrix: { type: 'confusion_matrix', id: 'matrix', counts: 7 } });
    await page.waitForFunction(() =>
      document
        .querySelector('[data-card-kit]')
        ?.shadowRoot?.textContent.includes('could not be drawn'),
    );
    expect(await shown()).toContain('Metrics');
    await update({ matrix: changeOf('matrix') });
    await page.waitForFunction(
      () =>
        !document
          .querySelector('[data-card-kit]')
          ?.shadowRoot?.textContent.includes('could not be drawn'),
    );
    expect(await shown()).toContain('yes');
  });

  it('takes an update that comes before it is drawn', async () => {
    await page.evaluateOnNewDocument((change) => {
      document.addEventListener('DOMContentLoaded', () => {
        window.metaflow_card_update?.(null as never);
        window.metaflow_card_update?.({ matrix: change });
      });
    }, changeOf('matrix'));
    await open('live');
    await page.waitForFunction(() =>
      document.querySelector('[data-card-kit]')?.shadowRoot?.textContent.includes('yes'),
    );
    expect(troubles).toEqual([]);
  });
});
