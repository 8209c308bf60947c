/** What only a real browser does for the parts: places, layers, focus, files. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildStorybook } from '../../scripts/build-storybook';
import { launchChromium } from '../../scripts/browser-launch';
import { settle } from '../../scripts/page-driver';
import { originOf, serveGallery } from './gallery';

buildStorybook();

let server: Server;
let chromium: Browser;
let page: Page;
const downloads = mkdtempSync(path.join(tmpdir(), 'card-kit-downloads-'));

beforeAll(async () => {
  server = await serveGallery();
  chromium = await launchChromium();
});
afterAll(async () => {
  await chromium.close();
  server.close();
  rmSync(downloads, { recursive: true });
});
beforeEach(async () => {
  page = await chromium.newPage();
});
afterEach(() => page.close());

const addressOf = (id: string) =>
  `${originOf(server)}/iframe.html?viewMode=story&id=${id}&globals=theme:light;a11y.manual:!true`;

async function open(id: string, width = 1000): Promise<void> {
  await page.setViewport({ width, height: 700 });
  await page.goto(addressOf(id));
  await page.waitForSelector('#storybook-root .panel');
}

const focused = () => page.evaluate(() => document.activeElement?.textContent.trim());
const boxOf = (selector: string) =>
  page.$eval(selector, (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  });

describe('a menu', () => {
  const DOTS = '[aria-haspopup="menu"]';

  it('opens under its button, inside the window, and closes at a click elsewhere or on the button', async () => {
    await open('parts-panel--typical');
    for (const close of ['.content', DOTS]) {
      await page.click(DOTS);
      await settle(page);
      const [button, list] = [await boxOf(DOTS), await boxOf('[role="menu"]')];
      expect(list.top).toBeGreaterThanOrEqual(button.bottom);
      expect(list.right).toBeLessThanOrEqual(1000);
      expect(await focused()).toBe('Copy as Markdown');
      await page.click(close);
      await page.waitForFunction(() => document.querySelector('[role="menu"]') === null);
    }
  });

  it('is walked by keys, skipping what only a narrow panel shows, and gives the focus back', async () => {
    await open('parts-panel--typical');
    await page.focus(DOTS);
    await page.keyboard.press('ArrowUp');
    await settle(page);
    expect(await focused()).toBe('Show as a table');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Copy as Markdown');
    await page.keyboard.press('Escape');
    await settle(page);
    expect(await page.$eval(DOTS, (dots) => dots === document.activeElement)).toBe(true);
  });

  it('holds the choice of a narrow panel', async () => {
    await open('parts-panel--typical', 400);
    await page.click(DOTS);
    await settle(page);
    expect(await focused()).toBe('Counts');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.body.textContent.includes('The cells show counts'));
  });
});

describe('a tooltip', () => {
  it('stands at what is pointed at, inside the window, also for the keyboard, and closes with Escape', async () => {
    await open('parts-overlays--tooltip', 500);
    const cells = await page.$$('.cells button');
    for (const cell of [cells[0], cells[11], cells[23]]) {
      await cell?.focus();
      await settle(page);
      const tip = await boxOf('.tooltip');
      const at = await cell?.boundingBox();
      expect(tip.left).toBeGreaterThanOrEqual(0);
      expect(tip.right).toBeLessThanOrEqual(500);
      expect(tip.left).toBeLessThanOrEqual((at?.x ?? 0) + (at?.width ?? 0));
      expect(tip.right).toBeGreaterThanOrEqual(at?.x ?? 0);
      const gap = Math.min(
        Math.abs((at?.y ?? 0) - tip.bottom),
        Math.abs(tip.top - (at?.y ?? 0) - (at?.height ?? 0)),
      );
      expect(gap).toBeLessThanOrEqual(10);
      expect(await page.$eval('[aria-live="polite"]', (live) => live.textContent)).toContain(
        'of 522 cats',
      );
    }
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelector('.tooltip') === null);
  });
});

it('a dialog takes the focus, closes with Escape, and gives the focus back', async () => {
  await open('parts-overlays--dialog');
  await page.click('button.open');
  await page.waitForSelector('dialog[open]');
  expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('dialog') === null);
  expect(await focused()).toBe('Open large');
});

const FLOW = '.content > div:has([data-step])';

/** The text of the file that an action saves. */
async function savedText(on: Page, save: () => Promise<unknown>): Promise<string> {
  await on.evaluate(() => {
    const kept = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      (window as unknown as { saved: Blob }).saved = blob;
      return kept(blob);
    };
  });
  await save();
  return on.evaluate(() => (window as unknown as { saved: Blob }).saved.text());
}

