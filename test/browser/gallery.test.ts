/**
 * What holds for each card of the gallery, on a desk, on a phone, in the dark and on paper. The cards are
 * made here; `CARDS=.demo/cards` takes those of `make demo`.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../scripts/browser-launch';
import { makeCards } from '../../scripts/gallery';
import { waitUntilDrawn } from '../../scripts/page-driver';
import { VENV_PYTHON } from '../../scripts/run';
import { fitWindow, openTab, THEMES, WIDTHS } from '../../scripts/shots';
import { ROOT } from '../../scripts/sources';
import { installChecks } from './card-checks';

const NAMES = [
  ...['two_classes', 'ten_classes', 'thirty_classes', 'hundred_classes'],
  ...['two_models', 'eight_models', 'thirty_models'],
  ...['six_steps', 'twenty_steps', 'hundred_steps'],
  ...['mixed', 'regression', 'running', 'failed', 'empty', 'mistakes'],
];

const fixture = (name: string) => path.join(ROOT, 'test/browser/fixtures', name);
const python = (script: string, ...args: string[]) =>
  promisify(execFile)(VENV_PYTHON, ['-W', 'ignore', script, ...args], {
    env: { ...process.env, OMP_NUM_THREADS: '1' },
    maxBuffer: 64 * 1024 * 1024,
  });

let place: string;
let folder: string;
let browser: Browser;
beforeAll(async () => {
  place = mkdtempSync(path.join(tmpdir(), 'card-kit-gallery-'));
  browser = await launchChromium();
  folder = process.env.CARDS ?? path.join(place, 'cards');
  if (process.env.CARDS !== undefined) return;
  // Cards of a run are made by the run: of a training that fails, and of what looks at it.
  await makeCards(VENV_PYTHON, ['training', 'review'], { place });
  await python(fixture('gallery_cards.py'), folder);
}, 300_000);
afterAll(async () => {
  await browser.close();
  rmSync(place, { recursive: true });
});

const settle = (page: Page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );

/** What moved, by itself, and between the plain form of the card and the drawn one. */
interface Moves {
  shift: number;
  plain: Record<string, number>;
}

/** Notes what moves from the first frame on, and where the blocks of the plain form stand. */
function watchMoves(): void {
  const moves: Moves = { shift: 0, plain: {} };
  Object.assign(window, { moves });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      moves.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  document.addEventListener('DOMContentLoaded', () => {
    const middleOf = (element: Element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return (top + bottom) / 2;
    };
    for (const title of document.querySelectorAll('[data-summary] h1'))
      moves.plain[title.textContent ?? ''] = middleOf(title);
    // The rows down to the first with a panel whose height depends on what is in it.
    let last = Infinity;
    for (const panel of document.querySelectorAll<HTMLElement>('[data-summary] > section')) {
      const { top } = panel.getBoundingClientRect();
      if (top > last) break;
      if (!panel.style.getPropertyValue('--height')) last = top;
      const title = panel.querySelector('h2');
      if (title !== null) moves.plain[title.textContent ?? ''] = middleOf(title);
    }
  });
}

async function readMoves(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { moves } = window as unknown as { moves: Moves };
    const wrong = moves.shift > 0 ? [`the layout shifts by ${moves.shift}`] : [];
    const root = document.querySelector('[data-card-kit]')?.shadowRoot;
    for (const element of root?.querySelectorAll('h1, h2') ?? []) {
      const before = moves.plain[element.textContent ?? ''];
      if (before === undefined) continue;
      const { top, bottom } = element.getBoundingClientRect();
      const by = (top + bottom) / 2 - before;
      if (Math.abs(by) > 1)
        wrong.push(`${element.textContent ?? ''} moves by ${Math.round(by)} px`);
    }
    return wrong;
  });
}

/** Numbers as they are written, one by one, whatever sign stands for minus. */
const numbersOf = (text: string) =>
  new Set(
    text
      .replaceAll('\u2212', '-')
      .replaceAll(/[\u00a0\u2009\u202f\ufeff]/g, ' ')
      .match(/\d[\d,]*(?:\.\d+)?/g) ?? [],
  );

const about = (where: string, sentences: string[]) => {
  const more = sentences.length > 8 ? [`and ${sentences.length - 8} more`] : [];
  return [...sentences.slice(0, 8), ...more].map((sentence) => `${where}: ${sentence}`);
};

async function inspect(page: Page, width: number): Promise<string[]> {
  const wrong: string[] = [];
  for (const theme of THEMES) {
    await page.$eval(
      '[data-card-kit]',
      (host, value) => host.setAttribute('data-theme', value),
      theme,
    );
    await settle(page);
    const found = await page.evaluate(
      (isFirst, hasColors) => {
        const { cardChecks: checks } = window;
        return [
          ...(hasColors ? checks.contrasts() : []),
          ...(isFirst ? [...checks.edges(), ...checks.overlaps(), ...checks.controls()] : []),
        ];
      },
      theme === THEMES[0],
      // What lies under a text changes where a panel becomes one of a phone.
      width === WIDTHS[0] || width === WIDTHS.at(-1),
    );
    wrong.push(...about(`${width} px, ${theme}`, found));
  }
  return wrong;
}

const screens: Record<string, string[]> = {};

describe('a card', () => {
  it('is there for each situation', () => {
    const files = readdirSync(folder).map((file) => path.basename(file, '.html'));
    expect(files.sort()).toEqual([...NAMES].sort());
  });

  it.each(NAMES)(
    'keeps its place, its edges and its contrast: %s',
    async (name) => {
      const file = path.join(folder, `${name}.html`);
      const page = await openTab(browser, readFileSync(file, 'utf8'));
      try {
        await page.evaluateOnNewDocument(watchMoves);
        await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
        await page.setViewport({ width: 1440, height: 900 });
        await page.goto(pathToFileURL(path.resolve(file)).href);
        await waitUntilDrawn(page);
        await settle(page);
        const wrong = about('from the plain form', await readMoves(page));
        for (const width of WIDTHS) {
          await fitWindow(page, width);
          await page.evaluate(installChecks);
          wrong.push(...(await inspect(page, width)));
          if (width === 1100) screens[name] = await page.evaluate(() => window.cardChecks.texts());
        }
        await page.pdf({ path: path.join(place, `${name}.pdf`), format: 'A4' });
        expect(wrong).toEqual([]);
      } finally {
        await page.close();
      }
    },
    120_000,
  );

  it('has all its numbers on paper', async () => {
    const files = NAMES.map((name) => path.join(place, `${name}.pdf`));
    const { stdout } = await python(fixture('paper_text.py'), ...files);
    const papers = JSON.parse(stdout) as Record<string, string>;
    const lost = NAMES.flatMap((name) => {
      const paper = numbersOf(papers[path.join(place, `${name}.pdf`)] ?? '');
      const screen = numbersOf((screens[name] ?? []).join('\n'));
      return about(
        name,
        [...screen].filter((number) => !paper.has(number)),
      );
    });
    expect(lost).toEqual([]);
  });
});
