/**
 * Hostile text in every place of Metaflow's components and of ours for prose and data, in Chromium:
 * no script runs and no request leaves, with the page's policy and without it, as in a notebook.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../scripts/browser-launch';
import { VENV_PYTHON } from '../../scripts/run';
import { ROOT } from '../../scripts/sources';
import { drawn, servePages, type Served } from './pages';

interface Hostile {
  payloads: number;
  pages: string[];
  live: { page: string; changes: unknown };
}

let hostile: Hostile;
let browser: Browser;
let served: Served;

/** What an attribute of ours may never be. */
const WAYS_OUT = `script, iframe, object, embed, link, base, form, meta, video, audio, svg image,
  [onerror], [onload], [onclick], [onfocus], [onmouseover], [ontoggle], [srcset], [ping], [formaction],
  a[href]:not([href^="http:"], [href^="https:"], [href^="mailto:"], [href^="#"]),
  a[href^="http"]:not([target="_blank"][rel~="noopener"]), img:not([src^="data:image/"])`;

beforeAll(async () => {
  const { stdout } = await promisify(execFile)(
    VENV_PYTHON,
    [path.join(ROOT, 'test/asset/fixtures/foreign_pages.py')],
    { maxBuffer: 1e9 },
  );
  hostile = JSON.parse(stdout) as Hostile;
  const withoutPolicy = (page: string) =>
    page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
  served = await servePages(
    Object.fromEntries([
      ['live', hostile.live.page],
      ...hostile.pages.flatMap((page, i) => [
        [`with-${i}`, page],
        [`without-${i}`, withoutPolicy(page)],
      ]),
    ]) as Record<string, string>,
  );
  browser = await launchChromium();
}, 300_000);
afterAll(async () => {
  await browser.close();
  served.close();
});

async function visit(page: Page, url: string, requests: string[]): Promise<string[]> {
  await page.goto(url);
  // A link that was pressed may have opened a tab before this one, which is drawn only in sight.
  await page.bringToFront();
  await drawn(page);
  // What waits for the reader runs too: links are followed, and all that can be is pressed.
  const found = await page.evaluate((ways) => {
    const root = document.querySelector('[data-card-kit]')?.shadowRoot;
    const out = [...(root?.querySelectorAll(ways) ?? [])].filter(
      // Drawings of our own.
      (element) => element.closest('svg[aria-hidden="true"]') === null,
    );
    for (const element of root?.querySelectorAll('summary, details, p, b, td, code') ?? []) {
      element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
      element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    }
    return out.map((element) => element.outerHTML.slice(0, 200));
  }, WAYS_OUT);
  await new Promise((resolve) => setTimeout(resolve, 300));
  requests.splice(0, requests.length, ...requests.filter((one) => one !== url));
  return found;
}

describe.each(['with', 'without'])('%s a policy', (policy) => {
  it('shows hostile text of every component without a script or a request of it', async () => {
    const page = await browser.newPage();
    const requests: string[] = [];
    const broken: string[] = [];
    let hits = 0;
    await page.exposeFunction('hit', () => (hits += 1));
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url())) requests.push(request.url());
    });
    page.on('pageerror', (error) => broken.push(String(error)));
    const ways: string[] = [];
    page.setDefaultTimeout(120_000);
    // Where a policy holds too, a part of them says as much.
    const names = [...hostile.pages.keys()].filter((i) => policy === 'without' || i % 4 === 0);
    for (const i of names) {
      ways.push(...(await visit(page, `${served.origin}/${policy}-${i}`, requests)));
    }
    console.log(
      `${policy} a policy: ${names.length} of ${hostile.pages.length} pages with ` +
        `${hostile.payloads} payloads in 29 components, ` +
        `${hits} scripts run, ${requests.length} requests sent`,
    );
    expect({ hits, requests, ways, broken }).toEqual({
      hits: 0,
      requests: [],
      ways: [],
      broken: [],
    });
    await page.close();
  }, 600_000);
});

it('shows new data of Metaflow in place, in the same elements', async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(`${served.origin}/live`);
  await drawn(page);
  const [before, after] = await page.evaluate(async (changes) => {
    const root = document.querySelector('[data-card-kit]')?.shadowRoot;
    const nodes = ['m', 'p', 'v', 't', 'e'].map((id) => root?.querySelector(`[data-node="${id}"]`));
    const texts = () => nodes.map((node) => (node as HTMLElement).innerText.replace(/\s+/g, ' '));
    const first = texts();
    (window as unknown as { metaflow_card_update(given: unknown): void }).metaflow_card_update(
      changes,
    );
    for (let i = 0; i < 600 && !texts()[3]?.includes('b 7'); i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return [first, texts()];
  }, hostile.live.changes);
  expect(before?.[0]).toBe('one two');
  expect(before?.[1]).toContain('5 of 100');
  expect(after?.[0]).toBe('three');
  expect(after?.[1]).toContain('50 of 100');
  expect(after?.[1]).toContain('left');
  expect(after?.[2]).toBe('Users 2');
  expect(after?.[4]).toMatch(/second.*pay.*first/);
}, 120_000);
