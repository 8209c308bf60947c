import path from 'node:path';
import { ESLint } from 'eslint';
import { expect, it } from 'vitest';
import { ROOT } from '../../scripts/sources';

const eslint = new ESLint({
  cwd: ROOT,
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => ruleId === 'boundaries/dependencies',
});
const SRC = 'packages/components/src';

async function refused(file: string, code: string): Promise<boolean> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: path.join(ROOT, file) });
  const messages = result?.messages ?? [];
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return messages.some(({ ruleId }) => ruleId === 'boundaries/dependencies');
}

it.each([
  ['lib', 'a part', `${SRC}/lib/tabular.ts`, `import '$kit/parts/Panel.svelte';`],
  ['lib', 'Node', `${SRC}/lib/tabular.ts`, `import 'node:path';`],
  ['lib', 'a component, later', `${SRC}/lib/tabular.ts`, `import('$kit/components/dag-view');`],
  ['wire', 'lib', `${SRC}/wire/node.ts`, `export * from '$kit/lib/format';`],
  ['a part', 'a component', `${SRC}/parts/Panel.svelte.ts`, `import '$kit/components/problem';`],
  [
    'a component',
    'another one',
    `${SRC}/components/dag-view/layout.ts`,
    `import '../confusion-matrix/matrix';`,
  ],
  ['a component', 'the card', `${SRC}/components/dag-view/layout.ts`, `import '$kit/registry';`],
  ['the contents', 'a component', `${SRC}/contents/entries.ts`, `import '../components/problem';`],
  ['the contents', 'the card', `${SRC}/contents/entries.ts`, `import('../registry');`],
  ['a part', 'the contents', `${SRC}/parts/menus.ts`, `import '$kit/contents/entries';`],
  ['a script', 'a test', 'scripts/demo.ts', `import '../test/asset/pages';`],
])('%s may not import %s', async (_room, _other, file, code) => {
  expect(await refused(file, code)).toBe(true);
});

it.each([
  [`${SRC}/lib/tabular.ts`, `import 'd3-scale'; import '$kit/wire/node';`],
  [`${SRC}/components/dag-view/layout.ts`, `import './types'; import '$kit/lib/format';`],
  [`${SRC}/contents/entries.ts`, `import '../wire/tree'; import '../wire/node';`],
  [`${SRC}/registry.ts`, `import('./components/dag-view');`],
  ['test/unit/run.test.ts', `import '../../scripts/run';`],
])('%s may import what is its own, and what the table allows', async (file, code) => {
  expect(await refused(file, code)).toBe(false);
});
