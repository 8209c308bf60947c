/**
 * Hostile texts in every string of every component, in each host that the tests know, in Chromium:
 * no script runs, no request leaves, and nothing breaks out of the card.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Frame } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../scripts/browser-launch';
import { VENV_PYTHON } from '../../scripts/run';
import { ROOT } from '../../scripts/sources';
import { HEAD, inFrame, inView, LOADER_OF_MODULES } from './host-pages';
import { servePages, type Served } from './pages';
import { inNotebook } from './vega-pages';

interface Hostile {
  payloads: number;
  pages: string[];
  all: string;
  cell: string;
}

/** What an element of a card may never be, and what none of its attributes may be. */
const WAYS_OUT = `script, iframe, object, embed, link, base, form, meta, video, audio, svg image,
  template, portal, [srcset], [ping], [formaction], [srcdoc], [attributionsrc],
  a[href]:not([href^="http:"], [href^="https:"], [href^="mailto:"], [href^="#"], [href^="data:"]),
  a[href^="data:"]:not([download]),
  a[href^="http"]:not([target="_blank"][rel~="noopener"]), img:not([src^="data:image/"])`;

let hostile: Hostile;
let browser: Browser;
let served: Served;
let folder: string;
const told = { payloads: 0, visits: 0, hits: 0, requests: 0 };

beforeAll(async () => {
  const { stdout } = await promisify(execFile)(
    VENV_PYTHON,
    [path.join(ROOT, 'test/asset/fixtures/hostile_pages.py')],
    { maxBuffer: 1e9 },
  );
  hostile = JSON.parse(stdout) as Hostile;
  told.payloads = hostile.payloads;
  folder = mkdtempSync(path.join(tmpdir(), 'card-kit-hostile-'));
  writeFileSync(path.join(folder, 'card.html'), hostile.all);
  served = await servePages({
    control: `${HEAD}<title>Control</title><img src=x onerror=hit()><img src=//evil.test/x>`,
    'control-in-frame': inFrame('sandbox', '/control'),
    card: hostile.all,
    notebook: inNotebook(hostile.all).replace('<title>', `${LOADER_OF_MODULES}<title>`),
    cell: inView(hostile.cell),
    ...Object.fromEntries(hostile.pages.map((page, at) => [`notebook-${at}`, inNotebook(page)])),
    ...Object.fromEntries(
      (['same', 'other', 'sandbox'] as const).map((kind) => [kind, inFrame(kind, '/card')]),
    ),
  });
  // Frames of other origins in one process: what is asked of a page is asked of all its frames.
  browser = await launchChromium(
    '--disable-site-isolation-trials',
    '--disable-features=IsolateOrigins,site-per-process,IsolateSandboxedIframes',
  );
}, 300_000);
afterAll(async () => {
  console.log(
    `${told.payloads} payloads tried on ${told.visits} pages: ` +
      `${told.hits} scripts run, ${told.requests} requests sent`,
  );
  await browser.close();
  served.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the reader's hand may touch is touched, and what must not be there is found. */
function findWaysOut(ways: string): string[] {
  const hosts = [...document.querySelectorAll('[data-card-kit]')];
  const found: Element[] = [];
  const touched = new Map<Element | null, number>();
  for (const { shadowRoot } of hosts) {
    found.push(...(shadowRoot?.querySelectorAll(ways) ?? []));
    for (const element of shadowRoot?.querySelectorAll('*') ?? []) {
      if (element.getAttributeNames().some((name) => name.startsWith('on'))) found.push(element);
      if (!/^(summary|details|p|b|td|th|code|text|path)$/.test(element.localName)) continue;
      const panel = element.closest('[data-node]');
      touched.set(panel, (touched.get(panel) ?? 0) + 1);
      if ((touched.get(panel) ?? 0) > 12) continue;
      for (const kind of ['pointerover', 'mouseover', 'mousemove', 'click'])
        element.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true }));
    }
  }
  for (const summary of document.querySelectorAll('[data-summary]'))
    found.push(...summary.querySelectorAll(`${ways}, img, svg, style, [style*="url("]`));
  return found
    .filter((element) => element.closest('svg[aria-hidden="true"]') === null)
    .map((element) => element.outerHTML.slice(0, 200));
}

