/** Charts as a reader meets them: hostile ones, huge ones, live ones, in Chromium. */
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  onTestFinished,
} from 'vitest';
import { launchChromium } from '../../scripts/browser-launch';
import { processorTime, startCounting } from '../../scripts/page-driver';
import { HOSTILE, HUGE } from './hostile-charts';
import { drawn, servePages, type Served } from './pages';
import { RARE } from './rare-charts';
import { BARS, chart, inNotebook, NEIGHBOR, renderNodes, type Spec } from './vega-pages';

declare global {
  interface Window {
    hacked?: number;
    longest?: number;
  }
}

const nodesOf = (specs: [string, Spec][]): Spec[] =>
  specs.map(([name, spec]) => ({ ...chart(spec, name), title: name }));
const points = (count: number, phase: number): Spec => ({
  data: {
    values: Array.from({ length: count }, (_, i) => ({
      x: i,
      y: Math.sin(i / 9 + phase),
      c: i % 3,
    })),
  },
  params: [{ name: 'zoom', select: 'interval', bind: 'scales' }],
  mark: 'point',
  encoding: {
    x: { field: 'x', type: 'quantitative' },
    y: { field: 'y', type: 'quantitative' },
    color: { field: 'c', type: 'nominal' },
  },
});
const days = (x: Spec): Spec => ({
  data: { values: [{ day: '2024-05-01' }, { day: '2024-05-02' }, { day: '2024-05-03' }] },
  mark: 'point',
  encoding: { x },
});
const hours = (zone: string, more: Spec = {}): Spec => ({
  data: {
    values: [9, 12, 15].map((hour) => ({
      at: `2024-05-01T${hour > 9 ? '' : '0'}${hour}:00:00${zone}`,
    })),
  },
  mark: 'point',
  encoding: { x: { field: 'at', type: 'temporal', ...more } },
});
const csv: Spec = {
  data: { values: 'day\n2024-05-01\n2024-05-02', format: { type: 'csv', parse: { day: 'date' } } },
  mark: 'point',
  encoding: { x: { field: 'day', type: 'temporal' } },
};
const PAGES: Record<string, Spec[]> = {
  hostile: nodesOf(Object.entries(HOSTILE)),
  huge: [...nodesOf(Object.entries(HUGE).map(([name, [spec]]) => [name, spec])), NEIGHBOR],
  ...Object.fromEntries(Object.entries(RARE).map(([name, spec]) => [name, [chart(spec)]])),
  few: [chart(points(40, 0))],
  many: [chart(points(1000, 0))],
  canvas: [chart(points(20_000, 0))],
  dates: [
    chart(days({ field: 'day', type: 'temporal' }), 'local'),
    chart(days({ field: 'day', type: 'temporal', scale: { type: 'utc' } }), 'utc'),
    chart(days({ field: 'day', type: 'temporal', timeUnit: 'yearmonthdate' }), 'unit'),
    chart(csv, 'csv'),
    chart(hours('+02:00'), 'zoned'),
    chart(hours('Z', { scale: { type: 'utc' } }), 'zoned in utc'),
    chart(hours(''), 'without a zone'),
  ],
  empty: [chart({ ...BARS, data: { values: [] } })],
};

let browser: Browser;
let served: Served;
let page: Page;
let requests: string[];
let troubles: string[];

beforeAll(async () => {
  const [launched, pages] = await Promise.all([launchChromium(), renderNodes(PAGES)]);
  browser = launched;
  served = await servePages({
    ...pages,
    notebook: inNotebook(pages.hostile ?? ''),
  });
});
afterAll(async () => {
  served.close();
  await browser.close();
});

beforeEach(async () => {
  page = await browser.newPage();
  await page.setViewport({ width: 1000, height: 800 });
  requests = [];
  troubles = [];
  page.on('request', (request) => {
    if (!/^(data|blob|about):/.test(request.url())) requests.push(request.url());
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('popup', (popup) => {
    if (popup) requests.push(popup.url());
  });
  await page.evaluateOnNewDocument(() => {
    window.longest = 0;
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      window.longest = Math.max(window.longest ?? 0, now - last);
      last = now;
    }, 20);
  });
});
afterEach(() => page.close());

