/** How Python, the page and the browser grow with what they are given. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { waitUntilDrawn } from '../page-driver';
import { median, type Figure } from './figures';
import { FLOWS, python, WORK } from './places';

const SIZES: Record<string, number[]> = {
  'metric rows': [10, 1_000, 10_000, 100_000],
  'chart points': [10, 1_000, 10_000, 100_000],
  classes: [10, 40, 200],
  components: [1, 10, 100, 500],
};
const LIMITS: Record<string, number> = {
  'chart points 100000, render': 350,
  'chart points 100000, page': 600_000,
};
const OPENINGS = 3;

interface Cost {
  make: number;
  render: number;
  refresh: number;
  /** Megabytes of memory that the process grew by. */
  memory: number;
}

/** Milliseconds from navigation start until everything is drawn. */
async function timeToDrawn(browser: Browser, file: string): Promise<number> {
  const page = await browser.newPage();
  try {
    await page.setViewport({ width: 1200, height: 900 });
    await page.goto(pathToFileURL(file).href);
    await waitUntilDrawn(page);
    return await page.evaluate(() => performance.now());
  } finally {
    await page.close();
  }
}

export async function measureGrowth(browser: Browser): Promise<Figure[]> {
  const figures: Figure[] = [];
  const add = (name: string, unit: Figure['unit'], value: number) => {
    const limit = LIMITS[name];
    figures.push({ name, unit, value, ...(limit === undefined ? {} : { limit }) });
  };
  for (const [content, sizes] of Object.entries(SIZES)) {
    for (const size of sizes) {
      const file = path.join(WORK, `growth-${content.replace(' ', '-')}-${size}.html`);
      const script = path.join(FLOWS, 'growth.py');
      const cost = JSON.parse(await python('ours', [script, content, String(size), file])) as Cost;
      const what = `${content} ${size}`;
      add(`${what}, make`, 'ms', cost.make);
      add(`${what}, render`, 'ms', cost.render);
      add(`${what}, refresh`, 'ms', cost.refresh);
      add(`${what}, memory of Python`, 'MB', cost.memory);
      add(`${what}, page`, 'bytes', statSync(file).size);
      const times: number[] = [];
      for (let round = 0; round < OPENINGS; round += 1)
        times.push(await timeToDrawn(browser, file));
      add(`${what}, drawn`, 'ms', median(times));
    }
  }
  return figures;
}
