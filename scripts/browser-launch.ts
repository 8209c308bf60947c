/** Starts the browsers that tests, demo and bench drive: those of the system, never downloaded ones. */
import { existsSync } from 'node:fs';
import { launch, type Browser } from 'puppeteer-core';

const BINARIES = {
  CHROME_BIN: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  FIREFOX_BIN: [
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  ],
};

function findBinary(variable: keyof typeof BINARIES): string {
  const preset = process.env[variable];
  const places = preset ? [preset] : BINARIES[variable];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) {
    throw new Error(
      `No browser at ${places.join(', ')}. Install one, or set ${variable} to its path.`,
    );
  }
  return found;
}

export function launchChromium(...args: string[]): Promise<Browser> {
  return launch({
    browser: 'chrome',
    executablePath: findBinary('CHROME_BIN'),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--font-render-hinting=none',
      ...args,
    ],
  });
}

/** Chromium in which a card can be weighed: compiled code is no memory of it, and no frame waits. */
export const launchForWeighing = (): Promise<Browser> =>
  launchChromium(
    '--js-flags=--no-opt --no-sparkplug --no-maglev',
    '--disable-frame-rate-limit',
    '--disable-gpu-vsync',
  );

/** Firefox is driven through WebDriver BiDi. */
export function launchFirefox(): Promise<Browser> {
  return launch({
    browser: 'firefox',
    executablePath: findBinary('FIREFOX_BIN'),
    headless: true,
    extraPrefsFirefox: {
      'app.normandy.enabled': false,
      'app.update.enabled': false,
      'datareporting.policy.dataSubmissionEnabled': false,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'toolkit.telemetry.enabled': false,
    },
  });
}
