/** Builds a Svelte component of another package into a chunk that a card of metaflow-card-kit shows. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { directSvelte, encode, FORMAT, scriptOf, sha256, shortHash, wrapChunk } from './chunk.js';
import { slimSvelte } from './slim.js';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const SOURCES = path.join(HERE, '../src');
const ENTRY = 'virtual:card-kit-entry';

/** The rooms of the package that another one may build on. */
const ALIASES = [
  { find: /^@metaflow-card-kit\/components\/(?=(?:parts|lib|wire)\/)/, replacement: `${SOURCES}/` },
  // What these rooms call each other.
  { find: /^\$kit\//, replacement: `${SOURCES}/` },
];

/**
 * @param {import('./index.js').ChunkOptions} options
 * @returns {import('vite').PluginOption[]}
 */
export function cardKitChunk({ type, component, chunk }) {
  if (!/^[a-z]\w*\.[a-z]\w*$/.test(type))
    throw new Error(`type is ${type}; it is the name of its home and its own, such as acme.gauge.`);
  return [
    svelte({
      emitCss: false,
      compilerOptions: {
        ...{ css: 'injected', discloseVersion: false, runes: true },
        cssHash: shortHash,
      },
    }),
    slimSvelte(),
    directSvelte(),
    {
      name: 'card-kit-chunk',
      config: ({ root = process.cwd() }) => ({
        resolve: { alias: ALIASES, dedupe: ['svelte'] },
        build: {
          target: 'es2022',
          minify: true,
          modulePreload: false,
          copyPublicDir: false,
          emptyOutDir: false,
          outDir: path.dirname(path.resolve(root, chunk)),
          rolldownOptions: {
            input: { chunk: ENTRY },
            preserveEntrySignatures: 'strict',
            optimization: { inlineConst: { mode: 'all', pass: 3 } },
            output: {
              format: 'cjs',
              exports: 'named',
              esModule: false,
              generatedCode: { symbols: false },
              codeSplitting: false,
            },
          },
        },
      }),
      resolveId: (id) => (id === ENTRY ? `\0${ENTRY}` : undefined),
      load(id) {
        if (id !== `\0${ENTRY}`) return undefined;
        const root = this.environment?.config.root ?? process.cwd();
        const [view, holder] = [path.resolve(root, component), path.join(HERE, 'holder.svelte.js')];
        return [
          `import * as view from ${JSON.stringify(view)};`,
          `import { contractOf } from ${JSON.stringify(holder)};`,
          'export const { mount, span } = contractOf(view);',
        ].join('\n');
      },
      /** The one script becomes the file that the Python half names. */
      generateBundle(_, bundle) {
        const scripts = Object.values(bundle).filter((part) => part.type === 'chunk');
        const [script, ...others] = scripts;
        if (script === undefined || others.length > 0)
          this.error(`${component} became ${scripts.length} scripts; a chunk is one.`);
        const code = scriptOf(wrapChunk(script.code));
        const data = encode(gzipSync(code, { level: 9 }));
        for (const name of Object.keys(bundle)) Reflect.deleteProperty(bundle, name);
        const source = JSON.stringify({ format: FORMAT, type, hash: sha256(code), data });
        this.emitFile({ type: 'asset', fileName: path.basename(chunk), source });
      },
    },
  ];
}
