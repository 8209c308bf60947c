/** A run of 2,000 refreshes neither slows nor grows its page. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { median } from 'd3-array';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchForWeighing } from '../../scripts/browser-launch';
import {
  processorTime,
  startCounting,
  update,
  waitUntilDrawn,
  weigh,
  type Weight,
} from '../../scripts/page-driver';
import { VENV_PYTHON } from '../../scripts/run';
import { ROOT } from '../../scripts/sources';

const REFRESHES = 2000;
const BATCH = 50;
/** Batches at the end of which the usual one is weighed: any one may meet a collection of garbage. */
const WEIGHED = 7;
const folder = mkdtempSync(path.join(tmpdir(), 'card-kit-long-run-'));
const run = JSON.parse(
  execFileSync(
    VENV_PYTHON,
    [path.join(ROOT, 'test/asset/long_run.py'), folder, String(REFRESHES)],
    { encoding: 'utf8' },
  ),
) as { seconds: number[]; bytes_at_the_end: number };
const changes = readFileSync(path.join(folder, 'changes.jsonl'), 'utf8').trimEnd().split('\n');

let browser: Browser;
beforeAll(async () => {
  browser = await launchForWeighing();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

interface Shown extends Weight {
  text: string;
  /** Milliseconds of a processor that one of the last refreshes took. */
  cost: number;
}

/** A page that has seen the refreshes from one on. */
async function shown(first: number): Promise<Shown> {
  const page = await browser.newPage();
  try {
    await page.goto(pathToFileURL(path.join(folder, 'long-run.html')).href);
    await waitUntilDrawn(page);
    const session = await startCounting(page);
    const costs: number[] = [];
    for (let at = first; at < REFRESHES; at += BATCH) {
      const given = changes.slice(at, at + BATCH).map((line) => JSON.parse(line) as unknown);
      const start = await processorTime(session);
      await update(page, given, 0, given.length, 5);
      costs.push(((await processorTime(session)) - start) / given.length);
    }
    const text = await page.evaluate(
      () => document.querySelector('[data-card-kit]')?.shadowRoot?.textContent ?? '',
    );
    const cost = median(costs.slice(-WEIGHED)) ?? NaN;
    return { text, cost, ...(await weigh(session)) };
  } finally {
    await page.close();
  }
}

describe(`A run of ${REFRESHES} refreshes`, { timeout: 240_000 }, () => {
  it('sends little with each, and costs its task little', () => {
    expect(changes).toHaveLength(REFRESHES);
    expect(Math.max(...changes.map((line) => line.length))).toBeLessThan(100_000);
    expect(median(run.seconds.slice(-200))).toBeLessThan(0.05);
    expect(run.bytes_at_the_end).toBeLessThan(250_000);
  });

  it('leaves the page as fast and as small as one that has seen the last of them', async () => {
    const whole = await shown(0);
    const last = await shown(REFRESHES - (1 + WEIGHED) * BATCH);
    for (const { text } of [whole, last])
      expect(text.includes(`step ${REFRESHES} INFO`)).toBe(true);
    expect(whole.nodes - last.nodes).toBeLessThan(50);
    expect(whole.heap - last.heap).toBeLessThan(1_000_000);
    expect(whole.cost / last.cost).toBeLessThan(1.5);
  });
});
