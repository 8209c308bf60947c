/**
 * vega-embed without what a card has no use for: its menu, its editor, its tooltip and the
 * libraries of these, which its published bundle holds. Its own sources come in instead.
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

export const slimVegaEmbed = (): Plugin => ({
  name: 'slim-vega-embed',
  enforce: 'pre',
  resolveId(source, importer) {
    if (source === 'vega-embed') return path.join(SOURCES, 'embed.ts');
    const inside = importer?.includes('/vega-embed/src/') === true;
    const place = Object.keys(UNUSED).indexOf(source);
    return inside && place >= 0 ? `${PREFIX}${place}` : undefined;
  },
  load: (id) =>
    id.startsWith(PREFIX) ? Object.values(UNUSED)[Number(id.slice(PREFIX.length))] : undefined,
});
