/** The built gallery, served to a browser, and what each visit to a story finds. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { GALLERY } from '../../scripts/build-storybook';
import { settle, showOnPaper } from '../../scripts/page-driver';

/** Its width without usual margins, in pixels. */
const A4 = 718;

export interface Story {
  id: string;
  title: string;
  name: string;
}

export function listStories(): Story[] {
  const index = JSON.parse(readFileSync(path.join(GALLERY, 'index.json'), 'utf8')) as {
    entries: Record<string, Story & { type: string }>;
  };
  return Object.values(index.entries).filter(({ type }) => type === 'story');
}

const MIME: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export function serveGallery(): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/favicon.ico') {
      response.statusCode = 204;
      response.end();
      return;
    }
    const file = path.join(GALLERY, path.normalize(pathname));
    try {
      const body = readFileSync(file);
      response.setHeader('Content-Type', MIME[path.extname(file)] ?? 'application/octet-stream');
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

export const originOf = (server: Server) =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const LOOKS = {
  all: undefined,
  looks: ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block'],
};

export interface Situation {
  theme: 'light' | 'dark';
  width: number;
}

interface Channel {
  on(event: string, listener: (payload: unknown) => void): void;
  off(event: string, listener: (payload: unknown) => void): void;
  emit(event: string, payload: unknown): void;
}

/** A browser's page that shows one story after another, and remembers what no reader should see. */
export class StoryPage {
  private readonly complaints: string[] = [];

  private constructor(private readonly page: Page) {}

  static async open(browser: Browser, origin: string, situation: Situation): Promise<StoryPage> {
    const page = await browser.newPage();
    const visitor = new StoryPage(page);
    page.on('console', (message) => {
      if (['error', 'warn'].includes(message.type())) {
        visitor.complain(`${message.text()} ${message.location().url ?? ''}`);
      }
    });
    page.on('pageerror', (error) => visitor.complain(String(error)));
    page.on('request', (request) => {
      const { protocol, origin: asked } = new URL(request.url());
      if (asked !== origin && !['data:', 'blob:'].includes(protocol)) {
        visitor.complain(`asked the network for ${request.url()}`);
      }
    });
    await page.setViewport({ width: situation.width, height: 800 });
    // The theme is read with the story that the address names; any will do.
    // Storybook's own accessibility run would meet ours; both are axe.
    const id = listStories()[0]?.id ?? '';
    const globals = `theme:${situation.theme};a11y.manual:!true`;
    await page.goto(`${origin}/iframe.html?viewMode=story&id=${id}&globals=${globals}`);
    await page.addScriptTag({
      path: createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
    });
    await page.waitForSelector(`#storybook-root .card-kit[data-theme="${situation.theme}"]`);
    return visitor;
  }

  private complain(text: string): void {
    this.complaints.push(text);
  }

  /** Show a story until it stands still; what went wrong on the way is returned in sentences. */
  async visit(story: Story): Promise<string[]> {
    const outcome = await this.page.evaluate((storyId) => {
      const { __STORYBOOK_ADDONS_CHANNEL__: channel } = window as unknown as {
        __STORYBOOK_ADDONS_CHANNEL__: Channel;
      };
      return new Promise<string>((resolve) => {
        const ends = [
          'storyFinished',
          'storyUnchanged',
          'storyErrored',
          'storyThrewException',
          'storyMissing',
        ];
        const listeners = ends.map((event) => {
          const listener = (payload: unknown) => {
            const told = (payload as { storyId?: string } | undefined)?.storyId;
            if (event === 'storyFinished' && told !== storyId) return;
            listeners.forEach((stop) => stop());
            resolve(event);
          };
          channel.on(event, listener);
          return () => channel.off(event, listener);
        });
        channel.emit('setCurrentStory', { storyId, viewMode: 'story' });
      });
    }, story.id);
    if (!['storyFinished', 'storyUnchanged'].includes(outcome))
      this.complain(`Storybook says ${outcome}`);
    await this.page.waitForFunction(
      () => document.querySelector('#storybook-root [aria-busy="true"]') === null,
    );
    await settle(this.page);
    const drawn = await this.page.$eval('#storybook-root', (root) => root.textContent?.trim());
    if (!drawn) this.complain('nothing was drawn');
    return this.complaints.splice(0);
  }

  /** What axe finds; in `part`, only by the rules that see colors and sizes. */
  async violations(part: 'all' | 'looks'): Promise<string[]> {
    return this.page.evaluate(async (rules) => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      const { violations } = await axe.run('#storybook-root', {
        // A component alone stands in no landmark of a page.
        ...(rules
          ? { runOnly: rules }
          : { rules: { region: { enabled: false }, 'target-size': { enabled: true } } }),
        resultTypes: ['violations'],
        preload: false,
        iframes: false,
      });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${String(target)} ${failureSummary}`),
      );
    }, LOOKS[part]);
  }

  /** How many pixels the page can be scrolled sideways. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
  }

  /** On paper: the color behind the card, and the controls that still show. */
  async printed(): Promise<{ background: string; controls: string[]; cut: string[] }> {
    const before = this.page.viewport();
    await this.page.setViewport({ width: A4, height: 1040 });
    await showOnPaper(this.page);
    const found = await this.page.$eval('.card-kit', (card) => ({
      background: getComputedStyle(card).backgroundColor,
      controls: [...card.querySelectorAll<HTMLElement>('.tools *')]
        .filter((element) => element.getClientRects().length > 0)
        .map((element) => element.textContent ?? ''),
      // Nobody scrolls paper. The rows of a table begin and end 8 pixels outside of their texts.
      cut: [...card.querySelectorAll<HTMLElement>('*')]
        .filter((element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX))
        .filter((element) => element.scrollWidth > element.clientWidth + 8)
        .map((element) => `${element.className}: ${element.textContent.trim().slice(0, 60)}`),
    }));
    await this.page.emulateMediaType('screen');
    await this.page.setViewport(before);
    return found;
  }
}
