/** A live page in hosts that behave like Metaflow's: what it shows, and what it says of itself. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatMoment } from '$kit/lib/time';
import type { CardDocument, CardState } from '$kit/wire/document';
import { launchChromium } from '../../scripts/browser-launch';
import { withDocument } from '../../scripts/page-parts';
import { renderPages, type Rendered } from './pages';

declare global {
  interface Window {
    /** Milliseconds that a test lets pass at once. */
    passed: number;
    stayed?: boolean;
  }
}

const POLL = 100;
const HEAD = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">';
const FRAME = '<iframe src="/card?embed=true" width="900" height="600"></iframe>';

/** As metaflow-ui's DynamicCardIframe: it reads the page once, and passes on what is newer. */
const UI = `${HEAD}<title>UI</title>${FRAME}<script>
  let newest = -1;
  const poll = async (token, update, frame) => {
    const again = () => setTimeout(() => poll(token, update, frame), ${POLL});
    try {
      const data = await (await fetch('/data')).json();
      if (data === null) return again();
      if (token !== data.reload_token) return frame.contentWindow.location.reload();
      if (newest < data.created_on) { newest = data.created_on; update(data.data); }
      if (data.reload_token !== 'final') again();
    } catch { again(); }
  };
  document.querySelector('iframe').onload = ({ target }) => {
    const { METAFLOW_RELOAD_TOKEN: token, metaflow_card_update: update } = target.contentWindow;
    newest = -1;
    if (update && token) setTimeout(() => poll(token, update, target), ${POLL});
  };
</script>`;

/** As the viewer of Metaflow's card server: it looks at the page each time, and passes on everything. */
const SERVER = `${HEAD}<title>Server</title>${FRAME}<script>
  const watch = async (frame) => {
    const data = await (await fetch('/data')).json();
    const update = frame.contentWindow.metaflow_card_update;
    if (data !== null && update) {
      if (data.reload_token === frame.contentWindow.METAFLOW_RELOAD_TOKEN) update(data.data);
      else frame.contentWindow.location.reload();
    }
    if (update && data?.reload_token !== 'final') setTimeout(() => watch(frame), ${POLL});
  };
  document.querySelector('iframe').onload = ({ target }) => watch(target);
</script>`;

let browser: Browser;
let rendered: Rendered;
let server: Server;
let origin: string;
let page: Page;
let troubles: string[];

let html: string;
let data: unknown;
let loads: number[];
let created = 0;

beforeAll(async () => {
  [browser, rendered] = await Promise.all([launchChromium(), renderPages()]);
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const bodies: Record<string, () => string> = {
      '/ui': () => UI,
      '/server': () => SERVER,
      '/data': () => JSON.stringify(data),
      '/card': () => {
        loads.push(performance.now());
        return html;
      },
    };
    const body = bodies[pathname];
    const type = pathname === '/data' ? 'application/json' : 'text/html';
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type });
    response.end(body?.());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await browser.close();
});

beforeEach(async () => {
  page = await browser.newPage();
  await page.evaluateOnNewDocument(() => {
    const now = performance.now.bind(performance);
    window.passed = 0;
    performance.now = () => now() + window.passed;
  });
  troubles = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  loads = [];
  data = null;
  html = fresh('plain');
});
afterEach(() => page.close());

const stateOf = (
  rendered: Date,
  layout = 1,
  nodes = ['matrix', 'metrics', 'chart'],
): CardState => ({
  rendered: rendered.toISOString(),
  layout,
  nodes,
});

/** What the task's next refresh leaves behind. */
function refresh(changes: Record<string, unknown>, state = stateOf(new Date()), token = 'live-1') {
  data = { reload_token: token, created_on: ++created, data: { '#card': state, ...changes } };
}

const pageWith = (name: string, changes: Partial<CardDocument>) =>
  withDocument(rendered.pages[name] ?? '', (document) => ({ ...document, ...changes }));
/** A page that was rendered just now. */
const fresh = (name: string) => pageWith(name, { state: stateOf(new Date()) });

