import { readdirSync } from 'node:fs';
import type { Server } from 'node:http';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildStorybook } from '../../scripts/build-storybook';
import { ROOT } from '../../scripts/sources';
import { launchChromium, launchFirefox } from '../../scripts/browser-launch';
import { listStories, originOf, serveGallery, StoryPage, type Situation } from './gallery';

buildStorybook();
const stories = listStories();

it('the gallery holds the example and other stories of every component', () => {
  const components = readdirSync(path.join(ROOT, 'packages/components/src/components'));
  const lacks = (folder: string) => {
    const stem = `components-${folder.replaceAll('-', '')}--`;
    const own = stories.filter(({ id }) => id.startsWith(stem));
    return own.length < 2 || !own.some(({ id }) => id === `${stem}example`);
  };
  expect(components.filter(lacks)).toEqual([]);
});

let server: Server;
let chromium: Browser;
beforeAll(async () => {
  server = await serveGallery();
  chromium = await launchChromium();
});
afterAll(async () => {
  await chromium.close();
  server.close();
});

const situations: Situation[] = [
  { theme: 'light', width: 1200 },
  { theme: 'dark', width: 360 },
];
describe.each(situations)('in Chromium, $theme, $width pixels wide', (situation) => {
  let visitor: StoryPage;
  beforeAll(async () => {
    visitor = await StoryPage.open(chromium, originOf(server), situation);
  });

  for (const story of stories) {
    it(`${story.id} is drawn, accessible, no wider than the page, and fit for paper`, async () => {
      expect((await visitor.visit(story)).join('\n')).toBe('');
      // In the dark and on a phone a story is the same document.
      const part = situation.theme === 'light' ? 'all' : 'looks';
      expect((await visitor.violations(part)).join('\n')).toBe('');
      expect(await visitor.overflow()).toBe(0);
      const { background, controls, cut } = await visitor.printed();
      expect([background, controls]).toEqual(['rgb(255, 255, 255)', []]);
      // A hostile name may be longer than any paper is wide.
      if (story.name !== 'Hostile') expect(cut).toEqual([]);
    });
  }
});

describe('in Firefox', () => {
  let firefox: Browser;
  let visitor: StoryPage;
  beforeAll(async () => {
    firefox = await launchFirefox();
    visitor = await StoryPage.open(firefox, originOf(server), { theme: 'light', width: 800 });
  });
  afterAll(() => firefox.close());

  const chosen = stories.filter(({ name }) =>
    ['Example', 'Typical', 'Empty', 'Hostile'].includes(name),
  );
  for (const story of chosen) {
    it(`${story.id} is drawn without a complaint, no wider than the page`, async () => {
      expect((await visitor.visit(story)).join('\n')).toBe('');
      expect(await visitor.overflow()).toBe(0);
    });
  }
});
