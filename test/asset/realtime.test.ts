/** A running flow in Metaflow's own `card server`: what a reader sees while the task goes on. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { VENV_PYTHON } from '../../scripts/run';
import { ROOT } from '../../scripts/sources';
import { launchChromium } from '../../scripts/browser-launch';

const PATIENCE = 90_000;

let home: string;
let flow: ChildProcess;
let server: ChildProcess;
let browser: Browser;
let page: Page;
let loads = 0;
let printed = '';

function python(...args: string[]): ChildProcess {
  const child = spawn(VENV_PYTHON, args, {
    cwd: home,
    detached: true,
    env: {
      PATH: process.env.PATH,
      LANG: 'C.UTF-8',
      HOME: home,
      USERNAME: 'tester',
      METAFLOW_HOME: path.join(home, '.metaflowconfig'),
      METAFLOW_DATASTORE_SYSROOT_LOCAL: home,
      METAFLOW_DEFAULT_METADATA: 'local',
    },
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  }
  return child;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function eventually<T>(what: string, probe: () => Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline) {
    // A frame that is just loading anew has nothing to say.
    const found = await probe().catch(() => undefined);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} did not come. It printed:\n${printed.slice(-4000)}`);
}

/** Calls for the next change of the running task. */
const callFor = (change: string) => writeFileSync(path.join(home, change), '');

const card = (): Frame | undefined => page.frames().find((frame) => frame.url().includes('/card/'));

const text = async () =>
  card()?.evaluate(
    () => document.querySelector('[data-card-kit]')?.shadowRoot?.textContent ?? '',
  ) ?? '';

const shows = (words: string) =>
  eventually(`"${words}"`, async () => (await text()).includes(words));

const chosen = () =>
  card()?.evaluate(
    () =>
      document
        .querySelector('[data-card-kit]')
        ?.shadowRoot?.querySelector<HTMLInputElement>('input[type=radio]:checked')?.value,
  );

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'card-kit-live-'));
  cpSync(path.join(ROOT, 'test/flow/flows/live.py'), path.join(home, 'live.py'));
  flow = python('live.py', 'run');
  browser = await launchChromium();
  page = await browser.newPage();
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.startsWith('/card/') && response.ok()) loads += 1;
  });
  await eventually('a run', () => Promise.resolve(printed.includes('Task is starting')));
  const port = await freePort();
  server = python('live.py', 'card', 'server', '--port', String(port), '--poll-interval', '1');
  await eventually('the server', () => page.goto(`http://127.0.0.1:${port}/`));
}, PATIENCE);

afterAll(async () => {
  await browser?.close();
  for (const child of [flow, server]) {
    if (child?.pid === undefined) continue;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
  if (home) rmSync(home, { recursive: true, force: true });
});

test(
  'an update changes the card in place, and the reader keeps what was chosen',
  { timeout: PATIENCE },
  async () => {
    await shows('0.25');
    expect(loads).toBe(1);
    await card()?.evaluate(() => {
      const root = document.querySelector('[data-card-kit]')?.shadowRoot;
      root?.querySelector<HTMLInputElement>('input[type=radio][value="true"]')?.click();
      Object.assign(window, { stayed: true });
    });
    expect(await chosen()).toBe('true');
    callFor('update');
    await shows('0.75');
    expect(await text()).not.toContain('0.25');
    expect(await chosen()).toBe('true');
    expect(await card()?.evaluate(() => 'stayed' in window)).toBe(true);
    expect(loads).toBe(1);
  },
);

test(
  'a child that is added to a container comes as data, and the open tab stays',
  { timeout: PATIENCE },
  async () => {
    const tabs = (selector: string) =>
      card()?.evaluate(
        (selector) =>
          [
            ...(document
              .querySelector('[data-card-kit]')
              ?.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
          ].map(({ innerText }) => innerText.trim()),
        selector,
      );
    await card()?.evaluate(() =>
      document
        .querySelector('[data-card-kit]')
        ?.shadowRoot?.querySelectorAll<HTMLElement>('[role=tab]')[1]
        ?.click(),
    );
    callFor('child');
    await shows('A child of a tab.');
    expect(await tabs('[role=tab]')).toEqual(['First', 'Second', 'Third']);
    expect(await tabs('[aria-selected=true]')).toEqual(['Second']);
    expect(await card()?.evaluate(() => 'stayed' in window)).toBe(true);
    expect(loads).toBe(1);
  },
);

test(
  'a component that is added comes in its place, without a load',
  { timeout: PATIENCE },
  async () => {
    callFor('append');
    await shows('A part that came later.');
    // Long enough for the host to ask several times more.
    await new Promise((resolve) => setTimeout(resolve, 3500));
    expect(loads).toBe(1);
    expect(await text()).toMatch(
      /Updates itself, shown as of \d\d:\d\d:\d\d UTC|No new data since/,
    );
  },
);

test('the final page is still', { timeout: PATIENCE }, async () => {
  callFor('end');
  await shows('0.875');
  const update = await card()?.evaluate(() => typeof window.metaflow_card_update);
  expect(update).toBe('undefined');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const before = loads;
  await new Promise((resolve) => setTimeout(resolve, 3500));
  expect(loads).toBe(before);
});
