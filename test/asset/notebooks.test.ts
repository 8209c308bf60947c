/** Components in the cells of a notebook: in JupyterLab, as a page of nbconvert, in a view as VS Code's. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchChromium } from '../../scripts/browser-launch';
import { VENV_PYTHON } from '../../scripts/run';
import { ROOT } from '../../scripts/sources';
import { VIEW_POLICY } from './host-pages';
import { servePages, type Served } from './pages';

const run = promisify(execFile);
const PATIENCE = 240_000;
/** JupyterLab is installed once, into `.cache`. */
const INSTALLING = 900_000;
// One that the flow tests' helper makes once and keeps.
const ENVIRONMENT =
  'import sys; sys.path[:0] = ["test/flow", "test"]; from workplace import environment; ' +
  'print(environment("jupyter", "jupyterlab", "metaflow"))';
const TITLES = ['Held out', 'Loss', 'Evaluation'];
/** What a module loader on the page looks like to scripts. */
const LOADER = 'window.define = () => { throw new Error("defined"); }; window.define.amd = {};';

let home: string;
let jupyter: string;
let env: NodeJS.ProcessEnv;
let cells: string[];
let browser: Browser;
let served: Served;
let lab: ChildProcess | undefined;
let page: Page;
let troubles: string[];

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'card-kit-notebook-'));
  const { stdout } = await run(VENV_PYTHON, ['-c', ENVIRONMENT], { cwd: ROOT });
  jupyter = path.join(path.dirname(stdout.trim()), 'jupyter');
  env = {
    ...{ PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: home, USERNAME: 'tester' },
    PYTHONPATH: path.join(ROOT, 'packages/python-wrapper/src'),
  };
  const notebook = path.join(home, 'cells.ipynb');
  const fixture = path.join(ROOT, 'test/asset/fixtures/cells.py');
  writeFileSync(notebook, (await run(VENV_PYTHON, [fixture])).stdout);
  const convert = (...args: string[]) =>
    run(jupyter, ['nbconvert', 'cells.ipynb', ...args], { cwd: home, env });
  await convert('--execute', '--to', 'notebook', '--inplace');
  await convert('--to', 'html');
  await run(jupyter, ['trust', notebook], { env });
  const read = JSON.parse(readFileSync(notebook, 'utf8')) as {
    cells: { outputs: { data: { 'text/html': string[] | string } }[] }[];
  };
  cells = read.cells.map(({ outputs }) => [outputs[0]?.data['text/html']].flat().join(''));
  served = await servePages({
    converted: readFileSync(path.join(home, 'cells.html'), 'utf8'),
    view:
      `<!doctype html><meta http-equiv="Content-Security-Policy" content="${VIEW_POLICY}">` +
      '<meta charset="utf-8"><link rel="icon" href="data:,">' +
      '<body class="vscode-dark"><div id="cells"></div><script>' +
      `for (const cell of ${JSON.stringify(cells).replaceAll('<', '\\u003c')}) {
        const output = document.createElement('div');
        output.attachShadow({ mode: 'open' }).innerHTML = cell;
        document.querySelector('#cells').append(output);
      }</script>`,
  });
  browser = await launchChromium();
}, INSTALLING);

afterAll(async () => {
  await browser?.close();
  served?.close();
  if (lab?.pid !== undefined) process.kill(-lab.pid, 'SIGTERM');
  if (home) rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

beforeEach(async () => {
  page = await browser.newPage();
  await page.setViewport({ width: 1200, height: 1600 });
  troubles = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
});
afterEach(() => page.close());

interface Cell {
  title: string;
  height: number;
  content: number;
  theme: string;
  rest: string;
}

/** Waits until each frame of a cell is as high as the card in it. */
async function drawnCells(): Promise<Cell[]> {
  const deadline = Date.now() + 60_000;
  let found: Cell[] = [];
  while (Date.now() < deadline) {
    found = [];
    for (const frame of page.frames()) {
      if (frame.url() !== 'about:srcdoc') continue;
      const inside = await frame
        .evaluate(() => {
          const host = document.querySelector<HTMLElement>('[data-card-kit]');
          const card = host?.shadowRoot?.querySelector('.card');
          if (!host || !card) return undefined;
          return { content: card.getBoundingClientRect().height, theme: host.dataset.theme ?? '' };
        })
        .catch(() => undefined);
      const element = await frame.frameElement().catch(() => null);
      const outside = await element
        ?.evaluate((each) => ({
          title: each.getAttribute('title') ?? '',
          height: each.getBoundingClientRect().height,
          rest: getComputedStyle(each.nextElementSibling ?? document.body).display,
        }))
        .catch(() => undefined);
      if (inside && outside) found.push({ ...inside, ...outside });
    }
    const fits = found.every(({ height, content }) => Math.abs(height - content) < 1);
    if (found.length === TITLES.length && fits) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The cells did not come: ${JSON.stringify(found)}`);
}

const names = () => page.evaluate(() => Object.keys(window));

function expectThemAll(found: Cell[], theme: string): void {
  expect(found.map(({ title }) => title)).toEqual(TITLES);
  for (const cell of found) {
    expect(cell.height).toBeGreaterThan(80);
    expect(cell.theme).toBe(theme);
    expect(cell.rest).toBe('none');
  }
}

it('shows each cell in a page of nbconvert with a module loader, and leaves no name in it', async () => {
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const isOurs = /^(data|about|blob):/.test(request.url()) || request.url().includes('127.0.0.1');
    if (isOurs && !request.url().endsWith('/favicon.ico')) void request.continue();
    else
      void request.respond({
        contentType: 'text/javascript',
        body: request.url().includes('require') ? LOADER : '',
      });
  });
  await page.goto(`${served.origin}/converted`, { waitUntil: 'domcontentloaded' });
  const before = await names();
  expectThemAll(await drawnCells(), 'light');
  expect((await names()).filter((name) => !before.includes(name) && !/^\d+$/.test(name))).toEqual(
    [],
  );
  expect(troubles.filter((text) => !text.includes('MathJax'))).toEqual([]);
});

it('follows a cell that grows and one that shrinks', async () => {
  await page.goto(`${served.origin}/view`);
  const [before] = await drawnCells();
  await page.setViewport({ width: 300, height: 1600 });
  const narrow = await drawnCells();
  await page.setViewport({ width: 1200, height: 1600 });
  await expect
    .poll(async () => (await drawnCells())[0]?.height, { timeout: 10_000 })
    .toBe(before?.height);
  expect(narrow[2]?.height).not.toBe((await drawnCells())[2]?.height);
});

it('shows each cell in a view as VS Code has, with its policy, in its dark theme', async () => {
  await page.goto(`${served.origin}/view`);
  expectThemAll(await drawnCells(), 'dark');
  expect(troubles).toEqual([]);
});

it('shows each cell in JupyterLab', { timeout: PATIENCE }, async () => {
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as AddressInfo;
      probe.close(() => resolve(free));
    });
  });
  const address = `http://127.0.0.1:${port}/lab/tree/cells.ipynb?token=test`;
  lab = spawn(
    jupyter,
    [
      ...['lab', '--no-browser', '--allow-root', `--port=${port}`, '--ServerApp.port_retries=0'],
      '--IdentityProvider.token=test',
    ],
    { cwd: home, env, detached: true, stdio: 'ignore' },
  );
  await expect
    .poll(() => page.goto(address).then((answer) => answer?.status()), { timeout: 60_000 })
    .toBe(200);
  expectThemAll(await drawnCells(), 'light');
});
