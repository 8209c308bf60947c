/** A story of each example in the components' docstrings, beside those that are written by hand. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Indexer } from 'storybook/internal/types';
import type { Plugin } from 'vite';
import { className, folderOf } from '../scripts/names';

const VIRTUAL = 'virtual:examples/';

const fileOf = (slug: string) => path.join(import.meta.dirname, `../schema/examples/${slug}.json`);
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as { node: object }[];
const titleOf = (slug: string) => `Components/${className(slug)}`;
const exportOf = (position: number) => `Example${position === 0 ? '' : position + 1}`;
const nameOf = (position: number) => exportOf(position).replace(/(?=\d)/, ' ');

export const exampleIndexer: Indexer = {
  test: /schema\/examples\/\w+\.json$/,
  createIndex: (file) => {
    const slug = path.parse(file).name;
    return Promise.resolve(
      read(file).map((_, position) => ({
        type: 'story',
        importPath: `${VIRTUAL}${slug}`,
        exportName: exportOf(position),
        name: nameOf(position),
        title: titleOf(slug),
        // The page of the component's own stories is its page.
        tags: ['!autodocs'],
      })),
    );
  },
};

function storyModule(slug: string): string {
  return [
    `import component from '$kit/components/${folderOf(slug)}';`,
    `export default { title: ${JSON.stringify(titleOf(slug))}, component, tags: ['!autodocs'] };`,
    ...read(fileOf(slug)).map(({ node }, position) => {
      const story = JSON.stringify({ name: nameOf(position), args: node });
      return `export const ${exportOf(position)} = ${story};`;
    }),
  ].join('\n');
}

export const exampleStories: Plugin = {
  name: 'example-stories',
  resolveId: (source) => (source.startsWith(VIRTUAL) ? `\0${source}` : undefined),
  load(id) {
    if (!id.startsWith(`\0${VIRTUAL}`)) return undefined;
    const slug = id.slice(VIRTUAL.length + 1);
    this.addWatchFile(fileOf(slug));
    return { code: storyModule(slug), moduleType: 'js' };
  },
};
