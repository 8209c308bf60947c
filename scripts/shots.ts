/** Pictures of a card: on screens of four widths, light and dark, and on paper. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { waitUntilDrawn } from './page-driver';
import { readDocument } from './page-parts';

export const WIDTHS = [1440, 1100, 768, 360] as const;
/** As browsers print it. */
export const A4 = {
  format: 'A4',
  printBackground: true,
  margin: { top: '10mm', right: '10mm', bottom: '10mm', left: '10mm' },
} as const;
export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** At most this wide, it is a phone: touched, and with small pixels. */
const PHONE = 560;

/**
 * A tab for the page of a card. A card of a running task says after some seconds without news that
 * it is old: its tab stands at the time at which it was made.
 */
export async function openTab(browser: Browser, card: string): Promise<Page> {
  const page = await browser.newPage();
  if (card.includes('content="live-')) {
    await page.evaluateOnNewDocument(
      (made: number) => {
        // Nor does it remember how often it was loaded: hosts do that in vain, and we on purpose.
        history.replaceState(null, '');
        Date.now = () => made;
        performance.now = () => 0;
      },
      Date.parse(readDocument(card).state?.rendered ?? ''),
    );
  }
  return page;
}

/** A window of a width, or the screen of a phone. */
export const viewOf = (width: number) => {
  const isPhone = width <= PHONE;
  return { width, isMobile: isPhone, hasTouch: isPhone, deviceScaleFactor: isPhone ? 2 : 1 };
};

/** Shows a card in a window as high as it is: what sticks to an edge of a window is where it belongs. */
export async function fitWindow(page: Page, width: number): Promise<void> {
  const view = viewOf(width);
  await page.setViewport({ ...view, height: 300 });
  await waitUntilDrawn(page); // a page that becomes a phone's is loaded anew
  // Observers of sizes answer in the next frames.
  const settle = () => new Promise((done) => setTimeout(done, 100));
  await settle();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewport({ ...view, height });
  await settle();
}

/** All pictures of a card, in `folder`: `<card>-1440-light.png` and so on, and `<card>.pdf`. */
export async function shootCard(browser: Browser, file: string, folder: string): Promise<void> {
  const name = path.join(folder, path.basename(file, '.html'));
  const page = await openTab(browser, readFileSync(file, 'utf8'));
  for (const theme of THEMES) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    await page.setViewport({ width: WIDTHS[0], height: 900 });
    await page.goto(pathToFileURL(file).href);
    await waitUntilDrawn(page);
    for (const width of WIDTHS) {
      await fitWindow(page, width);
      await page.screenshot({ path: `${name}-${width}-${theme}.png` });
    }
  }
  await page.pdf({ path: `${name}.pdf`, ...A4 });
  await page.close();
}

const TOP = 1280;

/** The picture of the README: the upper rows of a card, as far as the bottom of one of its panels. */
export async function shootTop(
  browser: Browser,
  file: string,
  { picture, panels }: { picture: string; panels: number },
): Promise<void> {
  const page = await openTab(browser, readFileSync(file, 'utf8'));
  await page.setViewport({ width: TOP, height: 1600, deviceScaleFactor: 2 });
  await page.goto(pathToFileURL(file).href);
  await waitUntilDrawn(page);
  const bottom = await page.evaluate((count) => {
    const root = document.querySelector('[data-card-kit]')?.shadowRoot;
    const panel = root?.querySelectorAll('.nodes > .node')[count - 1];
    return Math.ceil(panel?.getBoundingClientRect().bottom ?? 800);
  }, panels);
  const clip = { x: 0, y: 0, width: TOP, height: bottom + 14 };
  await page.screenshot({ path: picture, clip });
  await page.close();
}