async function open(name: string): Promise<void> {
  await page.goto(`${served.origin}/${encodeURIComponent(name)}`);
  await drawn(page);
}

const texts = () =>
  page.evaluate(() =>
    Object.fromEntries(
      [
        ...(document
          .querySelector('[data-card-kit]')
          ?.shadowRoot?.querySelectorAll<HTMLElement>('[data-node]') ?? []),
      ].map((node) => [node.dataset.node ?? '', node.innerText]),
    ),
  );

describe.each(['hostile', 'notebook'])('a hostile specification in the page %s', (host) => {
  it('reaches nothing outside of its chart', async () => {
    await open(host);
    const reach = await page.evaluate(() => {
      const root = document.querySelector('[data-card-kit]')?.shadowRoot;
      const inputs = [
        ...(root?.querySelectorAll('.vega-bindings input, .vega-bindings select') ?? []),
      ];
      return {
        inputs: inputs.map((input) => input.getAttributeNames().sort().join(' ')),
        types: [...new Set(inputs.map((input) => input.getAttribute('type')))],
        forms: root?.querySelectorAll('form').length,
        markup: root?.querySelectorAll('[data-node] :is(script, iframe, img, object, embed, link)')
          .length,
        secret: document.querySelector('#secret')?.outerHTML,
        cursor: document.body.style.cursor,
        loud: [...(root?.querySelectorAll('*') ?? [])]
          .flatMap((element) => [...element.attributes].map(({ name, value }) => [name, value]))
          .filter(
            ([name = '', value = '']) =>
              !/^(aria-|data-|d$|title$)/.test(name) && /evil\.example|javascript:/i.test(value),
          ),
      };
    });
    expect(reach.loud).toEqual([]);
    expect(reach.forms).toBe(0);
    expect(reach.markup).toBe(0);
    expect(reach.cursor).toBe('');
    const keys = new Set(reach.inputs.flatMap((names) => names.split(' ')));
    const allowed = [
      'checked',
      'max',
      'min',
      'name',
      'placeholder',
      'step',
      'type',
      'value',
      'debounce',
      'event',
    ];
    expect([...keys].filter((key) => !allowed.includes(key))).toEqual([]);
    if (host === 'notebook') {
      expect(reach.secret).toBe('<p id="secret">Text of the notebook</p>');
    }
    expect(requests).toEqual([`${served.origin}/${host}`]);
  });

  it('reaches nothing when it is pointed at, clicked and typed into', async () => {
    await open(host);
    const url = page.url();
    const places = await page.$$eval(
      '[data-card-kit]',
      ([card]) => [...(card?.shadowRoot?.querySelectorAll('[data-node]') ?? [])].length,
    );
    for (let i = 0; i < places; i++) {
      const handle = await page.evaluateHandle((index) => {
        const node = document
          .querySelector('[data-card-kit]')
          ?.shadowRoot?.querySelectorAll('[data-node]')[index];
        node?.scrollIntoView();
        return node?.querySelector('.marks rect, .marks path[d], .marks text, canvas') ?? null;
      }, i);
      const element = handle.asElement();
      const box = await (element as ElementHandle | null)?.boundingBox();
      if (box)
        await page.mouse.click(
          box.x + Math.min(20, box.width / 2),
          box.y + Math.min(20, box.height / 2),
        );
    }
    await page.keyboard.type('secret');
    await page.keyboard.press('Enter');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(page.url()).toBe(url);
    expect(await page.evaluate(() => window.hacked)).toBeUndefined();
    expect(requests).toEqual([`${served.origin}/${host}`]);
    const found = Object.values(await texts()).join('\n');
    expect(found).not.toContain('Text of the notebook');
  });
});

