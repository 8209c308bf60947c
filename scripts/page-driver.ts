/** What the bench and the tests do with a card in a browser: wait for it, update it, weigh it. */
import type { CDPSession, Page } from 'puppeteer-core';

/** Waits until every card of the page is drawn, charts too. */
export async function waitUntilDrawn(page: Pick<Page, 'waitForFunction'>): Promise<void> {
  await page.waitForFunction(
    () => {
      const hosts = [...document.querySelectorAll('[data-card-kit]')];
      return (
        hosts.length > 0 &&
        hosts.every(
          ({ shadowRoot }) =>
            shadowRoot?.querySelector('.card') && !shadowRoot.querySelector('[aria-busy="true"]'),
        )
      );
    },
    { timeout: 120_000 },
  );
}

/** Waits until what has been changed is laid out, and what hears of that has answered. */
export const settle = (page: Pick<Page, 'evaluate'>): Promise<unknown> =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );

/** Shows the page as on paper: a real printer waits for its scripts, and so does this. */
export async function showOnPaper(
  page: Pick<Page, 'emulateMediaType' | 'evaluate'>,
): Promise<void> {
  await page.emulateMediaType('print');
  await settle(page);
}

export interface Weight {
  /** Bytes of JavaScript objects that are alive. */
  heap: number;
  /** Nodes of all documents, those that only scripts hold included. */
  nodes: number;
}

async function metrics(session: CDPSession): Promise<(name: string) => number> {
  const { metrics: list } = await session.send('Performance.getMetrics');
  return (name) => list.find((metric) => metric.name === name)?.value ?? NaN;
}

/** What `weigh` and `processorTime` read; begins to count, for pages that are opened later too. */
export async function startCounting(page: Page): Promise<CDPSession> {
  const session = await page.createCDPSession();
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return session;
}

/** Milliseconds that the page's main thread has had of a processor, however busy the machine is. */
export const processorTime = async (session: CDPSession): Promise<number> =>
  1000 * (await metrics(session))('TaskDuration');

/** What is alive after a collection of garbage. */
export async function weigh(session: CDPSession): Promise<Weight> {
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const valueOf = await metrics(session);
  return { heap: valueOf('JSHeapUsedSize'), nodes: valueOf('Nodes') };
}

/** Text, since a page has no helpers of tsx. */
const UPDATE = `async (list, start, count, drawEach) => {
  const update = window.metaflow_card_update;
  if (update === undefined) throw new Error('The page takes no updates.');
  const frame = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage('');
      });
    });
  for (let at = start; at < start + count; at += 1) {
    // A copy, as what comes over the wire is new each time.
    const change = JSON.parse(list[at % list.length]);
    if (drawEach > 0) update(change);
    if (drawEach > 0 && (at - start) % drawEach === 0) await frame();
  }
}`;

/**
 * Gives the page one change after another, from the one at `start` on, and waits until each, or each
 * nth, is drawn; with 0 it makes them only, as hosts do before an update.
 */
export const update = (
  page: Pick<Page, 'evaluate'>,
  changes: readonly unknown[],
  start: number,
  count: number,
  drawEach = 1,
): Promise<unknown> => {
  const texts = changes.map((change) => JSON.stringify(change));
  return page.evaluate(`(${UPDATE})(${JSON.stringify(texts)}, ${start}, ${count}, ${drawEach})`);
};
