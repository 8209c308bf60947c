/** The frame of the Metaflow UI, with the loop that gives it a height, of its origin and of another. */
import type { Browser, Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../scripts/browser-launch';
import { inFrame, inView } from './host-pages';
import { drawn, renderPages, servePages, type Rendered, type Served } from './pages';

/**
 * It begins at no height and asks the frame's body once in a while, here ten times as often;
 * where it may not ask, it is 750 pixels. What the page posts counts at once, and ends the asking.
 */
const sizing = (listens: boolean) => `<script>
  const frame = document.querySelector('iframe');
  frame.removeAttribute('height');
  frame.style.height = '0px';
  const asking = setInterval(() => {
    let height = 0;
    try {
      const { body } = frame.contentDocument;
      height = Math.max(body.scrollHeight, body.clientHeight, body.offsetHeight);
    } catch {}
    frame.style.height = (height || 750) + 'px';
  }, 100);
  if (${listens}) addEventListener('message', ({ data }) => {
    if (data.type !== 'PluginHeightCheck') return;
    clearInterval(asking);
    frame.style.height = data.height + 'px';
  });
</script>`;
const WIDTHS = [360, 768, 1280, 2000];

let browser: Browser;
let rendered: Rendered;
let served: Served;

beforeAll(async () => {
  [browser, rendered] = await Promise.all([launchChromium(), renderPages()]);
  served = await servePages({
    ...rendered.pages,
    same: inFrame('same', '/short?embed=true') + sizing(true),
    other: inFrame('other', '/short?embed=true') + sizing(true),
    asking: inFrame('same', '/short') + sizing(false),
    ...Object.fromEntries(
      (['light', 'dark', 'high-contrast'] as const).map((theme) => [
        `view-${theme}`,
        inView(rendered.pages.cell ?? '', theme),
      ]),
    ),
  });
});
afterAll(async () => {
  await browser.close();
  served.close();
});

async function openFrame(name: string): Promise<[Page, Frame]> {
  const page = await browser.newPage();
  await page.goto(`${served.origin}/${name}`);
  const frame = await page.waitForFrame((one) => one.url().includes('/short'));
  await drawn(frame);
  return [page, frame];
}

const heightOf = (page: Page) =>
  page.$eval('iframe', (frame) => Math.round(frame.getBoundingClientRect().height));

/** The height once it stays the same for half a second; it must not grow for ever. */
async function settledHeight(page: Page): Promise<number> {
  let last = await heightOf(page);
  for (let same = 0, tries = 0; same < 5; tries += 1) {
    if (tries > 100) throw new Error(`The frame does not come to rest: ${last} pixels.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const next = await heightOf(page);
    same = next === last ? same + 1 : 0;
    last = next;
  }
  return last;
}

async function say(frame: Frame, message: string): Promise<void> {
  await frame.evaluate((text) => {
    const root = document.querySelector('[data-card-kit]')?.shadowRoot;
    const id = root?.querySelector<HTMLElement>('[data-node]')?.dataset.node ?? '';
    window.metaflow_card_update?.({ [id]: { type: 'problem', id, message: text } });
  }, message);
}

describe.each([
  ['of the same origin', 'same', true],
  ['of another origin', 'other', true],
  ['that only asks', 'asking', false],
])('a frame %s', (_, name, shrinks) => {
  it('is as high as its card, grows with it, and comes to rest', async () => {
    const [page, frame] = await openFrame(name);
    const small = await settledHeight(page);
    expect(small).toBeGreaterThan(40);
    expect(small).toBeLessThan(500);
    await say(frame, 'A long text. '.repeat(600));
    const large = await settledHeight(page);
    expect(large).toBeGreaterThan(small + 300);
    await say(frame, 'Short again.');
    const again = await settledHeight(page);
    if (shrinks) expect(again).toBeLessThan(small + 50);
    else expect(again).toBeLessThanOrEqual(large);
    await page.close();
  });
});

describe('a card', () => {
  it.each(WIDTHS)(
    'of every component has no sideways scroll at %i pixels, in each theme',
    async (width) => {
      const page = await browser.newPage();
      await page.setViewport({ width, height: 900 });
      for (const scheme of ['light', 'dark']) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        await page.goto(`${served.origin}/examples`);
        await drawn(page);
        const found = await page.evaluate(() => ({
          beyond: document.documentElement.scrollWidth - innerWidth,
          paper: getComputedStyle(document.querySelector('[data-card-kit]') ?? document.body)
            .backgroundColor,
        }));
        expect(found.beyond, scheme).toBeLessThanOrEqual(0);
        const [red = 0] = (/\d+/.exec(found.paper) ?? []).map(Number);
        if (scheme === 'light') expect(red).toBeGreaterThan(200);
        else expect(red).toBeLessThan(60);
      }
      await page.close();
    },
  );

  it.each([
    ['light', 'light'],
    ['dark', 'dark'],
  ])('in a view as VS Code has takes its %s theme', async (theme, expected) => {
    const page = await browser.newPage();
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(String(error)));
    await page.goto(`${served.origin}/view-${theme}`);
    const card = () => page.frames().find((frame) => frame.parentFrame()?.parentFrame());
    await expect
      .poll(
        () =>
          card()?.evaluate(() => {
            const host = document.querySelector<HTMLElement>('[data-card-kit]');
            return host?.shadowRoot?.querySelector('.card') ? host.dataset.theme : undefined;
          }),
        { timeout: 20_000 },
      )
      .toBe(expected);
    expect(troubles).toEqual([]);
    await page.close();
  });
});
