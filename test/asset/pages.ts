/** The pages that the asset tests look at: rendered by the Python package, served over HTTP. */
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'puppeteer-core';
import { VENV_PYTHON } from '../../scripts/run';
import { ROOT } from '../../scripts/sources';
import type { TypedNode } from '$kit/wire/node';

export interface Rendered {
  pages: Record<string, string>;
  changes: Record<string, TypedNode>;
}

export async function renderPages(): Promise<Rendered> {
  const { stdout } = await promisify(execFile)(
    VENV_PYTHON,
    [path.join(ROOT, 'test/asset/fixtures/pages.py')],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as Rendered;
}

export interface Served {
  origin: string;
  close(): void;
}

/** Serves each page under its name, as Metaflow's hosts do: HTML without a charset. */
export async function servePages(pages: Record<string, string>): Promise<Served> {
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://host').pathname.slice(1);
    const page = pages[decodeURIComponent(name)];
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html' });
    response.end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

/** Waits until every card of the page is drawn, charts too. */
export async function drawn(page: Pick<Page, 'waitForFunction'>): Promise<void> {
  await page.waitForFunction(() => {
    const hosts = [...document.querySelectorAll('[data-card-kit]')];
    return (
      hosts.length > 0 &&
      hosts.every(
        ({ shadowRoot }) =>
          shadowRoot?.querySelector('.card') && !shadowRoot.querySelector('[aria-busy="true"]'),
      )
    );
  });
}
