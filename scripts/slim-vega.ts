/**
 * Vega without what a card has no use for. Of vega-embed, whose published bundle holds its menu,
 * its editor, its tooltip and the libraries of these, its own sources come in instead.
 */
import { realpathSync } from 'node:fs';
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
  // What few specifications ask for is a chunk of its own (RARE).
  'vega/build/vega.module.js': [
    [/import \* as (?:geo|force|tree|label|voronoi|wordcloud|xf) from .+;\n/g, ''],
    [/ geo, force, label, tree, reg, voronoi, wordcloud, xf\)/, ' reg)'],
  ],
  // renderers.ts names the renderers of a card.
  'vega-scenegraph/build/vega-scenegraph.js': [
    [/headless: SVGStringRenderer,/, ''],
    [/renderer: HybridRenderer,\s*headless: HybridRenderer,\s*handler: HybridHandler/, ''],
  ],
  // expression.ts evaluates, without `Function`.
  'vega-runtime/build/vega-runtime.js': [[/expr \|\| expressionCodegen/, 'expr']],
};

/** Transforms of maps, graphs, trees, contours and word clouds, and the functions of maps. */
const RARE = `
import { extend } from 'vega-util';
import { transforms } from 'vega-dataflow';
import { geoArea, geoBounds, geoCentroid } from 'd3-geo';
import * as crossfilter from 'vega-crossfilter';
import * as force from 'vega-force';
import * as geo from 'vega-geo';
import * as hierarchy from 'vega-hierarchy';
import * as label from 'vega-label';
import * as voronoi from 'vega-voronoi';
import * as wordcloud from 'vega-wordcloud';
import { maps } from '${PREFIX}maps';
extend(transforms, crossfilter, force, geo, hierarchy, label, voronoi, wordcloud);
Object.assign(maps, { geoArea, geoBounds, geoCentroid });
`;
/** Vega's functions of maps, whose code is in the other chunk. */
const MAPS = `
export const maps = {};
export const geoArea = (shape) => maps.geoArea(shape);
export const geoBounds = (shape) => maps.geoBounds(shape);
export const geoCentroid = (shape) => maps.geoCentroid(shape);
`;
/** In Vega's folder, from where it finds Vega's packages. */
const RARE_FILE = path.join(
  realpathSync(path.join(ROOT, 'packages/components/node_modules/vega')),
  'build/rare.js',
);

export const slimVega = (): Plugin => ({
  name: 'slim-vega',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (source === 'vega-embed') return path.join(SOURCES, 'embed.ts');
    if (source === 'vega-rare') return RARE_FILE;
    if (source === `${PREFIX}maps`) return source;
    if (source === 'd3-geo') {
      if (importer?.includes('/vega-functions/') === true) return `${PREFIX}maps`;
      // Of Vega's packages, one depends on it.
      if (importer === RARE_FILE)
        return this.resolve(source, (await this.resolve('vega-geo', importer))?.id);
    }
    // Delimited text has a reader of our own, which needs no Function.
    if (source === 'd3-dsv') return `${PREFIX}dsv`;
    const inside = importer?.includes('/vega-embed/src/') === true;
    const place = Object.keys(UNUSED).indexOf(source);
    return inside && place >= 0 ? `${PREFIX}${place}` : undefined;
  },
  load(id) {
    if (id === RARE_FILE) return RARE;
    if (id === `${PREFIX}maps`) return MAPS;
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
