/**
 * Builds the asset: the loader, the style sheet and the sections, each bundled into one
 * script, compressed and hashed, in the one file that travels in the Python package.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import zopfli from '@gfx/zopfli';
import { build, type Rolldown } from 'vite';
import { ASSET, ROOT, sourceDigest } from './sources';

const SRC = path.join(ROOT, 'packages/components/src');
const VERSION = (
  JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string }
).version;

const sha256 = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    mode: 'production',
    plugins: [svelte({ emitCss: false, compilerOptions: { css: 'injected' } })],
    build: {
      write: false,
      target: 'es2022',
      cssMinify: true,
      rolldownOptions: { output: { codeSplitting: false } },
      lib: { entry, formats: ['iife'], name: 'exported', fileName: () => 'section.js' },
    },
  });
  const [output] = (Array.isArray(result) ? result : [result]) as Rolldown.RolldownOutput[];
  const chunks = output?.output.filter((part) => part.type === 'chunk') ?? [];
  const [chunk] = chunks;
  if (chunk === undefined || chunks.length !== 1) {
    throw new Error(`${entry} became ${chunks.length} chunks; a section is one.`);
  }
  return chunk.code.trim();
}

/** Sections hand over their exports on their own script element, so that no global is made. */
const asSection = (code: string) => `(()=>{${code}\ndocument.currentScript.section=exported})()`;

const toAscii = (code: string) =>
  code.replace(/[^\x00-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Zopfli: smaller than zlib by a few percent, and the same bytes on every machine. */
async function pack(code: string): Promise<string> {
  const bytes = await zopfli.gzipAsync(Buffer.from(code), { numiterations: 8 });
  return Buffer.from(bytes).toString('base64');
}

const heavy = readdirSync(path.join(SRC, 'components')).filter((folder) =>
  existsSync(path.join(SRC, 'components', folder, 'section.ts')),
);
const entries = [
  ['core', path.join(SRC, 'main.svelte.ts')] as const,
  ...heavy.map(
    (folder) =>
      [folder.replaceAll('-', '_'), path.join(SRC, 'components', folder, 'section.ts')] as const,
  ),
];

const loader = toAscii(await bundle(path.join(SRC, 'loader.ts'))).replace(/^var exported=/, '');
const style = readFileSync(path.join(SRC, 'theme.css'), 'utf8')
  .replace(/\/\*[\s\S]*?\*\//g, '')
  .replace(/\s+/g, ' ')
  .replace(/ ?([{};:,>]) ?/g, '$1')
  .trim();
const sections: Record<string, { hash: string; data: string }> = {};
for (const [name, entry] of entries) {
  const code = toAscii(asSection(await bundle(entry)));
  sections[name] = { hash: sha256(code), data: await pack(code) };
  console.log(`${name}: ${code.length} bytes, ${sections[name].data.length} in a page`);
}

mkdirSync(path.dirname(ASSET), { recursive: true });
writeFileSync(
  ASSET,
  JSON.stringify({
    version: VERSION,
    sources: sourceDigest(),
    style,
    loader: { hash: sha256(loader), code: loader },
    sections,
  }),
);
console.log(
  `loader: ${loader.length} bytes, style: ${style.length} bytes -> ${path.relative(ROOT, ASSET)}`,
);
