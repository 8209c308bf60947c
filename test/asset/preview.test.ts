/** `python -m metaflow_card_kit preview` in a browser: the page follows the files by itself. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../scripts/browser-launch';
import { VENV_PYTHON } from '../../scripts/run';
import { ROOT } from '../../scripts/sources';

const PATIENCE = 120_000;
const troubles: string[] = [];

let home: string;
let preview: ChildProcess;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'card-kit-preview-'));
  for (const file of ['previewed.py', 'report.py'])
    cpSync(path.join(ROOT, 'test/flow/flows', file), path.join(home, file));
  const env = {
    ...{ PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: home, USERNAME: 'tester' },
    METAFLOW_DATASTORE_SYSROOT_LOCAL: home,
    METAFLOW_DEFAULT_METADATA: 'local',
  };
  await promisify(execFile)(VENV_PYTHON, ['previewed.py', 'run'], { cwd: home, env });
  const command = ['-m', 'metaflow_card_kit', 'preview', 'previewed.py', '--port', '0'];
  preview = spawn(VENV_PYTHON, command, { cwd: home, env });
  const address = await new Promise<string>((resolve) =>
    preview.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().split('\n')[0] ?? '')),
  );
  browser = await launchChromium();
  page = await browser.newPage();
  await page.setViewport({ width: 800, height: 300 });
  page.on('pageerror', (error) => troubles.push(String(error)));
  await page.goto(address);
}, PATIENCE);

afterAll(async () => {
  await browser?.close();
  preview?.kill();
  if (home) rmSync(home, { recursive: true, force: true });
});

const card = () => page.frames().find((frame) => frame.url().includes('/card/'));
const heading = () =>
  card()
    ?.evaluate(
      () => document.querySelector('[data-card-kit]')?.shadowRoot?.querySelector('h1')?.textContent,
    )
    .catch(() => undefined);
const error = () => page.$eval('#error', (element) => element.textContent);
const place = () => card()?.evaluate(() => window.scrollY);
const write = (text: string) => writeFileSync(path.join(home, 'report.py'), text);

it(
  'loads the card anew when a file changes, at the place where the reader was',
  { timeout: PATIENCE },
  async () => {
    await expect.poll(heading, { timeout: PATIENCE }).toBe('Of a module');
    await card()?.evaluate(() => window.scrollTo(0, 40));
    write('TITLE = "Changed"\n');
    await expect.poll(heading, { timeout: PATIENCE }).toBe('Changed');
    await expect.poll(place, { timeout: 5000 }).toBe(40);
    expect(await error()).toBe('');
  },
);

it('shows an error of the module above the card as it was', { timeout: PATIENCE }, async () => {
  write('TITLE = = "Changed"\n');
  await expect.poll(error, { timeout: PATIENCE }).toContain('SyntaxError');
  expect(await heading()).toBe('Changed');
  write('TITLE = "Mended"\n');
  await expect.poll(heading, { timeout: PATIENCE }).toBe('Mended');
  expect(await error()).toBe('');
  expect(troubles).toEqual([]);
});