describe('a specification that asks for too much', () => {
  it(
    'is not drawn and says why, while the rest of the card answers',
    { timeout: 180_000 },
    async () => {
      await page.goto(`${served.origin}/huge`);
      await page.waitForFunction(
        () => {
          const root = document.querySelector('[data-card-kit]')?.shadowRoot;
          return root?.querySelector('[data-node]') && !root.querySelector('[aria-busy="true"]');
        },
        { timeout: 150_000 },
      );
      const found = await texts();
      for (const [name, [, why]] of Object.entries(HUGE)) {
        expect.soft(found[name], name).toContain('VegaChart is not drawn');
        expect.soft(found[name], name).toMatch(why);
      }
      // On a machine of its own it is a second.
      expect(await page.evaluate(() => window.longest)).toBeLessThan(15_000);
    },
  );
});

describe('a live chart', () => {
  const update = (specs: Spec[]) =>
    page.evaluate(
      async (changes) => {
        for (const change of changes) {
          window.metaflow_card_update?.({ chart: change } as never);
          await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        }
      },
      specs.map((spec) => chart(spec)),
    );
  const ticks = () =>
    page.evaluate(() =>
      [
        ...(document
          .querySelector('[data-card-kit]')
          ?.shadowRoot?.querySelectorAll('.role-axis-label text') ?? []),
      ].map((tick) => tick.textContent),
    );
  const marks = () =>
    page.evaluate(
      () =>
        document
          .querySelector('[data-card-kit]')
          ?.shadowRoot?.querySelectorAll('.mark-symbol.role-mark path').length,
    );

  it('holds no more memory after 500 updates, whatever changes', { timeout: 180_000 }, async () => {
    // Code that is compiled meanwhile is no memory that the chart holds.
    const plain = await launchChromium('--js-flags=--no-opt --no-sparkplug --no-maglev');
    onTestFinished(() => plain.close());
    page = await plain.newPage();
    await open('live few');
    const client = await page.createCDPSession();
    const measure = async () => {
      for (let i = 0; i < 3; i++) await client.send('HeapProfiler.collectGarbage');
      const { usedSize } = await client.send('Runtime.getHeapUsage');
      const { nodes, jsEventListeners } = await client.send('Memory.getDOMCounters');
      return { usedSize, nodes, jsEventListeners };
    };
    const run = async (count: number) => {
      for (let i = 0; i < count; i += 10) {
        await update(Array.from({ length: 9 }, (_, k) => points(40, i + k)));
        // Another form: the view before has to go, with all that it holds.
        await update([{ ...points(40, i), height: 200 + (i % 20) }]);
      }
    };
    await run(50);
    const before = await measure();
    await run(500);
    const after = await measure();
    expect(after.usedSize - before.usedSize).toBeLessThan(1_000_000);
    expect(after.nodes - before.nodes).toBeLessThan(200);
    expect(after.jsEventListeners - before.jsEventListeners).toBeLessThan(20);
  });

  it.each([
    ['live few', 40, 20],
    ['live many', 1000, 35],
  ])('%s shows other rows in little time of the processor', async (name, count, limit) => {
    await open(name);
    const session = await startCounting(page);
    const specs = Array.from({ length: 30 }, (_, k) => points(count, k));
    await update(specs.slice(0, 10));
    const start = await processorTime(session);
    await update(specs.slice(10));
    const each = ((await processorTime(session)) - start) / 20;
    // The limit is for a machine of its own; the tests share theirs.
    expect(each).toBeLessThan(3 * limit);
  });

  it('keeps its view and the zoom of its reader when the rows change', async () => {
    await open('live few');
    const handle = await page.evaluateHandle(() =>
      document.querySelector('[data-card-kit]')?.shadowRoot?.querySelector('svg.marks'),
    );
    const svg = handle.asElement() as ElementHandle;
    const box = await svg.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 100);
    const before = await ticks();
    await page.mouse.wheel({ deltaY: -400 });
    await expect.poll(ticks).not.toEqual(before);
    const zoomed = await ticks();
    await update([points(40, 1), points(60, 2), points(30, 3)]);
    await expect.poll(marks).toBe(30);
    expect(await svg.evaluate((element) => element.isConnected)).toBe(true);
    expect(await ticks()).toEqual(zoomed);
    expect(troubles).toEqual([]);
  });

  it('draws many marks on a canvas, in the colors of its card', async () => {
    await open('canvas');
    const colors = await page.evaluate(() => {
      const canvas = document
        .querySelector('[data-card-kit]')
        ?.shadowRoot?.querySelector<HTMLCanvasElement>('canvas.marks');
      const context = canvas?.getContext('2d');
      if (!canvas || !context) return 0;
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const found = new Set<string>();
      for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3] === 255) found.add(`${data[i]} ${data[i + 1]} ${data[i + 2]}`);
      }
      return found.size;
    });
    expect(colors).toBeGreaterThan(3);
    expect(troubles).toEqual([]);
  });

  it('waits for its first rows without a remark', async () => {
    await open('live empty');
    expect((await texts()).chart).toContain('No data yet');
    await update([BARS]);
    await expect.poll(async () => (await texts()).chart).toContain('auc');
    expect((await texts()).chart).not.toContain('No data yet');
  });
});

