/** 500 live updates of each component: what one costs, and what is left of all. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { processorTime, startCounting, update, waitUntilDrawn, weigh } from '../page-driver';
import type { Figure } from './figures';
import { FLOWS, python, WORK } from './places';

const UPDATES = 500;
const WARM_UP = 40;
/** Megabytes that a card may keep of 500 updates. */
const KEPT = 1;
const LIMITS: Record<string, number> = {
  'VegaChart of 40 points': 20,
  'VegaChart of 1,000 points': 35,
  'one row of 1,000 of a MetricTable': 8,
  'one cell of a ConfusionMatrix of 40': 8,
};

export interface Case {
  name: string;
  page: string;
  changes: string;
}

async function measureCase(
  browser: Browser,
  { name, page: file, changes }: Case,
): Promise<Figure[]> {
  const list = JSON.parse(readFileSync(changes, 'utf8')) as unknown[];
  const page = await browser.newPage();
  try {
    await page.goto(pathToFileURL(file).href);
    await waitUntilDrawn(page);
    const session = await startCounting(page);
    await update(page, list, 0, WARM_UP);
    const before = await weigh(session);
    const start = await processorTime(session);
    await update(page, list, WARM_UP, UPDATES);
    const middle = await processorTime(session);
    await update(page, list, WARM_UP, UPDATES, 0);
    const spent = 2 * middle - start - (await processorTime(session));
    const after = await weigh(session);
    const limit = LIMITS[name];
    return [
      {
        name: `update: ${name}`,
        unit: 'ms',
        value: spent / UPDATES,
        ...(limit === undefined ? {} : { limit }),
      },
      {
        name: `update: ${name}, kept of ${UPDATES}`,
        unit: 'MB',
        value: (after.heap - before.heap) / 1e6,
        limit: KEPT,
      },
      {
        name: `update: ${name}, nodes more after ${UPDATES}`,
        unit: 'nodes',
        value: after.nodes - before.nodes,
        limit: 50,
      },
    ];
  } finally {
    await page.close();
  }
}

export async function measureUpdates(browser: Browser): Promise<Figure[]> {
  const cases = JSON.parse(await python('ours', [path.join(FLOWS, 'updates.py'), WORK])) as Case[];
  const figures: Figure[] = [];
  for (const each of cases) figures.push(...(await measureCase(browser, each)));
  return figures;
}
