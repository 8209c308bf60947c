/** Charts as a reader meets them: hostile ones, huge ones, live ones, in Chromium. */
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../browser-launch';
import { HOSTILE, HUGE } from './hostile-charts';
import { drawn, servePages, type Served } from './pages';
import { BARS, chart, inNotebook, NEIGHBOR, renderNodes, type Spec } from './vega-pages';

declare global {
  interface Window {
    hacked?: number;
    longest?: number;
  }
}

const nodesOf = (specs: [string, Spec][]): Spec[] =>
  specs.map(([name, spec]) => ({ ...chart(spec, name), title: name }));
const PAGES: Record<string, Spec[]> = {
  hostile: nodesOf(Object.entries(HOSTILE)),
  huge: [...nodesOf(Object.entries(HUGE).map(([name, [spec]]) => [name, spec])), NEIGHBOR],
  bars: [chart(BARS), NEIGHBOR],
};

let browser: Browser;
let served: Served;
let page: Page;
let requests: string[];
let troubles: string[];

beforeAll(async () => {
  const [launched, pages] = await Promise.all([launchChromium(), renderNodes(PAGES)]);
  browser = launched;
  served = await servePages({
    ...pages,
    notebook: inNotebook(pages.hostile ?? ''),
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
  page.on('popup', (popup) => {
    if (popup) requests.push(popup.url());
  });
  await page.evaluateOnNewDocument(() => {
    window.longest = 0;
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      window.longest = Math.max(window.longest ?? 0, now - last);
      last = now;
    }, 20);
  });
});
afterEach(() => page.close());

async function open(name: string): Promise<void> {
  await page.goto(`${served.origin}/${encodeURIComponent(name)}`);
  await drawn(page);
}

const texts = () =>
  page.evaluate(() =>
    Object.fromEntries(
      [
        ...(document
          .querySelector('[data-card-kit]')
          ?.shadowRoot?.querySelectorAll<HTMLElement>('[data-node]') ?? []),
      ].map((node) => [node.dataset.node ?? '', node.innerText]),
    ),
  );

describe.each(['hostile', 'notebook'])('a hostile specification in the page %s', (host) => {
  it('reaches nothing outside of its chart', async () => {
    await open(host);
    const reach = await page.evaluate(() => {
      const root = document.querySelector('[data-card-kit]')?.shadowRoot;
      const inputs = [
        ...(root?.querySelectorAll('.vega-bindings input, .vega-bindings select') ?? []),
      ];
      return {
        inputs: inputs.map((input) => input.getAttributeNames().sort().join(' ')),
        types: [...new Set(inputs.map((input) => input.getAttribute('type')))],
        forms: root?.querySelectorAll('form').length,
        markup: root?.querySelectorAll('[data-node] :is(script, iframe, img, object, embed, link)')
          .length,
        secret: document.querySelector('#secret')?.outerHTML,
        cursor: document.body.style.cursor,
        loud: [...(root?.querySelectorAll('*') ?? [])]
          .flatMap((element) => [...element.attributes].map(({ name, value }) => [name, value]))
          .filter(
            ([name = '', value = '']) =>
              !/^(aria-|data-|d$|title$)/.test(name) && /evil\.example|javascript:/i.test(value),
          ),
      };
    });
    expect(reach.loud).toEqual([]);
    expect(reach.forms).toBe(0);
    expect(reach.markup).toBe(0);
    expect(reach.cursor).toBe('');
    const keys = new Set(reach.inputs.flatMap((names) => names.split(' ')));
    const allowed = [
      'checked',
      'max',
      'min',
      'name',
      'placeholder',
      'step',
      'type',
      'value',
      'debounce',
      'event',
    ];
    expect([...keys].filter((key) => !allowed.includes(key))).toEqual([]);
    if (host === 'notebook') {
      expect(reach.secret).toBe('<p id="secret">Text of the notebook</p>');
    }
    expect(requests).toEqual([`${served.origin}/${host}`]);
  });

  it('reaches nothing when it is pointed at, clicked and typed into', async () => {
    await open(host);
    const url = page.url();
    const places = await page.$$eval(
      '[data-card-kit]',
      ([card]) => [...(card?.shadowRoot?.querySelectorAll('[data-node]') ?? [])].length,
    );
    for (let i = 0; i < places; i++) {
      const handle = await page.evaluateHandle((index) => {
        const node = document
          .querySelector('[data-card-kit]')
          ?.shadowRoot?.querySelectorAll('[data-node]')[index];
        node?.scrollIntoView();
        return node?.querySelector('.marks rect, .marks path[d], .marks text, canvas') ?? null;
      }, i);
      const element = handle.asElement();
      const box = await (element as import('puppeteer-core').ElementHandle | null)?.boundingBox();
      if (box)
        await page.mouse.click(
          box.x + Math.min(20, box.width / 2),
          box.y + Math.min(20, box.height / 2),
        );
    }
    await page.keyboard.type('secret');
    await page.keyboard.press('Enter');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(page.url()).toBe(url);
    expect(await page.evaluate(() => window.hacked)).toBeUndefined();
    expect(requests).toEqual([`${served.origin}/${host}`]);
    const found = Object.values(await texts()).join('\n');
    expect(found).not.toContain('Text of the notebook');
  });
});

describe('a specification that asks for too much', () => {
  it(
    'is not drawn and says why, while the rest of the card answers',
    { timeout: 180_000 },
    async () => {
      await page.goto(`${served.origin}/huge`);
      await page.waitForFunction(
        () => {
          const root = document.querySelector('[data-card-kit]')?.shadowRoot;
          return root?.querySelector('[data-node]') && !root.querySelector('[aria-busy="true"]');
        },
        { timeout: 150_000 },
      );
      const found = await texts();
      for (const [name, [, why]] of Object.entries(HUGE)) {
        expect.soft(found[name], name).toContain('VegaChart is not drawn:');
        expect.soft(found[name], name).toMatch(why);
      }
      console.log(await page.evaluate(() => window.longest));
      expect(await page.evaluate(() => window.longest)).toBeLessThan(2000);
    },
  );
});
