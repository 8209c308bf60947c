/** Containers and the table of contents on real pages: widths, keys, focus, updates, addresses, paper. */
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../../scripts/browser-launch';
import { showOnPaper } from '../../scripts/page-driver';
import { VENV_PYTHON } from '../../scripts/run';
import { ROOT } from '../../scripts/sources';
import type { Changes } from '$kit/wire/document';
import { drawn, servePages, type Served } from './pages';

let browser: Browser;
let served: Served;
let changes: Changes;
let page: Page;
let troubles: string[];

beforeAll(async () => {
  const { stdout } = await promisify(execFile)(
    VENV_PYTHON,
    [path.join(ROOT, 'test/asset/fixtures/layouts.py')],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const rendered = JSON.parse(stdout) as { pages: Record<string, string>; changes: Changes };
  ({ changes } = rendered);
  const frame = `<!doctype html><link rel="icon" href="data:,"><title>Host</title><iframe width="1000" height="500"></iframe>`;
  served = await servePages({ ...rendered.pages, host: frame });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  served.close();
});
beforeEach(async () => {
  page = await browser.newPage();
  troubles = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    // What Chromium says of a sandbox with both rules is true, and meant for the host.
    const isOurs = !message.text().includes('escape its sandboxing');
    if (isOurs && ['error', 'warn'].includes(message.type())) troubles.push(message.text());
  });
});
afterEach(async () => {
  await page.close();
  expect(troubles).toEqual([]);
});

async function open(name: string, width = 1200, hash = '', isPhone = false): Promise<void> {
  await page.setViewport({ width, height: 700, isMobile: isPhone, hasTouch: isPhone });
  await page.goto(`${served.origin}/${name}${hash}`);
  await drawn(page);
}

/** Everything in the card's shadow tree that a selector finds. */
const all = (selector: string) =>
  page.$$(`[data-card-kit] >>> ${selector}`) as Promise<ElementHandle<HTMLElement>[]>;
const read = async <T>(selector: string, of: (element: HTMLElement) => T): Promise<T[]> =>
  Promise.all((await all(selector)).map((element) => element.evaluate(of)));
const boxes = (selector: string) =>
  read(selector, (element) => {
    const { left, right, top, width } = element.getBoundingClientRect();
    return { left, right, top, width };
  });
const selected = async () => (await read('[aria-selected="true"]', (tab) => tab.innerText))[0];
const active = () =>
  page.evaluate(() => {
    const element = document.querySelector('[data-card-kit]')?.shadowRoot?.activeElement;
    return element?.getAttribute('data-node') ?? element?.getAttribute('role') ?? element?.tagName;
  });
const isSeen = (selector: string) =>
  read(selector, (element) => {
    const { height } = element.getBoundingClientRect();
    return height > 0 && element.checkVisibility({ visibilityProperty: true });
  });

/** Where texts stand on paper: the number of the page, and how far from its top. */
async function printed(...words: string[]): Promise<Record<string, [number, number][]>> {
  const file = path.join(tmpdir(), `card-kit-paper-${process.pid}.pdf`);
  await page.pdf({ path: file, format: 'A4' });
  const script = path.join(ROOT, 'test/asset/fixtures/paper_places.py');
  const { stdout } = await promisify(execFile)(VENV_PYTHON, [script, file, ...words]);
  rmSync(file);
  return JSON.parse(stdout) as Record<string, [number, number][]>;
}

describe('panels', () => {
  it.each([1200, 620, 360])('have their figures below their titles at %i pixels', async (width) => {
    await open('figures', width);
    const [title, label] = [await boxes('.title'), await boxes('dt')];
    expect(title[0]?.left).toBe(label[0]?.left);
    expect(title[1]?.left).toBe(label[1]?.left);
  });

  it('lend their color to the head of a table in one of their cells', async () => {
    await open('figures');
    const colors = await read('thead th', (head) => getComputedStyle(head).backgroundColor);
    expect(colors.length).toBeGreaterThan(3);
    expect(new Set(colors).size).toBe(1);
  });
});

