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
import { settle, waitUntilDrawn } from '../../scripts/page-driver';
import { VENV_PYTHON } from '../../scripts/run';
import { A4, fitWindow, openTab, THEMES, viewOf, WIDTHS } from '../../scripts/shots';
import { ROOT } from '../../scripts/sources';
import { installChecks } from './card-checks';

const NAMES = [
  ...['two_classes', 'ten_classes', 'thirty_classes', 'hundred_classes'],
  ...['two_models', 'eight_models', 'thirty_models'],
  ...['six_steps', 'twenty_steps', 'hundred_steps'],
  ...['mixed', 'regression', 'running', 'failed', 'empty', 'mistakes'],
];

/** Of names, figures, widths and states that nobody wants in a gallery. */
const OTHERS = ['odd', 'parts'];
const SHOWN = process.env.CARDS === undefined ? [...NAMES, ...OTHERS] : NAMES;

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
  await python(fixture('gallery_cards.py'), folder, place);
}, 300_000);
afterAll(async () => {
  await browser.close();
  rmSync(place, { recursive: true });
});

/** What moved by itself, and where the panels of the plain form stood. */
interface Moves {
  shift: number;
  plain: { top: number; left: number; width: number; height: number }[];
}

const MOST_SHIFT = 0.01;

/** Notes what moves from the first frame on, and where the title and the panels of the plain form stand. */
function watchMoves(): void {
  const moves: Moves = { shift: 0, plain: [] };
  Object.assign(window, { moves });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      moves.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  document.addEventListener('DOMContentLoaded', () => {
    const panels = document.querySelectorAll('[data-summary] > :is(header, section)');
    moves.plain = [...panels].map((panel) => panel.getBoundingClientRect().toJSON() as DOMRect);
  });
}

/** The shift of a layout as browsers reckon it, between the plain form of the card and the drawn one. */
async function readMoves(page: Page): Promise<string[]> {
  return page.evaluate((most) => {
    const { moves } = window as unknown as { moves: Moves };
    const wrong =
      moves.shift > most ? [`the layout shifts by ${moves.shift} while it is drawn`] : [];
    const root = document.querySelector('[data-card-kit]')?.shadowRoot;
    const drawn = [
      ...(root?.querySelectorAll('header') ?? []),
      ...(root?.querySelector('.nodes')?.children ?? []),
    ];
    const places: string[] = [];
    let [area, farthest] = [0, 0];
    drawn.forEach((panel, i) => {
      const [before, after] = [moves.plain[i], panel.getBoundingClientRect()];
      if (before === undefined) return;
      const by = Math.max(Math.abs(after.top - before.top), Math.abs(after.left - before.left));
      const seen = ({ top, height, width }: Moves['plain'][number]) =>
        width * Math.max(0, Math.min(innerHeight, top + height) - Math.max(0, top));
      const larger = Math.max(seen(before), seen(after));
      if (by < 1 || larger === 0) return;
      area += larger;
      farthest = Math.max(farthest, by);
      places.push(`the panel ${i} from ${before.top.toFixed()} to ${after.top.toFixed()}`);
    });
    const shift =
      (area / (innerWidth * innerHeight)) * (farthest / Math.max(innerWidth, innerHeight));
    if (shift > most) wrong.push(`the plain form shifts by ${shift}: ${places.join(', ')}`);
    return wrong;
  }, MOST_SHIFT);
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
          ...(isFirst
            ? [...checks.edges(), ...checks.overlaps(), ...checks.numbers(), ...checks.controls()]
            : []),
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

  it.each(SHOWN)(
    'keeps its place, its edges and its contrast: %s',
    // A busy machine paints a table of the plain form while it is read, and its columns grow.
    { retry: 1, timeout: 120_000 },
    async (name) => {
      const file = path.join(OTHERS.includes(name) ? place : folder, `${name}.html`);
      const page = await openTab(browser, readFileSync(file, 'utf8'));
      try {
        await page.evaluateOnNewDocument(watchMoves);
        await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
        const wrong: string[] = [];
        for (const width of WIDTHS) {
          await page.setViewport({ ...viewOf(width), height: 900 });
          await page.goto(pathToFileURL(path.resolve(file)).href);
          await waitUntilDrawn(page);
          await settle(page);
          wrong.push(...about(`${width} px`, await readMoves(page)));
          await fitWindow(page, width);
          await page.evaluate(installChecks);
          wrong.push(...(await inspect(page, width)));
          if (width !== 1100) continue;
          screens[name] = await page.evaluate(() => window.cardChecks.texts());
          await page.pdf({ path: path.join(place, `${name}.pdf`), ...A4 });
        }
        expect(wrong).toEqual([]);
      } finally {
        await page.close();
      }
    },
  );

  it('has all its numbers on paper, and nothing over anything else', async () => {
    const files = SHOWN.map((name) => path.join(place, `${name}.pdf`));
    const { stdout } = await python(fixture('paper_text.py'), ...files);
    const papers = JSON.parse(stdout) as Record<string, { text: string; overlaps: string[] }>;
    const wrong = SHOWN.flatMap((name) => {
      const paper = papers[path.join(place, `${name}.pdf`)];
      const numbers = numbersOf(paper?.text ?? '');
      const screen = numbersOf((screens[name] ?? []).join('\n'));
      const lost = [...screen].filter((number) => !numbers.has(number));
      return about(name, [...lost, ...(paper?.overlaps ?? [])]);
    });
    expect(wrong).toEqual([]);
  });
});
