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
    const texts: string[] = [];
    for (const frame of page.frames().filter((each) => each.childFrames().length === 0)) {
      await frame.waitForFunction(() =>
        document.querySelector('[data-card-kit]')?.shadowRoot?.querySelector('.card'),
      );
      const text = await frame.evaluate(
        () =>
          document.querySelector('[data-card-kit]')?.shadowRoot?.querySelector<HTMLElement>('.card')
            ?.innerText ?? '',
      );
      texts.push(text);
    }
    return texts.join('\n');
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
