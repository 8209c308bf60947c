/**
 * Builds the asset: the loader, the style sheet and the sections, each bundled into one
 * script, compressed and hashed, in the one file that travels in the Python package.
 * `pnpm build other.json` writes it elsewhere.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Plugin, type Rolldown } from 'vite';
import { encode } from '$kit/wire/base85';
import { slimVegaEmbed } from './slim-vega';
import { ASSET, ROOT, sourceDigest } from './sources';

const SRC = path.join(ROOT, 'packages/components/src');

// Vite follows it above its own mode, and Svelte would build for development.
process.env.NODE_ENV = 'production';

const sha256 = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** Svelte numbers elements by a counter on `window`; on a page of others it keeps it to itself. */
const withoutGlobal: Plugin = {
  name: 'svelte-without-global',
  transform: (code, id) =>
    id.includes('/svelte/') && code.includes('window.__svelte')
      ? `${code.replaceAll('window.__svelte', 'svelteIds')}\nvar svelteIds;`
      : undefined,
};

async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    root: ROOT,
    resolve: { alias: { $kit: SRC } },
    logLevel: 'warn',
    mode: 'production',
    plugins: [
      slimVegaEmbed(),
      svelte({ emitCss: false, compilerOptions: { css: 'injected', discloseVersion: false } }),
      withoutGlobal,
    ],
    build: {
      write: false,
      target: 'es2022',
      cssMinify: true,
      rolldownOptions: { checks: { pluginTimings: false }, output: { codeSplitting: false } },
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
  code.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Zopfli: smaller than zlib by a few percent, and the same bytes on every machine. */
async function pack(code: string): Promise<string> {
  const { gzipAsync } = await import('@gfx/zopfli');
  // It takes over uncaught errors, and prints its whole source with each.
  process.removeAllListeners('uncaughtException').removeAllListeners('unhandledRejection');
  const bytes = await gzipAsync(Buffer.from(code), { numiterations: 8 });
  return encode(bytes);
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

/** The loader and the style sheet stand in the page as they are, between their tags. */
function plain(name: string, text: string): string {
  const found = /[^\n -~]|<\/(script|style)|<!--|\[METAFLOW/i.exec(text);
  if (found !== null)
    throw new Error(`The ${name} contains ${found[0]}, which a page cannot hold.`);
  return text;
}

const loader = toAscii(await bundle(path.join(SRC, 'loader.ts'))).replace(/^var exported=/, '');
const style = readFileSync(path.join(SRC, 'theme.css'), 'utf8')
  .replace(/\/\*[\s\S]*?\*\//g, '')
  .replace(/\s+/g, ' ')
  .replace(/ ?([{};,>]) ?/g, '$1')
  .replaceAll(': ', ':')
  .trim();
const sections: Record<string, { hash: string; data: string }> = {};
for (const [name, entry] of entries) {
  const code = toAscii(asSection(await bundle(entry)));
  sections[name] = { hash: sha256(code), data: await pack(code) };
  console.log(`${name}: ${code.length} bytes, ${sections[name].data.length} in a page`);
}

const target = path.resolve(process.argv[2] ?? ASSET);
mkdirSync(path.dirname(target), { recursive: true });
writeFileSync(
  target,
  JSON.stringify({
    sources: sourceDigest(),
    style: plain('style sheet', style),
    loader: { hash: sha256(loader), code: plain('loader', loader) },
    sections,
  }),
);
console.log(
  `loader: ${loader.length} bytes, style: ${style.length} bytes -> ${path.relative(ROOT, target)}`,
);
