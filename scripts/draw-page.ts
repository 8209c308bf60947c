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
  await page.waitForFunction(() =>
    document.querySelector('[data-card-kit]')?.shadowRoot?.querySelector('.card'),
  );
  const read = () =>
    page.evaluate(
      () =>
        document.querySelector('[data-card-kit]')?.shadowRoot?.querySelector<HTMLElement>('.card')
          ?.innerText ?? '',
    );
  const texts = [await read()];
  for (const step of steps) {
    await page.evaluate(step);
    texts.push(await read());
  }
  console.log(JSON.stringify({ texts, troubles }));
} finally {
  await browser.close();
}
