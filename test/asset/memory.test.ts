/** What live updates of each component leave as it was: what 500 of them keep, and a reader's choice. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '../../scripts/bench/updates';
import { launchForWeighing } from '../../scripts/browser-launch';
import { startCounting, update, waitUntilDrawn, weigh } from '../../scripts/page-driver';
import { VENV_PYTHON } from '../../scripts/run';
import { ROOT } from '../../scripts/sources';

const folder = mkdtempSync(path.join(tmpdir(), 'card-kit-memory-'));
const cases = JSON.parse(
  execFileSync(VENV_PYTHON, [path.join(ROOT, 'scripts/bench/updates.py'), folder], {
    encoding: 'utf8',
  }),
) as Case[];

let browser: Browser;
beforeAll(async () => {
  browser = await launchForWeighing();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

it('A line that was set apart stays so while the chart grows', async () => {
  const grows = cases.find(({ name }) => name === 'LineChart that grows');
  const list = JSON.parse(readFileSync(grows?.changes ?? '', 'utf8')) as unknown[];
  const page = await browser.newPage();
  await page.goto(pathToFileURL(grows?.page ?? '').href);
  await waitUntilDrawn(page);
  await update(page, list, 0, 5);
  const pressed = (press = false) =>
    page.$eval(
      '[data-card-kit]',
      ({ shadowRoot: root }, press) => {
        const names = [...(root?.querySelectorAll<HTMLElement>('[aria-pressed]') ?? [])];
        if (press) names[0]?.click();
        return [...names.map((name) => name.ariaPressed), root?.querySelector('.dim') !== null];
      },
      press,
    );
  expect(await pressed(true)).toEqual(['false', 'false', false]);
  expect(await pressed()).toEqual(['true', 'false', true]);
  await update(page, list, 5, 40);
  expect(await pressed()).toEqual(['true', 'false', true]);
  await page.close();
});

describe('A card holds no more after 500 updates than before', { timeout: 240_000 }, () => {
  it.each(cases)('$name', async ({ page: file, changes }) => {
    const list = JSON.parse(readFileSync(changes, 'utf8')) as unknown[];
    const page = await browser.newPage();
    try {
      await page.goto(pathToFileURL(file).href);
      await waitUntilDrawn(page);
      const session = await startCounting(page);
      await update(page, list, 0, 40);
      const before = await weigh(session);
      // A frame for a few of them, as on a page whose host is faster than its screen.
      await update(page, list, 40, 500, 5);
      const after = await weigh(session);
      expect(after.heap - before.heap).toBeLessThan(1_000_000);
      expect(after.nodes - before.nodes).toBeLessThan(50);
    } finally {
      await page.close();
    }
  });
});
