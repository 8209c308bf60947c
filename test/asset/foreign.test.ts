/** Components of Metaflow on a page of a running task, in Chromium. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../scripts/browser-launch';
import { VENV_PYTHON } from '../../scripts/run';
import { ROOT } from '../../scripts/sources';
import { drawn, servePages, type Served } from './pages';

let live: { page: string; changes: unknown };
let browser: Browser;
let served: Served;

beforeAll(async () => {
  const { stdout } = await promisify(execFile)(
    VENV_PYTHON,
    [path.join(ROOT, 'test/asset/fixtures/foreign_pages.py')],
    { maxBuffer: 1e9 },
  );
  live = JSON.parse(stdout) as typeof live;
  served = await servePages({ live: live.page });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  served.close();
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
  }, live.changes);
  expect(before?.[0]).toBe('one two');
  expect(before?.[1]).toContain('5 of 100');
  expect(after?.[0]).toBe('three');
  expect(after?.[1]).toContain('50 of 100');
  expect(after?.[1]).toContain('left');
  expect(after?.[2]).toBe('Users 2');
  expect(after?.[4]).toMatch(/second.*pay.*first/);
}, 120_000);
