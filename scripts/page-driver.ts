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

export interface Weight {
  /** Bytes of JavaScript objects that are alive. */
  heap: number;
  /** Nodes of all documents, those that only scripts hold included. */
  nodes: number;
}

/** What is alive after a collection of garbage. */
export async function weigh(session: CDPSession): Promise<Weight> {
  await session.send('Performance.enable');
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const valueOf = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return { heap: valueOf('JSHeapUsedSize'), nodes: valueOf('Nodes') };
}

/** Text, since a page has no helpers of tsx. */
const TIME_UPDATES = `async (list, count) => {
  const update = window.metaflow_card_update;
  if (update === undefined) throw new Error('The page takes no updates.');
  const frame = () =>
    new Promise((resolve) => {
      requestAnimationFrame((start) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - start);
        port2.postMessage('');
      });
    });
  const spent = [];
  await frame();
  for (let at = 0; at < count; at += 1) {
    // A copy, as what comes over the wire is new each time.
    const change = structuredClone(list[at % list.length]);
    const start = performance.now();
    update(change);
    const work = performance.now() - start;
    spent.push(work + (await frame()));
  }
  return spent;
}`;

/** Milliseconds that the page's thread works for one update after another, until its frame. */
export const timeUpdates = async (
  page: Pick<Page, 'evaluate'>,
  changes: readonly unknown[],
  times: number,
): Promise<number[]> =>
  (await page.evaluate(`(${TIME_UPDATES})(${JSON.stringify(changes)}, ${times})`)) as number[];