describe('a grid', () => {
  it('has its columns under each other, and rows that end flush', async () => {
    await open('grid');
    const cells = await boxes('.cell');
    const right = Math.max(...cells.map((cell) => cell.right));
    expect(new Set(cells.map(({ top }) => Math.round(top))).size).toBe(2);
    expect(Math.abs((cells[3]?.left ?? 0) - (cells[0]?.left ?? 1))).toBeLessThan(1);
    expect(Math.abs((cells[3]?.right ?? 0) - (cells[0]?.right ?? 1))).toBeLessThan(1);
    expect(right - (cells[2]?.right ?? 0)).toBeLessThan(1);
    expect(right - (cells[4]?.right ?? 0)).toBeLessThan(1);
  });

  it('has fewer in a row where there is less room, and one on a phone', async () => {
    for (const [width, rows] of [
      [620, 3],
      [360, 5],
    ] as const) {
      await open('grid', width);
      expect(new Set((await boxes('.cell')).map(({ top }) => Math.round(top))).size).toBe(rows);
    }
  });
});

describe('tabs', () => {
  it('are one stop of the keyboard; what is hidden is none', async () => {
    await open('tabs');
    await (await all('nav a')).at(-1)?.focus();
    await page.keyboard.press('Tab');
    expect([await active(), await selected()]).toEqual(['tab', 'Overview']);
    await page.keyboard.press('ArrowLeft');
    expect([await active(), await selected()]).toEqual(['tab', 'Data']);
    await page.keyboard.press('Tab');
    expect(await active()).toBe('tabpanel');
    const hidden = () =>
      page.evaluate(() => {
        const element = document.querySelector('[data-card-kit]')?.shadowRoot?.activeElement;
        return element?.closest('[inert]') != null;
      });
    const expanded = () =>
      page.evaluate(() => {
        const element = document.querySelector('[data-card-kit]')?.shadowRoot?.activeElement;
        return element?.getAttribute('aria-expanded') ?? null;
      });
    for (let stops = 0; stops < 4 && (await expanded()) === null; stops += 1) {
      await page.keyboard.press('Tab');
      expect(await hidden()).toBe(false);
    }
    expect(await expanded()).toBe('true');
  });

  it('take no room on the page while they are hidden', async () => {
    await open('report');
    const [bottom] = await read('.card', (card) => card.getBoundingClientRect().bottom + scrollY);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    expect(height).toBeLessThanOrEqual(Math.ceil(bottom ?? 0) + 1);
  });

  it('draw a chart in a hidden one as wide as it is when it is shown', async () => {
    await open('tabs', 900);
    const widths = () => read('svg.marks', (svg) => Number(svg.getAttribute('width')));
    const rooms = () => boxes('.canvas');
    const [before] = await widths();
    await (await all('[role=tab]'))[1]?.click();
    const [room] = await rooms();
    expect(before).toBeGreaterThan(300);
    expect(await widths()).toEqual([before]);
    expect(Math.abs((room?.width ?? 0) - (before ?? 0))).toBeLessThan(2);
  });

  it('are all on paper, each under its name, and so is what is closed', async () => {
    await open('tabs');
    await showOnPaper(page);
    expect(await isSeen('[role=tablist]')).toEqual([false]);
    expect(await isSeen('[role=tabpanel]')).toEqual([true, true, true]);
    expect(await isSeen('.fold > .pane')).toEqual([true, true]);
    const titles = await read('[role=tabpanel] :is(h2, h3)', ({ innerText }) => innerText);
    expect(titles).toEqual(expect.arrayContaining(['Overview', 'Loss', 'Worst cases', 'Data']));
    const tops = (await boxes('[role=tabpanel]')).map(({ top }) => top);
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
  });
});

