/**
 * Builds the asset: the loader, the style sheet and the chunks, compressed and hashed, in the one
 * file that travels in the Python package. `pnpm build other.json` writes it elsewhere.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encode, FORMAT, scriptOf, sha256, toAscii } from '../packages/components/vite/chunk.js';
import { bundleChunks, bundleLoader, type Chunk } from './chunks';
import { writeNotices } from './notices';
import { measure, writeSizes, type Part } from './sizes';
import { ASSET, ROOT, sourceDigest } from './sources';
import { minifyStyle } from './stylesheet';
import { splitTheme } from './theme';

/** Zopfli: smaller than zlib by a few percent, and the same bytes on every machine. */
async function pack(code: string): Promise<string> {
  const { gzipAsync } = await import('@gfx/zopfli');
  // It takes over uncaught errors, and prints its whole source with each.
  process.removeAllListeners('uncaughtException').removeAllListeners('unhandledRejection');
  const bytes = await gzipAsync(Buffer.from(code), { numiterations: 8 });
  return encode(bytes);
}

/** The loader and the style sheet stand in the page as they are, between their tags. */
function plain(name: string, text: string): string {
  const found = /[^\n -~]|<\/(script|style)|<!--|\[METAFLOW/i.exec(text);
  if (found !== null)
    throw new Error(`The ${name} contains ${found[0]}, which a page cannot hold.`);
  return text;
}

async function loaderOf(live: boolean) {
  const code = plain('loader', toAscii(await bundleLoader(live)));
  return { hash: sha256(code), code };
}

const SRC = path.join(ROOT, 'packages/components/src');
const earlyStyle = splitTheme(path.join(SRC, 'theme.css')).early;
const CONTENTS = path.join(SRC, 'contents/plain.css');
const contentsStyle = minifyStyle(CONTENTS, readFileSync(CONTENTS, 'utf8'));
/** Libraries are packed here, once; the rest becomes one script for each page, packed as one. */
async function partOf({ code, style, imports, isLibrary }: Chunk): Promise<Part> {
  if (!isLibrary) return { imports, code, style };
  const script = scriptOf(code);
  return { imports, hash: sha256(script), data: await pack(script) };
}
const chunks: Record<string, Part> = {};
for (const [name, chunk] of Object.entries(await bundleChunks()))
  chunks[name] = await partOf(chunk);

const target = path.resolve(process.argv[2] ?? ASSET);
mkdirSync(path.dirname(target), { recursive: true });
writeFileSync(
  target,
  JSON.stringify({
    sources: sourceDigest(),
    format: FORMAT,
    style: plain('style sheet', earlyStyle),
    contents_style: plain('style sheet of contents', contentsStyle),
    loader: await loaderOf(false),
    live_loader: await loaderOf(true),
    chunks,
  }),
);

const sizes = measure(chunks);
if (target === ASSET) {
  writeSizes(sizes);
  writeNotices();
}
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1).padStart(7)} KB`;
console.log(`${kilobytes(sizes.card)}  in every page`);
for (const [type, bytes] of Object.entries(sizes.components))
  console.log(`${kilobytes(bytes)}  more for ${type}`);