/**
 * The share of a picture that a drawing, less its edge, has in another color. Squares of four pixels are
 * compared by their mean, since a drawing may begin lines and letters between two pixels.
 */
async function differenceOf(png: Uint8Array, svg: string, edge: number): Promise<number> {
  const other = await chromium.newPage();
  const share = await other.evaluate(
    async (shown, drawn, left) => {
      const imageOf = async (source: string) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        return image;
      };
      const one = await imageOf(`data:image/png;base64,${shown}`);
      const two = await imageOf(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn)}`);
      const [width, height] = [Math.floor(one.width / 4), Math.floor(one.height / 4)];
      const meansOf = (image: HTMLImageElement, from: number) => {
        const whole = new OffscreenCanvas(4 * width, 4 * height).getContext('2d');
        whole?.drawImage(image, -from, -from);
        const pixels = whole?.getImageData(0, 0, 4 * width, 4 * height).data ?? [];
        const means = new Float64Array(3 * width * height);
        for (let at = 0; at < pixels.length; at += 1) {
          const [x, y] = [(at >> 2) % (4 * width), Math.floor(at / (16 * width))];
          const mean = 3 * ((y >> 2) * width + (x >> 2)) + (at % 4);
          if (at % 4 < 3) means[mean] = (means[mean] ?? 0) + (pixels[at] ?? 0) / 16;
        }
        return means;
      };
      const [shownMeans, drawnMeans] = [meansOf(one, 0), meansOf(two, left)];
      const far = shownMeans.filter((mean, at) => Math.abs(mean - (drawnMeans[at] ?? 0)) > 16);
      return far.length / shownMeans.length;
    },
    Buffer.from(png).toString('base64'),
    svg,
    edge,
  );
  await other.close();
  return share;
}

describe('a drawing', () => {
  const choose = async (label: string) => {
    await page.click('[aria-haspopup="menu"]');
    await settle(page);
    await page.evaluate((text) => {
      const entries = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')];
      entries.find((entry) => entry.textContent.trim() === text)?.click();
    }, label);
    await page.waitForFunction(() => document.querySelector('.outcome')?.textContent !== '');
    return page.$eval('.outcome', (outcome) => outcome.textContent);
  };

  it('is saved with its styles, without tokens, as SVG and as PNG of twice its size', async () => {
    const session = await page.createCDPSession();
    await session.send('Browser.setDownloadBehavior', {
      behavior: 'allow',
      downloadPath: downloads,
    });
    await open('parts-overlays--export');
    expect(await choose('Save SVG')).toBe('Saved');
    expect(await choose('Save PNG')).toBe('Saved');
    await expect
      .poll(() => readdirSync(downloads).sort())
      .toEqual(['a-drawing.png', 'a-drawing.svg']);
    const svg = readFileSync(path.join(downloads, 'a-drawing.svg'), 'utf8');
    expect(svg).toContain('fill:rgb(53, 112, 197)');
    expect(svg).not.toMatch(/var\(|class=/);
    const png = readFileSync(path.join(downloads, 'a-drawing.png'));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([400, 160]);
    const twice = svg.replace('width="200" height="80"', 'width="400" height="160"');
    expect(await differenceOf(png, twice, 0)).toBeLessThan(0.01);
  });

  it('of a flow has its boxes, its lines and the names of its steps', async () => {
    const session = await page.createCDPSession();
    await session.send('Browser.setDownloadBehavior', {
      behavior: 'allow',
      downloadPath: downloads,
    });
    await open('components-dagview--six-steps');
    const names = await page.$$eval('[data-step]', (steps) =>
      steps.map((step) => (step as HTMLElement).dataset.step ?? ''),
    );
    expect(await choose('Save SVG')).toBe('Saved');
    await expect.poll(() => readdirSync(downloads)).toContain('six-steps.svg');
    const svg = readFileSync(path.join(downloads, 'six-steps.svg'), 'utf8');
    expect(names).toHaveLength(6);
    for (const name of names) expect(svg).toContain(`>${name}</text>`);
    expect(svg.match(/<rect/g)?.length).toBeGreaterThan(names.length);
    expect(svg.match(/<path/g)?.length).toBeGreaterThan(names.length);
    expect(svg).not.toMatch(/var\(|class=/);
    expect(await page.$('.graph ~ svg')).toBeNull();
  });

  it.each([
    ['parts-overlays--export', '.panel svg[role="img"]', 0],
    ['components-dagview--nested-foreach', FLOW, 8],
    ['components-dagview--typical', FLOW, 8],
    ['components-dagview--strip', FLOW, 8],
    ['components-dagview--killed', FLOW, 8],
    ['components-dagview--wide', FLOW, 8],
  ])('of %s looks as it does on the card', async (id, selector, edge) => {
    await open(id);
    const shown = await (await page.waitForSelector(selector))?.screenshot();
    const saved = await savedText(page, () => choose('Save SVG'));
    expect(await differenceOf(shown ?? new Uint8Array(), saved, edge)).toBeLessThan(0.01);
  });

  it('says what happened in a frame that may save no files', async () => {
    await page.setViewport({ width: 1000, height: 700 });
    await page.goto(`${originOf(server)}/index.json`);
    await page.setContent(
      `<iframe sandbox="allow-scripts allow-same-origin" width="900" height="600" src="${addressOf('parts-overlays--export')}"></iframe>`,
    );
    const frame = await page.waitForFrame((one) => one.url().includes('parts-overlays--export'));
    await frame.waitForSelector('[aria-haspopup="menu"]');
    await frame.click('[aria-haspopup="menu"]');
    await frame.waitForSelector('[role="menuitem"]');
    await frame.evaluate(() =>
      document.querySelectorAll<HTMLElement>('[role="menuitem"]')[1]?.click(),
    );
    await frame.waitForFunction(() => document.querySelector('.outcome')?.textContent !== '');
    const outcome = await frame.$eval('.outcome', (element) => element.textContent);
    expect(outcome).toContain('page may not save files');
  });
});

it('a long table draws other rows as it scrolls, with its columns where they were', async () => {
  await open('parts-datatable--five-thousand-rows');
  const columns = () =>
    page.$$eval('.box thead th', (heads) => heads.map((head) => head.getBoundingClientRect().left));
  const before = await columns();
  await page.$eval('.box', (box) => box.scrollTo(0, 80_000));
  await page.waitForFunction(() =>
    [...document.querySelectorAll('tbody [aria-rowindex="2510"]')].some(
      (row) => row.getBoundingClientRect().top > 0,
    ),
  );
  expect(await columns()).toEqual(before);
  expect(await page.$$eval('.box tbody tr', (rows) => rows.length)).toBeLessThan(90);
  const [head, box] = [await boxOf('.box thead th'), await boxOf('.box')];
  expect(head.top).toBe(box.top);
});

it('figures end under the end of their heading, sorted or not', async () => {
  await open('parts-datatable--typical');
  const ends = await page.evaluate(() => {
    const end = (cell: Element | null | undefined) => {
      const range = document.createRange();
      const walker = document.createTreeWalker(cell as Element, NodeFilter.SHOW_TEXT);
      let text = walker.nextNode() as Text;
      while (text.data.trim() === '') text = walker.nextNode() as Text;
      const trimmed = text.data.trimEnd().length;
      range.setStart(text, trimmed - 1);
      range.setEnd(text, trimmed);
      return range.getBoundingClientRect().right;
    };
    const row = document.querySelector('tbody tr');
    return [1, 2].map((i) => [
      end(document.querySelectorAll('thead th')[i]),
      end(row?.children[i]),
    ]);
  });
  for (const [heading = 0, figure = 0] of ends) expect(Math.abs(heading - figure)).toBeLessThan(2);
});

it('a matrix of three classes needs no scrolling on a phone, nor in half of a card', async () => {
  for (const width of [360, 430]) {
    await open('components-confusionmatrix--three-classes', width);
    const beyond = await page.$eval('[role="grid"]', (grid) => {
      const box = grid.parentElement as HTMLElement;
      return box.scrollWidth - box.clientWidth;
    });
    expect(beyond, `in a window of ${width}`).toBeLessThanOrEqual(0);
  }
});

it('the name of a metric is not broken for a long value', async () => {
  await open('components-metrictable--a-long-value', 360);
  const heights = await page.$$eval('.name', (names) =>
    names.filter((name) => name.textContent.trim() === 'estimator').map((one) => one.clientHeight),
  );
  expect(heights).toHaveLength(1);
  expect(heights[0]).toBeLessThan(24);
});

it('everything that is operated is 24 pixels or larger', async () => {
  for (const id of [
    'parts-panel--typical',
    'parts-panel--with-counts-and-a-field',
    'cards-card--typical',
  ]) {
    await open(id);
    const small = await page.$$eval(
      'button, label:has(input), input:not([type="radio"]), a',
      (all) =>
        all
          .map((element) => ({ rect: element.getBoundingClientRect(), text: element.textContent }))
          .filter(({ rect }) => rect.width > 0 && Math.min(rect.width, rect.height) < 24)
          .map(({ rect, text }) => `${text.trim()}: ${rect.width} by ${rect.height}`),
    );
    expect(small.join('\n')).toBe('');
  }
});
