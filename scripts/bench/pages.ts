/** Our page against the built-in ones of the same content: bytes, and the time to content. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { processorTime, startCounting } from '../page-driver';
import { interleave, median, pairedRatio, type Figure } from './figures';
import { WORK } from './places';

const ROUNDS = 9;
const size = (card: string) => statSync(path.join(WORK, `${card}.html`)).size;

export function measureBytes(): Figure[] {
  const figures: Figure[] = [
    { name: 'bytes, MetricTable', unit: 'bytes', value: size('canvas_metrics'), limit: 38_000 },
  ];
  for (const [content, words, limit] of [
    ['tables', 'MetricTable and ConfusionMatrix', 50_000],
    ['chart', 'the same and a VegaChart', 395_000],
    ['line', 'LineChart', 62_000],
  ] as const) {
    const value = size(`canvas_${content}`);
    for (const kind of ['blank', 'default']) {
      const builtin = size(`${kind}_${content}`);
      const name = `bytes, ${words}, vs. ${kind}`;
      figures.push({ name, unit: 'bytes', value, builtin, ratio: value / builtin, limit });
    }
  }
  return figures;
}

interface Content {
  /** Cells with numbers. */
  cells: number;
  /** Where there is a chart: ours, or Vega's. */
  marks?: string;
}
const VEGA = 'svg.marks, canvas.marks';
const CONTENTS = {
  tables: { cells: 106 },
  chart: { cells: 106, marks: VEGA },
  line: { cells: 0, marks: `${VEGA}, [role=img] > svg` },
} as const satisfies Record<string, Content>;

/**
 * Sets `readableAt` when a frame with all numbers has been painted, and `drawnAt` when one has in
 * which the components show them. It looks before each frame; a message comes in after the frame.
 * Text, since a page has no helpers of tsx.
 */
const watchContent = ({ cells, marks }: Content) => `
  const visible = (root, selector) =>
    [...(root?.querySelectorAll(selector) ?? [])].filter((one) => one.checkVisibility()).length;
  const numbers = (root) => visible(root, 'td, [role=gridcell]') >= ${cells};
  const note = (name) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { window[name] ??= performance.now(); };
    port2.postMessage('');
  };
  const look = () => {
    const host = document.querySelector('[data-card-kit]');
    const root = host === null ? document : host.shadowRoot;
    const drawn = numbers(root) && (${marks === undefined} || visible(root, '${marks}') > 0);
    if (numbers(document) || numbers(root)) note('readableAt');
    if (drawn) note('drawnAt');
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;

/** Milliseconds from navigation start. */
interface Shown {
  /** Until the numbers can be read. */
  readable: number;
  /** Until all is drawn. */
  drawn: number;
  /** What the page's thread had of a processor until then. */
  processor: number;
}

async function open(browser: Browser, kind: string, content: keyof typeof CONTENTS) {
  const page = await browser.newPage();
  const name = `${kind}_${content}`;
  try {
    const session = await startCounting(page);
    await page.setViewport({ width: 1200, height: 900 });
    await page.evaluateOnNewDocument(watchContent(CONTENTS[content]));
    await page.goto(pathToFileURL(path.join(WORK, `${name}.html`)).href);
    await page.waitForFunction('window.drawnAt', { timeout: 60_000 });
    const times = await page.evaluate('({ readable: readableAt, drawn: drawnAt })');
    return { ...(times as Shown), processor: await processorTime(session) };
  } catch (error) {
    throw new Error(`${name} does not show its content.`, { cause: error });
  } finally {
    await page.close();
  }
}

const WORDS = { readable: 'readable', drawn: 'drawn', processor: 'drawn, processor' };
const LIMITS: Record<string, number> = {
  'tables readable': 0.3,
  'chart readable': 0.3,
  'tables drawn': 0.7,
  'line drawn': 0.6,
};

export async function measurePages(browser: Browser): Promise<Figure[]> {
  const kinds = ['canvas', 'blank', 'default'] as const;
  const figures: Figure[] = [];
  for (const content of Object.keys(CONTENTS) as (keyof typeof CONTENTS)[]) {
    const show = (kind: string) => open(browser, kind, content);
    await interleave(kinds, 1, show);
    const shown = await interleave(kinds, ROUNDS, show);
    for (const moment of ['readable', 'drawn', 'processor'] as const) {
      if (moment === 'readable' && CONTENTS[content].cells === 0) continue;
      const times = (kind: (typeof kinds)[number]) => shown[kind].map((one) => one[moment]);
      for (const kind of ['blank', 'default'] as const) {
        const limit = LIMITS[`${content} ${WORDS[moment]}`];
        figures.push({
          name: `${content} ${WORDS[moment]}, vs. ${kind}`,
          unit: 'ms',
          value: median(times('canvas')),
          builtin: median(times(kind)),
          ratio: pairedRatio(times('canvas'), times(kind)),
          ...(limit === undefined ? {} : { limit }),
        });
      }
    }
  }
  return figures;
}
