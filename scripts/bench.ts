/**
 * Our page against Metaflow's built-in cards with the same content, in one run: bytes, time to
 * content, time of `import metaflow` and of `card create`; and how pages, live updates and Python
 * grow. Times are of interleaved rounds; only their ratios mean anything on another machine.
 *
 * `make bench` measures everything and leaves it in dist/bench.json; `pnpm bench pages updates`
 * measures some; `pnpm bench --compare before.json after.json` shows what has changed.
 */
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { launchChromium } from './browser-launch';
import {
  comparison,
  figureTable,
  isMissed,
  readReport,
  REPORT,
  writeReport,
  type Figure,
} from './bench/figures';
import { measureGrowth } from './bench/growth';
import { measureBytes, measurePages } from './bench/pages';
import { makeEnvironments, runFlow, WORK } from './bench/places';
import { measureCreate, measureImport } from './bench/processes';
import { measureUpdates } from './bench/updates';
import { ROOT } from './sources';

type Tasks = Record<'builtin' | 'ours', string>;
const MEASUREMENTS: Record<string, (browser: Browser, tasks: Tasks) => Promise<Figure[]>> = {
  bytes: () => Promise.resolve(measureBytes()),
  pages: measurePages,
  updates: measureUpdates,
  growth: measureGrowth,
  import: measureImport,
  create: (_, tasks) => measureCreate(tasks),
};

async function measure(names: string[]): Promise<Figure[]> {
  console.log('Environments, flows and cards ...');
  await makeEnvironments();
  const tasks = { builtin: await runFlow('builtin'), ours: await runFlow('ours') };
  const browser = await launchChromium();
  const figures: Figure[] = [];
  try {
    for (const name of names) {
      console.log(`${name} ...`);
      figures.push(...((await MEASUREMENTS[name]?.(browser, tasks)) ?? []));
    }
  } finally {
    await browser.close();
    rmSync(WORK, { recursive: true, force: true });
  }
  return figures;
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--compare') {
  const [before, after] = rest;
  if (before === undefined || after === undefined) {
    console.error('pnpm bench --compare before.json after.json');
    process.exit(1);
  }
  console.log(comparison(readReport(before), readReport(after)));
  process.exit(0);
}

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in MEASUREMENTS));
if (unknown.length > 0) {
  console.error(`${unknown.join(', ')}: there is ${Object.keys(MEASUREMENTS).join(', ')}.`);
  process.exit(1);
}
const report = writeReport(await measure(names.length > 0 ? names : Object.keys(MEASUREMENTS)));
console.log(`\n${figureTable(report.figures)}\n\n${path.relative(ROOT, REPORT)}`);
if (report.load > availableParallelism() + 1) {
  console.log(
    `\nThis machine was busy (load ${report.load.toFixed(1)}): measure its times again when it is not.`,
  );
}
const missed = report.figures.filter(isMissed);
if (missed.length > 0) {
  console.log(`\nMissed: ${missed.map(({ name }) => name).join('; ')}`);
  process.exit(1);
}
