/**
 * Bundles the sources of the page: the loader into one script, the card and its components into
 * a graph of chunks in which everything that two of them need stands once.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import { directSvelte, shortHash, slimSvelte, wrapChunk } from '../packages/components/vite/chunk.js';
import { ROOT } from './sources';
import { splitTheme } from './theme';

const SRC = path.join(ROOT, 'packages/components/src');
const COMPONENTS = path.join(SRC, 'components');

/** The chunk that draws the card. No type can have a name with a hyphen. */
export const CARD = 'kit-card';

/** Components that are part of the card itself. */
const IN_CARD = ['problem'];

export interface Chunk {
  code: string;
  /** Names of the chunks that it imports. */
  imports: string[];
}

// Vite follows it above its own mode, and Svelte would build for development.
process.env.NODE_ENV = 'production';

/** The part of the style sheet that a page need not have before its card is drawn. */
const lateTheme: Plugin = {
  name: 'card-kit-late-theme',
  resolveId: (id) => (id === 'virtual:late-theme' ? `\0${id}` : undefined),
  load: (id) =>
    id === '\0virtual:late-theme'
      ? `export default ${JSON.stringify(splitTheme(path.join(SRC, 'theme.css')).late)}`
      : undefined,
};

const configOf = (rolldownOptions: Rolldown.RolldownOptions): InlineConfig => ({
  configFile: false,
  root: ROOT,
  resolve: { alias: { $kit: SRC } },
  logLevel: 'warn',
  mode: 'production',
  plugins: [
    svelte({
      emitCss: false,
      compilerOptions: { css: 'injected', discloseVersion: false, cssHash: shortHash },
    }),
    slimSvelte(),
    directSvelte(),
    lateTheme,
  ],
  build: {
    write: false,
    target: 'es2022',
    minify: true,
    cssMinify: true,
    modulePreload: false,
    rolldownOptions: {
      checks: { pluginTimings: false },
      optimization: { inlineConst: { mode: 'all', pass: 3 } },
      preserveEntrySignatures: 'strict',
      ...rolldownOptions,
    },
  },
});

async function bundle(options: Rolldown.RolldownOptions): Promise<Rolldown.OutputChunk[]> {
  const result = await build(configOf(options));
  const [output] = (Array.isArray(result) ? result : [result]) as Rolldown.RolldownOutput[];
  return output?.output.filter((part) => part.type === 'chunk') ?? [];
}

export async function bundleLoader(): Promise<string> {
  const [chunk, ...others] = await bundle({
    input: path.join(SRC, 'loader.ts'),
    output: { format: 'iife', codeSplitting: false },
  });
  if (chunk === undefined || others.length > 0) throw new Error('The loader is not one script.');
  return chunk.code.trim();
}

const FORM = {
  format: 'cjs',
  exports: 'named',
  esModule: false,
  generatedCode: { symbols: false },
  entryFileNames: '[name].js',
  chunkFileNames: 'kit-[name].js',
} as const;

/** Files of components by type: `metric_table` -> `.../metric-table/index.ts`. */
const filesOf = (name: string): [string, string][] =>
  readdirSync(COMPONENTS)
    .map((folder): [string, string] => [
      folder.replaceAll('-', '_'),
      path.join(COMPONENTS, folder, name),
    ])
    .filter(([, file]) => existsSync(file));

export async function bundleChunks(): Promise<Record<string, Chunk>> {
  const components = filesOf('index.ts').filter(([type]) => !IN_CARD.includes(type));
  const input: Record<string, string> = {
    [CARD]: path.join(SRC, 'main.svelte.ts'),
    'kit-live': path.join(SRC, 'live.ts'),
    'kit-guests': path.join(SRC, 'guests.ts'),
    ...Object.fromEntries(components),
  };
  const graph = bundle({
    input,
    output: {
      ...FORM,
      codeSplitting: {
        groups: [
          // The card with all that it imports.
          { name: 'core', test: /\/components\/src\/main\.svelte\.ts$|\/bindings\/this\.js$/ },
          { name: 'figures', test: /\/lib\/format|\/d3-format\//, priority: -1 },
        ],
      },
    },
  });
  // Libraries by themselves: a chunk that they shared would hold what they need, too.
  const sections = filesOf('section.ts').map(([type, file]) =>
    bundle({
      input: { [`${type}-section`]: file },
      output: { ...FORM, codeSplitting: false },
    }),
  );
  const chunks = (await Promise.all([graph, ...sections])).flat();
  return Object.fromEntries(
    chunks
      .map(({ fileName, code, imports }): [string, Chunk] => [
        nameOf(fileName),
        { code: wrapChunk(code), imports: imports.map(nameOf) },
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const nameOf = (file: string) => path.basename(file, '.js');

/** The chunks that these chunks need, in the order in which they can be run; themselves last. */
export function closureOf(
  names: readonly string[],
  chunks: Readonly<Record<string, { imports: readonly string[] }>>,
): string[] {
  const found = new Set<string>();
  const take = (name: string) => {
    if (found.has(name) || chunks[name] === undefined) return;
    chunks[name].imports.forEach(take);
    found.add(name);
  };
  names.forEach(take);
  return [...found];
}
