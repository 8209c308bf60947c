/** What a reader does with a chart: points at it, goes along it by keys, looks closer, wants the numbers. */
import type { Server } from 'node:http';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchChromium } from '../../scripts/browser-launch';
import { buildStorybook } from '../../scripts/build-storybook';
import { showOnPaper } from '../../scripts/page-driver';
import { originOf, serveGallery } from './gallery';

buildStorybook();

let server: Server;
let chromium: Browser;
let page: Page;
beforeAll(async () => {
  server = await serveGallery();
  chromium = await launchChromium();
});
beforeEach(async () => {
  page = await chromium.newPage();
  await page.setViewport({ width: 900, height: 700 });
});
afterAll(async () => {
  await chromium.close();
  server.close();
});

async function show(id: string): Promise<void> {
  await page.goto(`${originOf(server)}/iframe.html?viewMode=story&id=components-${id}`);
  await page.waitForSelector('[role="img"] svg path');
}

const tooltip = () =>
  page.$eval('.tooltip', (tip) => (tip as HTMLElement).innerText.replace(/\s+/g, ' ').trim());
const announced = () => page.$eval('[aria-live]:not([role])', (live) => live.textContent?.trim());
const ticks = () => page.$$eval('[role="img"] text', (texts) => texts.map((t) => t.textContent));

async function pictureBox() {
  const box = await (await page.$('[role="img"]'))?.boundingBox();
  if (box == null) throw new Error('There is no picture.');
  return box;
}

it('the values of all lines stand where the reader points', async () => {
  await show('linechart--typical');
  const box = await pictureBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForSelector('.tooltip');
  expect(await tooltip()).toMatch(/^epoch \d+ valid\. 0\.\d{3} train 0\.\d{3}$/);
});

it('the arrow keys go from place to place, and each is announced', async () => {
  await show('linechart--typical');
  await page.focus('[role="img"]');
  await page.keyboard.press('Home');
  expect(await tooltip()).toMatch(/^epoch 1 /);
  await page.keyboard.press('ArrowRight');
  expect(await tooltip()).toMatch(/^epoch 2 /);
  expect(await announced()).toMatch(/^epoch 2, valid\. 0\.\d{3}, train 0\.\d{3}$/);
  await page.keyboard.press('Escape');
  expect(await page.$('.tooltip')).toBeNull();
});

it('a part of the x axis is chosen by dragging, and given back by a press', async () => {
  await show('linechart--typical');
  const before = await ticks();
  const box = await pictureBox();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 100, { steps: 4 });
  await page.mouse.up();
  const button = await page.waitForSelector('::-p-text(Show all)');
  expect(await ticks()).not.toEqual(before);
  await button?.click();
  expect(await ticks()).toEqual(before);
});

const dimmed = () => page.$$eval('[role="img"] g.dim', (marks) => marks.length);

it.each(['linechart--eight-lines', 'barchart--stacked', 'linechart--typical'])(
  'of %s one series is looked at by pointing at its name, and by a press until the next one',
  async (id) => {
    await show(id);
    const keys = await page.$$('button[aria-pressed]');
    const others = keys.length - 1;
    expect(others).toBeGreaterThan(0);
    expect(await dimmed()).toBe(0);
    await keys[1]?.hover();
    expect(await dimmed()).toBe(others);
    await page.mouse.move(1, 1);
    expect(await dimmed()).toBe(0);
    await keys[1]?.focus();
    await page.keyboard.press('Enter');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    expect(await dimmed()).toBe(others);
    expect(await keys[1]?.evaluate((key) => key.ariaPressed)).toBe('true');
    const [first] = await page.$$eval('[role="img"] g.dim', (marks) =>
      marks.map((mark) => getComputedStyle(mark).opacity),
    );
    expect(Number(first)).toBeLessThan(0.2);
    await showOnPaper(page);
    const printed = await page.$$eval('[role="img"] g.dim', (marks) =>
      marks.map((mark) => getComputedStyle(mark).opacity),
    );
    expect(new Set(printed)).toEqual(new Set(['1']));
    await page.emulateMediaType('screen');
    await keys[1]?.click();
    await page.mouse.move(1, 1);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    expect(await dimmed()).toBe(0);
  },
);

