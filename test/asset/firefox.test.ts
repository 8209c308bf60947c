/** The way from the page to the picture, in Firefox. */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchFirefox } from '../../scripts/browser-launch';
import { drawn, renderPages, servePages, type Rendered, type Served } from './pages';

let browser: Browser;
let rendered: Rendered;
let served: Served;
let page: Page;
const requests: string[] = [];
const troubles: string[] = [];

beforeAll(async () => {
  [browser, rendered] = await Promise.all([launchFirefox(), renderPages()]);
  served = await servePages(rendered.pages);
  page = await browser.newPage();
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) requests.push(new URL(request.url()).pathname);
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
});
afterAll(async () => {
  served.close();
  await browser.close();
});

const text = () =>
  page.evaluate(() => document.querySelector('[data-card-kit]')?.shadowRoot?.textContent ?? '');

it('draws every part of a card, from its policy to its chart, without the network', async () => {
  await page.goto(`${served.origin}/chart`);
  await drawn(page);
  expect(await text()).toContain('Digits');
  expect(
    await page.evaluate(
      () =>
        document.querySelector('[data-card-kit]')?.shadowRoot?.querySelectorAll('.mark-rect path')
          .length,
    ),
  ).toBe(5);
  expect(requests).toEqual(['/chart']);
  expect(troubles).toEqual([]);
});

it('changes a live card in place', async () => {
  await page.goto(`${served.origin}/live`);
  await drawn(page);
  await page.evaluate(
    (change) => void window.metaflow_card_update?.({ matrix: change }),
    rendered.changes.matrix,
  );
  await page.waitForFunction(() =>
    document.querySelector('[data-card-kit]')?.shadowRoot?.textContent.includes('yes'),
  );
  expect(troubles).toEqual([]);
});

it('shows hostile text as text', async () => {
  await page.goto(`${served.origin}/hostile`);
  await drawn(page);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(await text()).toContain('<img src=x onerror="window.hacked=1">');
});