describe('a report', () => {
  it.each([1440, 1100, 768, 360])(
    'stands at %i pixels where its plain form has stood',
    async (width) => {
      await page.evaluateOnNewDocument(() => {
        document.addEventListener('DOMContentLoaded', () => {
          const sections = [...document.querySelectorAll('[data-summary] > section')];
          const tops = sections.map((section) => section.getBoundingClientRect().top);
          Object.assign(window, { tops });
        });
      });
      await open('report', width, '', width < 400);
      const before = await page.evaluate(() => (window as unknown as { tops: number[] }).tops);
      const [after = []] = await read('.contents > .body', (body) =>
        [...(body.querySelector('.nodes')?.children ?? [])].map(
          (node) => node.getBoundingClientRect().top,
        ),
      );
      expect(after).toHaveLength(before.length);
      const moved = after.map((top, i) => Math.round(top - (before[i] ?? 0)));
      expect(Math.max(...moved.map(Math.abs)), moved.join(' ')).toBeLessThan(9);
    },
  );

  it('says at its beginning that the reader is there, whatever was drawn again', async () => {
    await open('report');
    const current = () => read('nav [aria-current]', (link) => link.innerText.trim());
    await expect.poll(current).toEqual(['What changed']);
  });

  it('has charts as high as their rows, and as low when these become so', async () => {
    await open('report', 1200);
    const heights = await read('.plot', (plot) => plot.getBoundingClientRect().height);
    const pictures = await read('.plot svg', (svg) => svg.getBoundingClientRect().height);
    expect(heights.map(Math.round)).toEqual(pictures.map(Math.round));
  });

  it('keeps its panels apart on paper, where a table repeats its heads', async () => {
    await open('paper');
    const places = await printed('C-99', 'Below the grid.', 'Last.');
    const below = ([page, top]: [number, number] = [0, 0]) => page * 10_000 + top;
    const rows = (places['C-99'] ?? []).map(below);
    expect(rows.length).toBeGreaterThan(3);
    expect(below(places['Below the grid.']?.[0])).toBeGreaterThan(Math.max(...rows) + 10);
    expect(below(places['Last.']?.[0])).toBeGreaterThan(below(places['Below the grid.']?.[0]));
  });
});

describe('on paper', () => {
  it('a matrix stands below the title of its card, though its lists do not fit there', async () => {
    await open('matrix');
    const places = await printed('Matrix', 'Precision, %', 'Largest confusions', 'Last.');
    const pages = Object.values(places).map(([first]) => first?.[0]);
    expect(pages).toEqual([0, 0, 1, 1]);
  });

  it('a title row of nothing but tools is not there', async () => {
    await open('report');
    await page.emulateMediaType('print');
    const seen = await isSeen('.top:not(:has(.title, .subtitle, .counts))');
    expect(new Set(seen)).toEqual(new Set([false]));
  });
});

describe('an update of a container', () => {
  it('keeps the open tab, the sort of a table in it, what is unfolded and the focus', async () => {
    await open('running');
    await (await all('[role=tab]'))[1]?.click();
    const sort = async () => read('[aria-sort]', (head) => `${head.innerText} ${head.ariaSort}`);
    await (await all('thead button'))[0]?.click();
    const sorted = await sort();
    await (await all('.row button'))[1]?.click();
    await (await all('.row button'))[0]?.click();
    await (await all('.row button'))[1]?.focus();
    const [element] = await all('[aria-sort]');
    await page.evaluate((given) => window.metaflow_card_update?.(given as never), changes);
    await page.waitForFunction(() =>
      document
        .querySelector('[data-card-kit]')
        ?.shadowRoot?.textContent.includes('A part that came later.'),
    );
    expect((await selected())?.replace(/\s+/g, ' ')).toBe('Worst cases 929');
    expect(await read('[role=tab]', ({ innerText }) => innerText.split('\n')[0])).toHaveLength(4);
    expect(sorted.some((text) => /ascending|descending/.test(text))).toBe(true);
    expect(await sort()).toEqual(sorted);
    expect(await element?.evaluate(({ isConnected }) => isConnected)).toBe(true);
    expect(await read('.row button', (button) => button.ariaExpanded)).toEqual(['false', 'true']);
    expect(await active()).toBe('BUTTON');
  });
});