describe.each(['America/Los_Angeles', 'UTC', 'Asia/Tokyo'])('in %s', (zone) => {
  /** What is found in each chart of the page, by its id. */
  const ofEachChart = <T>(find: (chart: HTMLElement) => T) =>
    page.evaluate(`(() => {
      const find = ${find.toString()};
      const root = document.querySelector('[data-card-kit]').shadowRoot;
      const charts = [...root.querySelectorAll('[data-node]')];
      return Object.fromEntries(charts.map((chart) => [chart.dataset.node, find(chart)]));
    })()`) as Promise<Record<string, T>>;

  it('a date without a time is that day', async () => {
    await page.emulateTimezone(zone);
    await open('dates');
    const labels = await ofEachChart((chart) =>
      [...chart.querySelectorAll('.mark-symbol.role-mark path')].map((mark) =>
        mark.getAttribute('aria-label'),
      ),
    );
    const expected = ['May 01, 2024', 'May 02, 2024', 'May 03, 2024'].map((day) => `day: ${day}`);
    expect(labels.local).toEqual(expected);
    expect(labels.utc).toEqual(expected);
    expect(labels.unit).toHaveLength(3);
    for (const [place, day] of ['May 01', 'May 02', 'May 03'].entries()) {
      expect(labels.unit?.[place]).toContain(day);
    }
    expect(labels.csv).toEqual(expected.slice(0, 2));
  });

  it('a chart that shows hours of moments with a zone says whose hours', async () => {
    await page.emulateTimezone(zone);
    await open('dates');
    const remarks = await ofEachChart(
      (chart) => /Times are in [^.]*/.exec(chart.textContent)?.[0] ?? '',
    );
    expect(remarks).toEqual({
      ...{ local: '', utc: '', unit: '', csv: '' },
      zoned: `Times are in ${zone}`,
      'zoned in utc': 'Times are in UTC',
      'without a zone': '',
    });
  });
});

describe('what few charts ask of Vega', () => {
  const carries = async (name: string) =>
    (await (await fetch(`${served.origin}/${name}`)).text()).includes('vega_chart-rare');

  it.each(Object.keys(RARE))('is there for a chart that asks for %s', async (name) => {
    expect(await carries(name)).toBe(true);
    await open(name);
    const paths = await page.evaluate(
      () =>
        document
          .querySelector('[data-card-kit]')
          ?.shadowRoot?.querySelectorAll(
            'svg.marks [class*=mark-][role=graphics-object] :is(path, text)',
          ).length,
    );
    expect(paths, JSON.stringify(await texts())).toBeGreaterThan(0);
    expect(JSON.stringify(await texts())).not.toMatch(/cannot|Unrecognized|not a function/i);
    expect(troubles).toEqual([]);
  });

  it('is not in the page of a chart that does not, and in that of a running task', async () => {
    expect(await carries('few')).toBe(false);
    expect(await carries('live few')).toBe(true);
  });
});