/** The page of a later layout in a host that has the page `short`. */
const pageAfterShort = (state: CardState) =>
  pageWith('plain', { state }).replace('content="live-1"', 'content="live-short"');

const frame = (): Frame => {
  const found = page.frames().find((one) => one.url().includes('/card'));
  if (found === undefined) throw new Error('The frame is not there.');
  return found;
};

/** What the card shows; a frame that is just loading anew shows nothing. */
const text = (): Promise<string> =>
  Promise.resolve()
    .then(() =>
      frame().evaluate(
        () =>
          document.querySelector('[data-card-kit]')?.shadowRoot?.querySelector<HTMLElement>('.card')
            ?.innerText ?? '',
      ),
    )
    .catch(() => '');

const status = (): Promise<string> =>
  Promise.resolve()
    .then(() =>
      frame().evaluate(
        () =>
          document
            .querySelector('[data-card-kit]')
            ?.shadowRoot?.querySelector<HTMLElement>('[data-phase]')?.innerText ?? '',
      ),
    )
    .catch(() => '');

const POLLING = { timeout: 10_000, interval: 50 };
const shows = (words: string | RegExp) => expect.poll(text, POLLING).toMatch(words);
const says = (words: string | RegExp) => expect.poll(status, POLLING).toMatch(words);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const letPass = (ms: number) => frame().evaluate((given) => void (window.passed += given), ms);
/** The two forms of a moment on the page: the second when midnight has passed in UTC. */
const clock = (date: Date) =>
  `(?:${date.toISOString().slice(11, 19)} UTC|${formatMoment(date.toISOString())})`;
const NOTE = { type: 'problem', id: 'note', message: 'A part that came later.' };

async function open(host: 'ui' | 'server'): Promise<void> {
  await page.goto(`${origin}/${host}`);
  await shows('Digits');
}

describe.each(['ui', 'server'] as const)('in a host like Metaflow’s %s', (host) => {
  it('a component that is added comes in its place, and one that is cleared goes, without a load', async () => {
    await open(host);
    await frame().evaluate(() => void (window.stayed = true));
    const wider = stateOf(new Date(), 2, ['matrix', 'note', 'metrics']);
    refresh({ note: NOTE }, wider);
    await shows(/Digits[\s\S]*A part that came later\.[\s\S]*Metrics/);
    refresh({}, stateOf(new Date(), 2, ['metrics']));
    await expect.poll(text).not.toContain('Digits');
    expect(await frame().evaluate(() => window.stayed)).toBe(true);
    expect(loads).toHaveLength(1);
    expect(troubles).toEqual([]);
  });

  it('the final page is loaded once, and is still', async () => {
    await open(host);
    html = rendered.pages.usual ?? '';
    refresh({}, undefined, 'final');
    await expect.poll(() => loads.length).toBe(2);
    await expect.poll(status).toBe('');
    await expect.poll(text).not.toMatch(/Updates itself|No new data/);
    await pause(5 * POLL);
    expect(loads).toHaveLength(2);
  });

  it('a page that comes again in vain waits 2, 4, 8 seconds, says so, and takes updates meanwhile', async () => {
    await open(host);
    refresh({}, undefined, 'live-of-a-page-that-never-comes');
    await says(/A newer layout is on its way, shown as of \d\d:\d\d:\d\d UTC\./);
    const quiet = loads.length;
    await expect.poll(() => loads.length, POLLING).toBe(quiet + 1);
    const given = { metrics: { ...NOTE, id: 'metrics', message: 'Taken while it waits.' } };
    const taken = async () => {
      await frame().evaluate((all) => window.metaflow_card_update?.(all as never), given);
      return text();
    };
    await expect.poll(taken, POLLING).toContain('Taken while it waits.');
    await expect.poll(() => loads.length, POLLING).toBe(quiet + 2);
    const waits = loads.slice(quiet - 1).map((at, i, all) => (all[i + 1] ?? Infinity) - at);
    expect(waits[0]).toBeGreaterThan(1900);
    expect(waits[1]).toBeGreaterThan(3900);
    expect(loads.length).toBeLessThan(7);
    expect(troubles).toEqual([]);
  });
});