describe('the table of contents', () => {
  const entry = async (title: string) => {
    const links = await all('nav a');
    const texts = await read('nav a', (link) => link.innerText.trim());
    return links[texts.indexOf(title)];
  };
  const top = async (id: string) => (await boxes(`[data-node="${id}"]`))[0]?.top ?? Infinity;

  it('leads to what a tab hides: it is opened, in sight, focused and in the address', async () => {
    await open('long');
    await (await entry('All metrics'))?.click();
    await page.waitForFunction(() => location.hash !== '');
    expect((await selected())?.startsWith('Worst cases')).toBe(true);
    const id = decodeURIComponent(new URL(page.url()).hash.slice(1));
    expect(id).toMatch(/^tabs\/Worst cases\/metric_table_/);
    expect(Math.abs(await top(id))).toBeLessThan(5);
    expect(await active()).toBe(id);
  });

  it('is followed from an address, and back in the history', async () => {
    await open('long', 1200, '#tabs%2FData');
    expect(await selected()).toBe('Data');
    await (await entry('Overview'))?.click();
    expect(await selected()).toBe('Overview');
    await page.goBack();
    await page.waitForFunction(() => location.hash === '#tabs%2FData');
    await expect.poll(selected).toBe('Data');
  });

  it('stands beside a wide card, folded above a narrow one, and not on paper', async () => {
    await open('long', 1100);
    const [list, body] = [(await boxes('nav ol'))[0], (await boxes('.body'))[0]];
    expect(list?.right).toBeLessThan(body?.left ?? 0);
    await open('long', 360);
    expect(await isSeen('nav ol')).toEqual([false]);
    await (await all('nav button'))[0]?.click();
    expect(await isSeen('nav ol')).toEqual([true]);
    await showOnPaper(page);
    expect(await isSeen('nav')).toEqual([false]);
  });

  it('moves nothing when the card takes the place of its plain form', async () => {
    const plain = async (width: number) => {
      await page.setJavaScriptEnabled(false);
      await page.setViewport({ width, height: 700 });
      await page.goto(`${served.origin}/long`);
      const found = await page.$eval('[data-summary] > section', (section) => {
        const { left, top: at } = section.getBoundingClientRect();
        return { left, top: at };
      });
      await page.setJavaScriptEnabled(true);
      return found;
    };
    for (const width of [1200, 900]) {
      const before = await plain(width);
      await open('long', width);
      const [after] = await boxes('.body');
      expect(Math.abs((after?.left ?? 0) - before.left)).toBeLessThan(1);
      expect(Math.abs((after?.top ?? 0) - before.top)).toBeLessThan(2);
    }
  });

  it('says at the beginning of a card that the reader is at its first heading', async () => {
    await open('starts');
    const current = () => read('nav [aria-current]', (link) => link.innerText.trim());
    await expect.poll(current).toEqual(['First']);
    expect(await isSeen('.headed')).toEqual([true, true]);
  });

  it('says where the reader is', async () => {
    await open('long');
    const current = () => read('nav [aria-current]', (link) => link.innerText.trim());
    await expect.poll(current).toEqual(['Overview']);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect.poll(async () => (await current())[0]).not.toBe('Overview');
  });

  it.each(['allow-scripts', 'allow-scripts allow-same-origin'])(
    'leads inside of a frame that holds the page as text, sandbox="%s"',
    async (sandbox) => {
      await page.goto(`${served.origin}/host`);
      await page.evaluate(async (rules) => {
        const frame = document.querySelector('iframe');
        const text = await (await fetch('/long')).text();
        frame?.setAttribute('sandbox', rules);
        if (frame !== null) frame.srcdoc = text;
      }, sandbox);
      const handle = await page.waitForSelector('iframe');
      const frame = await handle?.contentFrame();
      if (frame == null) throw new Error('no frame');
      await drawn(frame);
      const [link] = await frame.$$('[data-card-kit] >>> .body a[aria-label="Link to Last"]');
      await link?.evaluate((element) => (element as HTMLElement).click());
      const at = () =>
        frame.evaluate(
          () =>
            document
              .querySelector('[data-card-kit]')
              ?.shadowRoot?.activeElement?.getAttribute('aria-label') ?? '',
        );
      await expect.poll(at).toBe('Last');
      expect(await frame.evaluate(() => document.querySelector('[data-card-kit]') !== null)).toBe(
        true,
      );
    },
  );
});
