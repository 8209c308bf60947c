import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Rolldown } from 'vite';
import { expect, it } from 'vitest';
import { slimVega } from '../../scripts/slim-vega';
import { NOTICES, noticesOf, packageFolder } from '../../scripts/notices';
import { ROOT } from '../../scripts/sources';

const SRC = path.join(ROOT, 'packages/components/src');

/** The packages of every module that is left in a bundle of all that a page can hold. */
async function bundledPackages(): Promise<string[]> {
  const components = readdirSync(path.join(SRC, 'components')).flatMap((folder) =>
    ['index.ts', 'section.ts'].map((file) => path.join(SRC, 'components', folder, file)),
  );
  const roots = readdirSync(SRC)
    .filter((file) => /(?<!\.d)\.ts$/.test(file))
    .map((file) => path.join(SRC, file));
  const result = (await build({
    configFile: false,
    root: ROOT,
    mode: 'production',
    resolve: { alias: { $kit: SRC } },
    logLevel: 'error',
    plugins: [slimVega(), svelte({ emitCss: false, compilerOptions: { css: 'injected' } })],
    build: {
      write: false,
      minify: false,
      rolldownOptions: {
        input: [...roots, ...components.filter((file) => existsSync(file))],
        preserveEntrySignatures: 'strict',
      },
    },
  })) as Rolldown.RolldownOutput;
  const modules = result.output.flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []));
  const folders = modules.map(packageFolder).filter((folder) => folder !== undefined);
  const names = [...new Set(folders)].map((folder) => {
    const { name, version } = JSON.parse(
      readFileSync(path.join(folder, 'package.json'), 'utf8'),
    ) as { name: string; version: string };
    return `${name} ${version}`;
  });
  return names.sort();
}

it('every package whose code is in the asset has its notice in the wheel', async () => {
  const notices = readFileSync(NOTICES, 'utf8');
  const packages = await bundledPackages();
  for (const name of ['svelte', 'vega', 'vega-lite', 'vega-embed', 'd3-scale']) {
    expect(packages.some((each) => each.startsWith(`${name} `))).toBe(true);
  }
  expect(packages.filter((each) => !notices.includes(`\n${each} (`))).toEqual([]);
});

it('a package without a license is refused by its name', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'card-kit-notices-'));
  const manifest = { name: 'left-out', version: '1.2.3', license: 'MIT' };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  expect(() => noticesOf([folder])).toThrow('left-out 1.2.3 is bundled');
  rmSync(folder, { recursive: true });
});