describe('a live page', () => {
  it('that lacks a type is loaded anew for it, once', async () => {
    html = fresh('short');
    await page.goto(`${origin}/ui`);
    await shows('Nothing here.');
    const table = rendered.changes.metrics;
    refresh({ table }, stateOf(new Date(), 2, ['table']), 'live-short');
    await expect.poll(() => loads.length).toBe(2);
    await shows('It comes with the next page of this card.');
    await says('A newer layout is on its way');
    await pause(5 * POLL);
    refresh({ table }, stateOf(new Date(), 2, ['table']), 'live-short');
    await pause(5 * POLL);
    expect(loads).toHaveLength(2);
    expect(troubles).toEqual([]);
  });

  it('whose layout Metaflow has not rendered has what it lacks from the next one on', async () => {
    html = fresh('short');
    await page.goto(`${origin}/ui`);
    await shows('Nothing here.');
    html = fresh('short');
    const { metrics } = rendered.changes;
    refresh({ table: metrics }, stateOf(new Date(), 2, ['table']), 'live-short');
    await shows('It comes with the next page of this card.');
    await pause(2 * POLL);
    const third = stateOf(new Date(), 3, ['matrix', 'metrics', 'chart']);
    html = pageAfterShort(third);
    refresh({ metrics }, third, 'live-short');
    await shows('Digits');
    expect(await text()).not.toContain('It comes with');
    refresh({ metrics }, { ...third, rendered: new Date().toISOString() }, 'live-short');
    await says('Updates itself');
    expect(loads).toHaveLength(3);
    expect(troubles).toEqual([]);
  });

  it('that lacks a type is loaded anew after 2 and 4 seconds too, and takes updates meanwhile', async () => {
    const older = () => pageWith('short', { state: stateOf(new Date(), 1, ['note']) });
    html = older();
    await page.goto(`${origin}/server`);
    await shows('Nothing here.');
    const second = stateOf(new Date(), 2, ['note', 'metrics']);
    const metrics = { ...rendered.changes.metrics, id: 'metrics' };
    for (const wait of [1, 2, 3]) {
      await expect.poll(() => loads.length, POLLING).toBe(wait);
      const message = `Taken by page ${String(wait)}.`;
      const update = () => refresh({ note: { ...NOTE, message }, metrics }, second, 'live-short');
      update();
      await shows(message);
      await shows('It comes with the next page of this card.');
      await says('A newer layout is on its way');
    }
    html = pageAfterShort(second);
    await shows('Digits');
    const waits = loads.slice(1).map((at, i) => at - (loads[i] ?? 0));
    expect(waits[1]).toBeGreaterThan(1900);
    expect(waits[2]).toBeGreaterThan(3900);
    expect(loads).toHaveLength(4);
  });

  it('says what it lacks inside of a container in its place, and drops the word when that is gone', async () => {
    html = fresh('short');
    await page.goto(`${origin}/ui`);
    await shows('Nothing here.');
    html = fresh('short');
    const inner = { ...rendered.changes.metrics, id: 'inner', title: 'Inner title' };
    const box = { type: 'section', id: 'box', title: 'Box', nodes: [NOTE, inner] };
    refresh({ box }, stateOf(new Date(), 2, ['box']), 'live-short');
    await shows('It comes with the next page of this card.');
    await says('A newer layout is on its way');
    refresh({ note: NOTE }, stateOf(new Date(), 3, ['note']), 'live-short');
    await shows('A part that came later.');
    await says('Updates itself');
  });

  it('says how long its task has run by its latest data', async () => {
    const opened = Date.now();
    const after = (seconds: number) => new Date(opened + 1000 * seconds);
    const task = { pathspec: 'DigitsFlow/7/train/3', status: 'running', seconds: 2 } as const;
    html = pageWith('plain', {
      state: stateOf(after(0)),
      task: { ...task, started: after(-2).toISOString(), rendered: after(0).toISOString() },
    });
    await open('ui');
    await shows(/Running[\s\S]*so far 2s/);
    for (const seconds of [28, 58]) {
      refresh({ matrix: rendered.changes.matrix }, stateOf(after(seconds)));
      await shows(seconds === 28 ? 'so far 30s' : 'so far 1m 00s');
    }
    await letPass(180_000);
    await says('No new data since');
    expect(await text()).not.toMatch(/Running|so far/);
  });

  it('that lacks types is loaded anew for all of them once, also where another page comes that lacks them', async () => {
    html = fresh('short');
    await page.goto(`${origin}/ui`);
    await shows('Nothing here.');
    html = fresh('short');
    const { metrics: table, section } = rendered.changes;
    const wider = stateOf(new Date(), 2, ['table', 'section']);
    refresh({ table, section }, wider, 'live-short');
    await expect.poll(() => loads.length).toBe(2);
    await shows('It comes with the next page of this card.');
    html = fresh('short');
    refresh({ table, section }, { ...wider, rendered: new Date().toISOString() }, 'live-short');
    await pause(8 * POLL);
    expect(loads).toHaveLength(2);
    expect(troubles).toEqual([]);
  });

  it('that is loaded anew shows the tab that its reader has chosen', async () => {
    const withTabs = () => pageWith('tabs', { state: stateOf(new Date(), 1, ['tabs']) });
    html = withTabs();
    await page.goto(`${origin}/ui`);
    await shows('In the first.');
    const selected = () =>
      frame()
        .evaluate(
          () =>
            document
              .querySelector('[data-card-kit]')
              ?.shadowRoot?.querySelector<HTMLElement>('[aria-selected=true]')?.innerText,
        )
        .catch(() => undefined);
    await frame().evaluate(() =>
      document
        .querySelector('[data-card-kit]')
        ?.shadowRoot?.querySelectorAll<HTMLElement>('[role=tab]')[1]
        ?.click(),
    );
    expect(await selected()).toContain('Two');
    html = withTabs();
    await frame().evaluate(() => {
      window.stayed = true;
      location.reload();
    });
    const stayed = () =>
      frame()
        .evaluate(() => window.stayed)
        .catch(() => true);
    await expect.poll(stayed, POLLING).toBe(undefined);
    await expect.poll(selected, POLLING).toContain('Two');
    expect(loads).toHaveLength(2);
    expect(troubles).toEqual([]);
  });

  it('keeps what the reader did inside of a container whose other part changes', async () => {
    html = pageWith('section', { state: stateOf(new Date(), 1, ['section']) });
    await open('ui');
    const inCard = <T>(read: (root: ShadowRoot) => T) =>
      frame().evaluate(
        `(${read.toString()})(document.querySelector('[data-card-kit]').shadowRoot)`,
      ) as Promise<T>;
    await inCard((root) => {
      const inputs = [...root.querySelectorAll<HTMLInputElement>('input[type=radio]')];
      inputs.find((input) => !input.checked)?.click();
      root.querySelector<HTMLButtonElement>('thead th button')?.click();
    });
    const chosen = () =>
      inCard((root) => [
        ...[...root.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value),
        ...[...root.querySelectorAll('th[aria-sort]')].map(
          (head) => `${head.textContent} ${head.getAttribute('aria-sort') ?? ''}`,
        ),
        ...[...root.querySelectorAll('tbody th')].map(({ textContent }) => textContent),
      ]);
    const before = await chosen();
    expect(before.join()).toContain('ascending');
    const { section } = rendered.changes;
    refresh({ section }, stateOf(new Date(), 1, ['section']));
    await shows('A part that came later.');
    expect(await chosen()).toEqual(before);
    expect(await text()).toContain('Digits');
    expect(loads).toHaveLength(1);
    expect(troubles).toEqual([]);
  });

  it('says that it updates itself, and as of when', async () => {
    await open('ui');
    const moment = new Date(Date.now() - 2000);
    refresh({ matrix: rendered.changes.matrix }, stateOf(moment));
    await says(new RegExp(`Updates itself, shown as of ${clock(moment)}\\.`));
    expect(await text()).toContain('yes');
  });

  it('says that data are overdue after the longest gap between them and five seconds', async () => {
    await open('ui');
    let last = new Date();
    for (let i = 0; i < 3; i++) {
      last = new Date();
      refresh({}, stateOf(last));
      await says(new RegExp(clock(last)));
      await pause(2 * POLL);
    }
    await letPass(3500);
    await pause(1100);
    expect(await status()).toContain('Updates itself');
    await letPass(2500);
    await says(new RegExp(`No new data since ${clock(last)}\\. That was \\d+s ago\\.`));
    await letPass(180_000);
    await says('The task may be busy or may have ended: this page cannot know.');
    expect(await status()).not.toContain('Updates itself');
    const next = new Date();
    refresh({}, stateOf(next));
    await says(new RegExp(`Updates itself, shown as of ${clock(next)}\\.`));
  });

  it('gives a host that asks rarely and a task that reports rarely the time that they take', async () => {
    await open('ui');
    await letPass(9000);
    await pause(1100);
    expect(await status()).toContain('Updates itself');
    await letPass(6000);
    await says('No new data since');
  });

  it('of a task that ended without a last word is not called live, whenever it is opened', async () => {
    const moment = new Date(Date.now() - 3 * 3_600_000);
    html = pageWith('plain', {
      state: stateOf(new Date(moment.getTime() - 60_000)),
      task: { pathspec: 'DigitsFlow/7/train/3', attempt: 1 },
    });
    refresh({ matrix: rendered.changes.matrix }, stateOf(moment));
    await open('server');
    await says(new RegExp(`${clock(moment)}\\. That was 3h 00m ago\\.`));
    expect(await status()).toContain('Attempt 1.');
    expect(await status()).not.toMatch(/Updates itself|running/);
  });

  it('of an attempt whose end was known is not said to be busy', async () => {
    const moment = new Date(Date.now() - 3 * 3_600_000);
    html = pageWith('plain', {
      state: stateOf(moment),
      task: { pathspec: 'DigitsFlow/7/train/3', attempt: 0, status: 'failed' },
    });
    await open('server');
    await says(new RegExp(`Attempt 0\\. No new data since ${clock(moment)}`));
    expect(await status()).not.toContain('cannot know');
    expect(await text()).toContain('Failed');
  });

  it('whose clock differs from its task’s goes by what it sees', async () => {
    const slow = (seconds: number) => new Date(Date.now() - 3_600_000 + 1000 * seconds);
    html = pageWith('plain', { state: stateOf(slow(0)) });
    await open('ui');
    await says('No new data since');
    for (const second of [1, 2]) {
      refresh({}, stateOf(slow(second)));
      await pause(3 * POLL);
    }
    await says('Updates itself');
  });

  it('tells its height when it changes, and only then', async () => {
    await page.evaluateOnNewDocument(() => {
      if (window.parent !== window) return;
      window.heights = [];
      addEventListener('message', (event: MessageEvent<{ type: string; height: number }>) => {
        const message = event.data;
        if (message.type === 'PluginHeightCheck') window.heights?.push(message.height);
      });
    });
    await open('ui');
    const heights = () => page.evaluate(() => window.heights ?? []);
    for (let i = 0; i < 4; i++) {
      refresh({ metrics: { ...rendered.changes.metrics, id: 'metrics' } });
      await pause(2 * POLL);
    }
    const before = await heights();
    expect(before.length).toBeGreaterThan(0);
    expect(before.every((height, i) => height !== before[i - 1])).toBe(true);
    refresh({ note: NOTE }, stateOf(new Date(), 2, ['matrix', 'metrics', 'note']));
    await expect.poll(async () => (await heights()).at(-1)).toBeGreaterThan(before.at(-1) ?? 0);
  });
});