interface Visit {
  hits: number;
  requests: string[];
  ways: string[];
  broken: string[];
  cards: number;
}

async function visit(url: string, own: RegExp, scripts = true): Promise<Visit> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1000, height: 800 });
  page.setDefaultTimeout(120_000);
  const found: Visit = { hits: 0, requests: [], ways: [], broken: [], cards: 0 };
  await page.exposeFunction('hit', () => void (found.hits += 1));
  page.on('request', (request) => {
    const asked = request.url();
    if (!/^(data|blob|about):/.test(asked) && !own.test(asked)) found.requests.push(asked);
  });
  page.on('pageerror', (error) => found.broken.push(String(error)));
  page.on('dialog', (dialog) => {
    found.broken.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.setJavaScriptEnabled(scripts);
  await page.goto(url);
  for (const frame of page.frames()) {
    if (frame.detached) continue;
    if (scripts) await drawnIfCard(frame);
    const ways = await frame.evaluate(findWaysOut, WAYS_OUT).catch(() => []);
    found.ways.push(...ways);
    found.cards += await frame.$$eval('[data-card-kit]', (cards) => cards.length).catch(() => 0);
  }
  await page.bringToFront();
  await new Promise((resolve) => setTimeout(resolve, 300));
  if (page.url() !== url) found.broken.push(`it went to ${page.url()}`);
  await page.close();
  return found;
}

async function drawnIfCard(frame: Frame): Promise<void> {
  if (!(await frame.$('[data-card-kit]'))) return;
  // Some of the data do not fit together, and some charts wait for them: nothing changes any more.
  await frame.waitForFunction(
    () => {
      const root = document.querySelector('[data-card-kit]')?.shadowRoot;
      const count = root?.querySelector('.card') ? root.querySelectorAll('*').length : 0;
      const same = count > 0 && count === Number(document.documentElement.dataset.count);
      document.documentElement.dataset.count = String(count);
      return same;
    },
    { polling: 500 },
  );
}

async function tryOn(url: string, own: RegExp, scripts = true): Promise<Visit> {
  const found = await visit(url, own, scripts);
  told.visits += 1;
  told.hits += found.hits;
  told.requests += found.requests.length;
  return found;
}

const SAFE = { hits: 0, requests: [], ways: [], broken: [], cards: 1 };
const OWN =
  /^http:\/\/(127\.0\.0\.1|localhost):\d+\/(card|same|other|sandbox|notebook[-\d]*|cell)$/;

it.each(['control', 'control-in-frame'])('would be seen: %s', async (name) => {
  const found = await visit(`${served.origin}/${name}`, /^http:\/\/127.*\/(control[-\w]*|x)$/);
  expect(found.hits).toBeGreaterThan(0);
  expect(found.requests).toEqual(['http://evil.test/x']);
});

it('holds in a file', async () => {
  const { href } = pathToFileURL(path.join(folder, 'card.html'));
  expect(await tryOn(href, /^file:.*\/card\.html$/)).toEqual(SAFE);
}, 200_000);

it.each([
  ['in the card server', 'card'],
  ['in a frame of its own origin, as the Metaflow UI has', 'same'],
  ['in a frame of another origin', 'other'],
  ['in a frame without an origin', 'sandbox'],
  ['on the page of a notebook, without a policy, beside a loader of modules', 'notebook'],
  ['in a cell, in a view as that of VS Code', 'cell'],
])('holds %s', { timeout: 200_000 }, async (_, name) => {
  expect(await tryOn(`${served.origin}/${name}`, OWN)).toEqual(SAFE);
});

it('holds without scripts, in the summary', { timeout: 200_000 }, async () => {
  expect(await tryOn(`${served.origin}/card`, OWN, false)).toEqual(SAFE);
});

it('holds with each text by itself as markup, and some in every string, without a policy', async () => {
  for (const at of hostile.pages.keys()) {
    expect(await tryOn(`${served.origin}/notebook-${at}`, OWN), `page ${at}`).toEqual(SAFE);
  }
}, 400_000);
