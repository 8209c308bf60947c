/**
 * Draws a page and prints what it shows, for tests that are not written in TypeScript:
 * `tsx scripts/draw-page.ts PAGE.html [SCRIPT...]`, each script being run in the page afterwards.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchChromium } from './browser-launch';

const [file = '', ...steps] = process.argv.slice(2);
const browser = await launchChromium();
try {
  const page = await browser.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  await page.goto(pathToFileURL(path.resolve(file)).href);
  // A page may show cards of other pages in frames: then it is they that are read.
  const read = async () => {
    const found = page
      .frames()
      .filter((frame) => frame.childFrames().length === 0)
      .map(async (frame) => {
        const card = await frame.waitForFunction(() =>
          document
            .querySelector('[data-card-kit]')
            ?.shadowRoot?.querySelector<HTMLElement>('.card'),
        );
        return card.evaluate((element) => element?.innerText ?? '');
      });
    return (await Promise.all(found)).join('\n');
  };
  const texts = [await read()];
  for (const step of steps) {
    await page.evaluate(step);
    texts.push(await read());
  }
  console.log(JSON.stringify({ texts, troubles }));
} finally {
  await browser.close();
}
