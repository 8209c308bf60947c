/**
 * Vega without what a card has no use for. Of vega-embed, whose published bundle holds its menu,
 * its editor, its tooltip and the libraries of these, its own sources come in instead.
 */
import path from 'node:path';
import type { Plugin } from 'vite';
import { ROOT } from './sources';

const SOURCES = path.join(ROOT, 'packages/components/node_modules/vega-embed/src');
const PREFIX = '\0unused:';

/** What each of them is replaced by: draw.ts asks for none of what they do. */
const UNUSED: Record<string, string> = {
  'fast-json-patch/index.mjs': 'export const applyPatch = undefined',
  'json-stringify-pretty-compact': 'export default undefined',
  'semver/functions/satisfies.js': 'export default () => true',
  'vega-interpreter': 'export const expressionInterpreter = undefined',
  'vega-schema-url-parser':
    'export default (url) => ({ library: /\\/vega-lite\\//.test(url) ? "vega-lite" : "vega", version: "" })',
  'vega-tooltip': 'export const Handler = undefined',
  './post.js': 'export default undefined',
  './style.js': 'export default ""',
  '../package.json': 'export default { version: "" }',
};

/** What the files of packages hold and a card never asks for; without it, bundling drops the rest. */
const UNASKED: Record<string, [RegExp, string][]> = {
  // Its menu, its style sheet, and the whole of Vega under one name.
  'vega-embed/src/embed.ts': [
    [/const actions = [^;]+;/, 'const actions = false;'],
    [/opts\.defaultStyle !== false/, 'false'],
    [/export const vega = vegaImport;/, ''],
    [/export let vegaLite = vegaLiteImport;/, ''],
    [/if \(vegaLite === undefined[^}]+\}/, ''],
    [/\(vega as any\)\.expressionInterpreter \?\? /, ''],
    [/VERSION\.vega/g, "'6'"],
    [/(?<![\w'.-])vega(Lite)?(?=\.)/g, 'vega$1Import'],
    [/vegaLite \? vegaLite(Import)?\.version : 'not available'/, "''"],
  ],
  // renderers.ts names the renderers of a card.
  'vega-scenegraph/build/vega-scenegraph.js': [
    [/headless: SVGStringRenderer,/, ''],
    [/renderer: HybridRenderer,\s*headless: HybridRenderer,\s*handler: HybridHandler/, ''],
  ],
  // expression.ts evaluates, without `Function`.
  'vega-runtime/build/vega-runtime.js': [[/expr \|\| expressionCodegen/, 'expr']],
};

export const slimVega = (): Plugin => ({
  name: 'slim-vega',
  enforce: 'pre',
  resolveId(source, importer) {
    if (source === 'vega-embed') return path.join(SOURCES, 'embed.ts');
    // Delimited text has a reader of our own, which needs no Function.
    if (source === 'd3-dsv') return `${PREFIX}dsv`;
    const inside = importer?.includes('/vega-embed/src/') === true;
    const place = Object.keys(UNUSED).indexOf(source);
    return inside && place >= 0 ? `${PREFIX}${place}` : undefined;
  },
  load(id) {
    if (!id.startsWith(PREFIX)) return undefined;
    return Object.values(UNUSED)[Number(id.slice(PREFIX.length))] ?? 'export const dsvFormat = 0';
  },
  transform(code, id) {
    const changes = Object.entries(UNASKED).find(([file]) => id.endsWith(`/${file}`))?.[1] ?? [];
    return changes.reduce((text, [found, by]) => {
      if (!found.test(text)) throw new Error(`${id} has changed: ${String(found)} is not there`);
      return text.replace(found, by);
    }, code);
  },
});
