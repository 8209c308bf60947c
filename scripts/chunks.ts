/**
 * Bundles the sources of the page: the loader into one script, the card and its components into
 * a graph of chunks in which everything that two of them need stands once.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import { directSvelte, wrapChunk } from '../packages/components/vite/chunk.js';
import { slimSvelte } from '../packages/components/vite/slim.js';
import { noteBundledPackages } from './notices';
import { slimVega } from './slim-vega';
import { CARD } from './sizes';
import { ROOT } from './sources';
import { minifyStyle } from './stylesheet';
import { checkComponents, OWN_CUTS } from './svelte-cuts';
import { splitTheme } from './theme';

const SRC = path.join(ROOT, 'packages/components/src');
const COMPONENTS = path.join(SRC, 'components');

const ENTRY = 'kit-card';

/** Components that are part of the card itself. */
const IN_CARD = ['problem'];

export interface Chunk {
  /** A function that takes what it needs from its arguments and from `STYLE`. */
  code: string;
  /** The style sheet of its components. */
  style: string;
  /** Names of the chunks that it imports. */
  imports: string[];
  /** Whether it is run only when a component asks for it. */
  isLibrary: boolean;
}

const VIEWS = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.svelte'))
  .sort();

/**
 * The class that keeps the styles of a component apart: its number, since it stands in every
 * selector. Those of other packages are longer (`shortHash`), and cannot be the same.
 */
const scopeClass = ({ filename }: { filename: string }) =>
  `k${VIEWS.indexOf(path.relative(SRC, filename)).toString(36)}`;

// Vite follows it above its own mode, and Svelte would build for development.
process.env.NODE_ENV = 'production';

/** What a script calls the style sheet of its page, which is packed apart from its code. */
const STYLE = 'kitStyle';

/** Style sheets by the module that they belong to. */
const styles = new Map<string, string>();
const THEME = path.join(SRC, 'late-theme.ts');
/**
 * Takes the styles out of compiled components. A page puts in those of all its components before it
 * draws one: of styles that come with each, the last meet a card that was laid out without them.
 */
const apartStyles: Plugin = {
  name: 'card-kit-apart-styles',
  enforce: 'post',
  transform: (code, id) =>
    id.endsWith('.svelte')
      ? code
          .replace(
            /const \$\$css = \{\s*hash: '[^']*',\s*code: ('(?:[^'\\]|\\.)*')\s*\};/,
            (_, literal: string) => {
              styles.set(id, minifyStyle(id, String(runInNewContext(literal))));
              return '';
            },
          )
          .replace(/\$\.append_styles\(\$\$anchor, \$\$css\);/, '')
      : undefined,
};
/** Puts in the style sheet of the page; of its theme, what it need not have before its card is drawn. */
const lateTheme: Plugin = {
  name: 'card-kit-late-theme',
  transform(_, id) {
    if (id !== THEME) return undefined;
    styles.set(id, splitTheme(path.join(SRC, 'theme.css')).late);
    return `export const lateTheme = ${STYLE}`;
  },
};

/** The theme before the components, which build on it. */
const styleOf = (modules: readonly string[]): string =>
  [THEME, ...modules.filter((id) => id !== THEME)]
    .filter((id) => modules.includes(id))
    .map((id) => styles.get(id) ?? '')
    .join('');

const configOf = (
  rolldownOptions: Rolldown.RolldownOptions,
  define: Record<string, string>,
): InlineConfig => ({
  configFile: false,
  define,
  root: ROOT,
  resolve: { alias: { $kit: SRC } },
  logLevel: 'warn',
  mode: 'production',
  plugins: [
    slimVega(),
    svelte({
      emitCss: false,
      compilerOptions: { css: 'injected', discloseVersion: false, cssHash: scopeClass },
    }),
    slimSvelte({ cuts: OWN_CUTS, strict: true }),
    checkComponents,
    apartStyles,
    directSvelte(),
    lateTheme,
    noteBundledPackages,
  ],
  build: {
    write: false,
    target: 'es2022',
    minify: true,
    cssMinify: true,
    modulePreload: false,
    rolldownOptions: {
      checks: { bundlerTimings: false },
      optimization: { inlineConst: { mode: 'all', pass: 3 } },
      preserveEntrySignatures: 'strict',
      ...rolldownOptions,
    },
  },
});

async function bundle(
  options: Rolldown.RolldownOptions,
  define: Record<string, string> = {},
): Promise<Rolldown.OutputChunk[]> {
  const result = await build(configOf(options, define));
  const [output] = (Array.isArray(result) ? result : [result]) as Rolldown.RolldownOutput[];
  return output?.output.filter((part) => part.type === 'chunk') ?? [];
}

/** The loader of a page; that of a page which takes updates does more. */
export async function bundleLoader(live: boolean): Promise<string> {
  const [chunk, ...others] = await bundle(
    {
      input: path.join(SRC, 'loader.ts'),
      output: { format: 'iife', codeSplitting: false },
    },
    { IS_LIVE: String(live) },
  );
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
    [ENTRY]: path.join(SRC, 'main.svelte.ts'),
    'kit-live': path.join(SRC, 'live.ts'),
    'kit-guests': path.join(SRC, 'guests.ts'),
    'kit-contents': path.join(SRC, 'contents/index.ts'),
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
          { name: 'figures', test: /\/lib\/(format|tabular)|\/d3-format\//, priority: -1 },
        ],
      },
    },
  });
  // Libraries by themselves: a chunk that they shared with the rest would hold what they need, too.
  const rare = new Map(filesOf('rare.ts'));
  const libraries = filesOf('section.ts').map(([type, file]) => {
    const more = rare.get(type);
    return bundle({
      input: { [`${type}-section`]: file, ...(more && { [`${type}-rare`]: more }) },
      output: {
        ...FORM,
        chunkFileNames: `${type}-[name].js`,
        codeSplitting: { groups: [{ name: 'base', minShareCount: 2 }] },
      },
    });
  });
  const [chunks, ...packed] = await Promise.all([graph, ...libraries]);
  const names = namesOf(chunks.find(({ fileName }) => nameOf(fileName) === ENTRY)?.code ?? '');
  return Object.fromEntries(
    [...chunks, ...packed.flat()]
      .map((part): [string, Chunk] => {
        const name = nameOf(part.fileName);
        const exported = name === CARD ? names : {};
        const chunk = {
          code: wrapChunk(part.code, exported),
          style: styleOf(part.moduleIds),
          imports: part.imports.map(nameOf),
          isLibrary: !chunks.includes(part),
        };
        return [name, chunk];
      })
      .filter(([name]) => name !== ENTRY)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** What the bundler made of the entry: a script that gives exports of the core their names. */
function namesOf(facade: string): Record<string, string> {
  const [, local, rest] =
    /^const (\w+)=require\("\.\/kit-core\.js"\);((?:exports\.\w+=\w+\.\w+[,;]?)+)\s*$/.exec(
      facade,
    ) ?? [];
  if (rest === undefined) throw new Error(`The entry is more than names of the core: ${facade}`);
  return Object.fromEntries(
    [...rest.matchAll(/exports\.(\w+)=(\w+)\.(\w+)/g)].map(([, name = '', from, inCore = '']) => {
      if (from !== local) throw new Error(`${name} does not come from the core.`);
      return [name, inCore];
    }),
  );
}

const nameOf = (file: string) => path.basename(file, '.js');
