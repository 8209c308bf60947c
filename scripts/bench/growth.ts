/** How Python, the page and the browser grow with what they are given. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { processorTime, startCounting, waitUntilDrawn } from '../page-driver';
import { interleave, median, pairedRatio, type Figure, type Unit } from './figures';
import { FLOWS, python, WORK } from './places';

/** More than 20,000 metrics are refused, which is to cost nothing. */
const SIZES: Record<string, number[]> = {
  'metric rows': [10, 1_000, 10_000, 100_000],
  'chart points': [10, 1_000, 10_000, 100_000],
  'line points': [10, 1_000, 10_000, 100_000],
  classes: [10, 40, 200],
  components: [1, 10, 100, 500],
};
const LIMITS: Record<string, number> = {
  'metric rows 100000, make': 100,
  'chart points 100000, render': 350,
  'chart points 100000, page': 600_000,
  'line points 100000, render': 350,
  'line points 100000, page': 600_000,
};
/** Of the cost of a size by that of the size before, by the ratio of the sizes: 1, and noise. */
const FASTEST = 1.25;
const UNITS = {
  make: 'ms',
  render: 'ms',
  refresh: 'ms',
  memory: 'MB',
  page: 'bytes',
  drawn: 'ms',
} as const satisfies Record<string, Unit>;
/** Below this, a cost is as good as none. */
const FLOORS: Record<Unit, number> = {
  ms: 2,
  MB: 1,
  bytes: 1_000,
  nodes: 1,
  modules: 1,
  ratio: 1,
};
const ROUNDS = 7;

type Cost = Record<keyof typeof UNITS, number>;

/** Milliseconds of the processor from navigation until everything is drawn. */
async function timeToDrawn(browser: Browser, file: string): Promise<number> {
  const page = await browser.newPage();
  try {
    const session = await startCounting(page);
    await page.setViewport({ width: 1200, height: 900 });
    await page.goto(pathToFileURL(file).href);
    await waitUntilDrawn(page);
    return await processorTime(session);
  } finally {
    await page.close();
  }
}

const fileOf = (content: string, size: number) =>
  path.join(WORK, `growth-${content.replace(' ', '-')}-${size}.html`);

async function costOf(browser: Browser, content: string, size: number): Promise<Cost> {
  const file = fileOf(content, size);
  const script = path.join(FLOWS, 'growth.py');
  const output = await python('ours', [script, content, String(size), file]);
  // What comes before is the library's log.
  const cost = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Omit<Cost, 'page' | 'drawn'>;
  const first = await timeToDrawn(browser, file);
  const second = await timeToDrawn(browser, file);
  return { ...cost, page: statSync(file).size, drawn: Math.min(first, second) };
}

const cells = (content: string, size: number) => (content === 'classes' ? size * size : size);

/** The steepest step from a size to the next, as a multiple of what is linear. */
function steepest(content: string, part: keyof Cost, sizes: number[], costs: Cost[]): number {
  const floor = FLOORS[UNITS[part]];
  const steps = sizes.slice(1).map((size, at) => {
    const [before, after] = [costs[at]?.[part] ?? NaN, costs[at + 1]?.[part] ?? NaN];
    const growth = cells(content, size) / cells(content, sizes[at] ?? NaN);
    return (after + floor) / (before + floor) / growth;
  });
  return Math.max(...steps);
}

export async function measureGrowth(browser: Browser): Promise<Figure[]> {
  const figures: Figure[] = [];
  const parts = Object.keys(UNITS) as (keyof Cost)[];
  for (const [content, sizes] of Object.entries(SIZES)) {
    const costs: Cost[] = [];
    for (const size of sizes) {
      const cost = await costOf(browser, content, size);
      costs.push(cost);
      for (const part of parts) {
        const name = `${content} ${size}, ${part}`;
        const limit = LIMITS[name];
        const value = cost[part];
        const figure: Figure = { name, unit: UNITS[part], value };
        figures.push(limit === undefined ? figure : { ...figure, limit });
      }
    }
    for (const part of parts) {
      const value = steepest(content, part, sizes, costs);
      figures.push({ name: `${content}, growth of ${part}`, unit: 'ratio', value, limit: FASTEST });
    }
  }
  const open = (size: string) => timeToDrawn(browser, fileOf('line points', Number(size)));
  const drawn = await interleave(['1000', '100000'], ROUNDS, open);
  const [few, many] = [drawn['1000'], drawn['100000']];
  const ratio = pairedRatio(many, few);
  figures.push({
    name: 'line points, 100,000 drawn by 1,000 drawn',
    ...{ unit: 'ms', value: median(many), ratio, limit: 2.5 },
  });
  return figures;
}
