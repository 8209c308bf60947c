import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decode } from '$kit/wire/base85';
import { refusal } from '../../scripts/new-component';
import { run, VENV_PYTHON } from '../../scripts/run';
import { ROOT } from '../../scripts/sources';

it.each([
  ['RocCurve', 'is no name of a component'],
  ['roc-curve', 'is no name of a component'],
  ['top_5', 'is no name of a component'],
  ['../../etc', 'is no name of a component'],
  ['', 'is no name of a component'],
  ['x'.repeat(41), '40 characters at most'],
  ['table', 'is the type of a component of Metaflow'],
  ['lambda', 'is a word of Python'],
  ['component', 'would take the name of a card class or of a base class'],
  ['roc_card', 'would take the name of a card class or of a base class'],
  ['problem', 'is there already: packages/components/src/components/problem/types.ts'],
])('%j is refused with a sentence', (slug, reason) => {
  expect(refusal(slug)).toContain(reason);
});

it('a good name is not refused', () => {
  expect(refusal('brand_new_curve')).toBeUndefined();
});

describe('pnpm new brand_new_curve, in a copy of this repository', () => {
  const copy = realpathSync(mkdtempSync(path.join(tmpdir(), 'card-kit-new-')));
  const inside = (...parts: string[]) => path.join(copy, ...parts);
  const PYTHON = 'packages/python-wrapper/src/metaflow_extensions/card_kit';
  const PYPROJECT = inside('packages/python-wrapper/pyproject.toml');
  const SCRIPTS = [
    'packages/components/src/components/brand-new-curve/types.ts',
    'packages/components/src/components/brand-new-curve/index.ts',
    'packages/components/src/components/brand-new-curve/BrandNewCurve.svelte',
    'stories/brand-new-curve.stories.svelte',
    'test/unit/brand-new-curve.test.ts',
  ];
  const MODULES = [
    `${PYTHON}/components/brand_new_curve.py`,
    'test/python/test_brand_new_curve.py',
  ];

  /** What a tool says when it fails; nothing when it is content. */
  async function complaints(command: string, ...args: string[]): Promise<string> {
    const { ok, output } = await run(command, args, {
      cwd: copy,
      env: { PYTHONPATH: inside('packages/python-wrapper/src'), MYPYPATH: inside(PYTHON, '../..') },
      minutes: 6,
    });
    return ok ? '' : output;
  }
  const node = (name: string, ...args: string[]) =>
    complaints(inside('node_modules/.bin', name), ...args);
  const python = (...args: string[]) => complaints(VENV_PYTHON, '-m', ...args);

  beforeAll(async () => {
    const heavy = /\/(node_modules|dist|\.git|\.venv|\.demo|\.cache|__pycache__|\.metaflow)$/;
    cpSync(ROOT, copy, { recursive: true, filter: (source) => !heavy.test(source) });
    for (const place of ['node_modules', 'packages/components/node_modules']) {
      symlinkSync(path.join(ROOT, place), inside(place));
    }
    expect(await node('tsx', 'scripts/new-component.ts', 'brand_new_curve')).toBe('');
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('writes its files, and generates what follows from them', async () => {
    expect([...SCRIPTS, ...MODULES].filter((file) => !existsSync(inside(file)))).toEqual([]);
    expect(readFileSync(inside(PYTHON, 'cards.py'), 'utf8')).toContain('class BrandNewCurveCard(');
    expect(readFileSync(inside('README.md'), 'utf8')).toContain('`kit_brand_new_curve`');
    expect(existsSync(inside('docs/reference/brand_new_curve.md'))).toBe(true);
    expect(await node('tsx', 'scripts/generate.ts', '--check')).toBe('');
  });

  it('refuses to write over it', async () => {
    expect(await node('tsx', 'scripts/new-component.ts', 'brand_new_curve')).toContain(
      'brand_new_curve is there already',
    );
  });

  it('is clean for eslint, prettier and the type checker', async () => {
    expect(await node('eslint', ...SCRIPTS)).toBe('');
    expect(await node('prettier', '--check', ...SCRIPTS)).toBe('');
    expect(await node('svelte-check', '--fail-on-warnings')).toBe('');
  });

  it('is clean for ruff and mypy', async () => {
    expect(await python('ruff', 'check', '--no-cache', '--config', PYPROJECT, ...MODULES)).toBe('');
    const format = ['ruff', 'format', '--check', '--no-cache', '--config', PYPROJECT];
    expect(await python(...format, ...MODULES, inside(PYTHON, 'cards.py'))).toBe('');
    const types = ['mypy', '--config-file', PYPROJECT, '--cache-dir', inside('.cache/mypy')];
    expect(
      await python(...types, '-m', 'metaflow_extensions.card_kit.components.brand_new_curve'),
    ).toBe('');
  });

  it('passes its own tests and the contract', async () => {
    expect(await node('vitest', 'run', '--project', 'unit', 'test/unit/brand-new-curve')).toBe('');
    const pytest = ['pytest', '-q', '-p', 'no:cacheprovider', '-c', PYPROJECT, '--rootdir', '.'];
    expect(await python(...pytest, 'test/python/test_brand_new_curve.py')).toBe('');
    expect(await python(...pytest, 'test/contract', '-k', 'brand_new_curve')).toBe('');
  });

  it('is in the asset, and each of its stories is sound in a browser', async () => {
    expect(await node('tsx', 'scripts/build-asset.ts')).toBe('');
    const asset = JSON.parse(readFileSync(inside(PYTHON, 'assets/card-kit.json'), 'utf8')) as {
      sections: { core: { data: string } };
    };
    const core = gunzipSync(decode(asset.sections.core.data)).toString();
    expect(core).toContain('brand-new-curve');
    const stories = [
      'run',
      '--project',
      'browser',
      'test/browser',
      '-t',
      'Chromium.*brandnewcurve',
    ];
    expect(await node('vitest', ...stories)).toBe('');
  });
}, 400_000);
