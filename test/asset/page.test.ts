import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { packedParts, unpack } from '../../scripts/page-parts';
import { bin } from '../../scripts/run';
import { agree, measure, readSizes, type Part } from '../../scripts/sizes';
import { ASSET, ROOT, sourceDigest } from '../../scripts/sources';
import { renderPages } from './pages';

const KB = 1000;

let pages: Record<string, string>;
beforeAll(async () => {
  const { sources } = JSON.parse(readFileSync(ASSET, 'utf8')) as { sources: string };
  expect(sources, 'The asset is older than its sources: run pnpm build.').toBe(sourceDigest());
  ({ pages } = await renderPages());
});

const pageOf = (name: string): string => {
  const page = pages[name];
  if (page === undefined) throw new Error(`pages.py renders no page ${name}`);
  return page;
};
const policyOf = (page: string) =>
  /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page)?.[1] ?? '';
/** The document and the scripts of a page. */
const partsOf = (page: string) =>
  Object.fromEntries([...packedParts(page)].map(([name, packed]) => [name, unpack(packed)]));
/** The chunks in the one script of a page. */
function chunksOf(page: string): string[] {
  const document: { currentScript: { chunk?: Record<string, unknown> } } = { currentScript: {} };
  runInNewContext(partsOf(page)['code'] ?? '', { document });
  return Object.keys(document.currentScript.chunk ?? {});
}
const scriptsOf = (page: string) =>
  [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code]) => code ?? '');
const hashOf = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`;

/** Those that are no cell of a notebook, which holds its page in a frame. */
const wholePages = () => Object.values(pages).filter((page) => !page.startsWith('<iframe'));

describe('a page', () => {
  it('says its charset within the first bytes, before anything else', () => {
    for (const page of wholePages()) {
      expect(page).toMatch(/^<!doctype html><html lang="en"><head><meta charset="utf-8">/);
    }
  });

  it('is ASCII, whatever its data', () => {
    for (const page of Object.values(pages)) expect(/[^\n -~]/.exec(page)).toBeNull();
  });

  it('allows nothing but the scripts that it carries, by their hashes', () => {
    for (const page of wholePages()) {
      const { document = '', ...chunks } = partsOf(page);
      expect(JSON.parse(document)).toMatchObject({ version: 1 });
      const [hold = '', loader, ...others] = scriptsOf(page);
      expect(others).toEqual([]);
      const scripts = Object.entries(chunks).filter(([name]) => !name.startsWith('column-'));
      const hashes = [hold, loader ?? '', ...scripts.map(([, code]) => code)].map(hashOf).sort();
      const policy = policyOf(page).replace(/script-src ([^;]*)/, (_, listed: string) =>
        ['script-src', ...listed.split(' ').sort()].join(' '),
      );
      expect(policy).toBe(
        `default-src 'none'; script-src ${hashes.join(' ')}; style-src 'unsafe-inline'; ` +
          "img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'",
      );
    }
  });

  it('holds the reload token exactly once, in its meta element', () => {
    const tokens = pageOf('live').match(/live-1/g);
    expect(tokens).toHaveLength(1);
    expect(pageOf('live')).toContain('<meta name="metaflow-reload-token" content="live-1">');
    expect(pageOf('hostile')).not.toContain('[METAFLOW_RELOAD_TOKEN]');
    const { document } = partsOf(pageOf('hostile'));
    expect(document, 'A text of the user is no place for a token.').toContain(
      '[METAFLOW_RELOAD_TOKEN]',
    );
  });

  it('carries the chunks of the components that it shows, and their libraries last', () => {
    const names = chunksOf(pageOf('usual'));
    expect(names).toEqual(expect.arrayContaining(['kit-core', 'metric_table', 'confusion_matrix']));
    expect(names).not.toEqual(expect.arrayContaining(['vega_chart']));
    expect(names).not.toContain('kit-live');
    expect(Object.keys(partsOf(pageOf('chart'))).at(-1)).toBe('vega_chart-section');
    expect(chunksOf(pageOf('live'))).toContain('kit-live');
  });

  it('opens with a plain summary of its nodes for readers without scripts', () => {
    const [, summary = ''] = /<div data-summary[^>]*>([\s\S]*?)<\/div>/.exec(pageOf('usual')) ?? [];
    expect(summary).toMatch(/^<header><h1>/);
    expect(summary).toContain('<h2>Metrics</h2>');
    expect(summary).toMatch(/<th scope="row">accuracy<\/th>/);
    expect(summary.match(/<section[ >]/g)).toHaveLength(2);
  });

  it.each([
    ['of a metric table', 'table', 57],
    ['of a metric table and ten classes', 'usual', 74],
    ['of a line chart', 'line', 71],
    ['of a Vega chart', 'vega', 351],
    ['of a table, classes and a Vega chart', 'chart', 380],
  ])('%s is not larger than it was', (_, name, most) => {
    expect(pageOf(name).length / KB).toBeLessThanOrEqual(most);
  });
});

describe('the asset', () => {
  it('adds to a card what the committed sizes say', () => {
    const { chunks } = JSON.parse(readFileSync(ASSET, 'utf8')) as { chunks: Record<string, Part> };
    const measured = measure(chunks);
    expect(agree(readSizes(), measured), JSON.stringify(measured)).toBe(true);
  });

  it('is the same, byte for byte, when it is built again', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'card-kit-asset-'));
    try {
      const again = path.join(folder, 'again.json');
      await promisify(execFile)(bin('tsx'), ['scripts/build-asset.ts', again], { cwd: ROOT });
      expect(readFileSync(again).equals(readFileSync(ASSET))).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