it('a part is looked at by keys and by two taps, goes along with the arrow keys, and is given back', async () => {
  await show('linechart--typical');
  const before = await ticks();
  await page.focus('[role="img"]');
  await page.keyboard.press('+');
  await page.waitForSelector('::-p-text(Show all)');
  const closer = await ticks();
  expect(closer).not.toEqual(before);
  await page.keyboard.press('End');
  expect(await tooltip()).toMatch(/^epoch 60 /);
  expect(await ticks()).not.toEqual(closer);
  await page.keyboard.press('-');
  expect(await ticks()).toEqual(before);
  await page.keyboard.press('Escape');
  const box = await pictureBox();
  for (let taps = 0; taps < 2; taps += 1)
    await page.touchscreen.tap(box.x + box.width / 2, box.y + 100);
  const button = await page.waitForSelector('::-p-text(Show all)');
  await button?.click();
  expect(await ticks()).toEqual(before);
  expect(await page.evaluate(() => document.activeElement?.role)).toBe('img');
  expect(
    await page.$$eval('[aria-live]', (lives) => lives.map((live) => live.textContent)),
  ).toContain('All is shown');
});

it('the numbers behind a chart are a table', async () => {
  await show('linechart--typical');
  await (await page.waitForSelector('button[aria-haspopup]'))?.click();
  await (await page.waitForSelector('::-p-text(Show as a table)'))?.click();
  await page.waitForSelector('#storybook-root table');
  const heads = await page.$$eval('#storybook-root th', (cells) =>
    cells.map((cell) => cell.textContent),
  );
  expect(heads).toEqual(['epoch', 'train', 'valid.']);
  expect(await page.$$eval('#storybook-root tbody tr', (rows) => rows.length)).toBe(60);
});

it('a file of a chart has its title and its legend', async () => {
  await show('linechart--eight-lines');
  await page.evaluate(() => {
    URL.createObjectURL = (blob: Blob) => {
      void blob.text().then((text) => Object.assign(window, { saved: text }));
      return '#';
    };
  });
  await (await page.waitForSelector('button[aria-haspopup]'))?.click();
  await (await page.waitForSelector('::-p-text(Save SVG)'))?.click();
  await page.waitForFunction(() => 'saved' in window);
  const missing = await page.evaluate(() => {
    const { saved } = window as unknown as { saved: string };
    const words = document.querySelectorAll('#storybook-root :is(.title, .legend button)');
    return [...words]
      .map((word) => word.textContent?.trim() ?? '')
      .filter((text) => !saved.includes(text));
  });
  expect(missing).toEqual([]);
});

it('thousands of points are on a canvas, and each still tells its values', async () => {
  await show('scatterchart--many-points');
  expect(await page.$('[role="img"] circle')).toBeNull();
  const inked = await page.$eval('canvas', (canvas) => {
    const pen = canvas.getContext('2d');
    return pen?.getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0);
  });
  expect(inked).toBe(true);
  const box = await pictureBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForSelector('.tooltip');
  expect(await tooltip()).toMatch(/^x .* y .* customer (stayed|churned)$/);
});

it('no two texts of a chart overlap, on a phone neither', async () => {
  for (const width of [360, 900]) {
    await page.setViewport({ width, height: 700 });
    for (const id of [
      ...['linechart--typical', 'linechart--hours-in-berlin', 'linechart--huge-values'],
      ...['linechart--nearly-equal-values', 'linechart--days', 'barchart--upright'],
      ...[
        'barchart--stacked',
        'barchart--numbers',
        'histogram--logarithmic',
        'scatterchart--names',
      ],
    ]) {
      await show(id);
      const overlapping = await page.$$eval('[role="img"] text:not([transform])', (texts) => {
        const boxes = texts.map(
          (text) => [text.textContent, text.getBoundingClientRect()] as const,
        );
        return boxes.flatMap(([a, one], i) =>
          boxes.slice(i + 1).flatMap(([b, other]) => {
            const apart =
              one.right <= other.left + 1 ||
              other.right <= one.left + 1 ||
              one.bottom <= other.top + 3 ||
              other.bottom <= one.top + 3;
            return apart ? [] : [`${a} and ${b}`];
          }),
        );
      });
      expect({ id, width, overlapping }).toEqual({ id, width, overlapping: [] });
    }
  }
});
