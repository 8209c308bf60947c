import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slugOf } from '../../scripts/names';
import { refusal } from '../../scripts/new-component';
import { mustRun, run, VENV_PYTHON } from '../../scripts/run';
import { ROOT } from '../../scripts/sources';

/** What test_travel asks of the cards of a run, in this tree. */
const ASSERT_EVERY_CARD = `
import sys
from pathlib import Path
sys.path[:0] = sys.argv[1:]
from stored_cards import stored_cards
from test_travel import assert_every_card
cards = stored_cards(Path.cwd(), "EveryCardFlow")
assert_every_card(cards)
print(*(card.type for card in cards))
`;

it.each([
  ['top_5', 'is no name of a component'],
  ['../../etc', 'is no name of a component'],
  ['', 'is no name of a component'],
  ['x'.repeat(41), '40 characters at most'],
  ['markdown', 'is the type of a component of Metaflow'],
  ['lambda', 'is a word of Python'],
  ['component', 'would take the name of a card class or of a base class'],
  ['RocCard', 'would take the name of a card class or of a base class'],
  ['Problem', 'is there already: packages/components/src/components/problem/types.ts'],
])('%j is refused with a sentence', (name, reason) => {
  expect(refusal(slugOf(name))).toContain(reason);
});

it.each(['BrandNewCurve', 'brand-new-curve', 'brand_new_curve'])('%s is a name', (name) => {
  expect(slugOf(name)).toBe('brand_new_curve');
  expect(refusal(slugOf(name))).toBeUndefined();
});

describe('pnpm new BrandNewCurve, in a copy of this repository', () => {
  const copy = realpathSync(mkdtempSync(path.join(tmpdir(), 'card-kit-new-')));
  const inside = (...parts: string[]) => path.join(copy, ...parts);
  const PYTHON = 'packages/python-wrapper/src/metaflow_extensions/card_kit';
  const PYPROJECT = 'packages/python-wrapper/pyproject.toml';
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
  const before = new Map<string, string>();
  const env = {
    PYTHONPATH: inside('packages/python-wrapper/src'),
    MYPYPATH: inside('packages/python-wrapper/src'),
  };

  /** What a tool says when it fails; nothing when it is content. */
  async function complaints(command: string, ...args: string[]): Promise<string> {
    const { ok, output } = await run(command, args, { cwd: copy, env, minutes: 8 });
    return ok ? '' : output;
  }
  const node = (name: string, ...args: string[]) =>
    complaints(inside('node_modules/.bin', name), ...args);
  const python = (...args: string[]) => complaints(VENV_PYTHON, ...args);

  beforeAll(async () => {
    const files = (await mustRun('git', ['ls-files', '-co', '--exclude-standard'])).split('\n');
    for (const file of files.filter((name) => name && existsSync(path.join(ROOT, name)))) {
      mkdirSync(path.dirname(inside(file)), { recursive: true });
      copyFileSync(path.join(ROOT, file), inside(file));
      before.set(file, readFileSync(inside(file), 'latin1'));
    }
    for (const place of ['node_modules', 'packages/components/node_modules', '.venv']) {
      symlinkSync(path.join(ROOT, place), inside(place));
    }
    expect(await node('tsx', 'scripts/new-component.ts', 'BrandNewCurve')).toBe('');
  }, 400_000);
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('writes its files, generates what follows from them, and changes no other file', () => {
    expect([...SCRIPTS, ...MODULES].filter((file) => !existsSync(inside(file)))).toEqual([]);
    const changed = [...before].filter(
      ([file, text]) => readFileSync(inside(file), 'latin1') !== text,
    );
    expect(changed.map(([file]) => file).sort()).toEqual(
      [
        'README.md',
        'packages/python-wrapper/src/metaflow_card_kit/__init__.py',
        `${PYTHON}/cards/kinds.py`,
        `${PYTHON}/public.py`,
        `${PYTHON}/wire/arguments.py`,
        `${PYTHON}/wire/nodes.py`,
        'schema/card-kit.schema.json',
        'schema/sizes.json',
      ].sort(),
    );
    expect(existsSync(inside('docs/reference/brand_new_curve.md'))).toBe(true);
    expect(readFileSync(inside('README.md'), 'utf8')).toContain('`kit_brand_new_curve`');
  });

  it('refuses to write over it', async () => {
    expect(await node('tsx', 'scripts/new-component.ts', 'brand-new-curve')).toContain(
      'brand_new_curve is there already',
    );
  });

  it('is clean for every linter and type checker', async () => {
    const ruff = ['-m', 'ruff', 'check', '--no-cache'];
    const format = ['-m', 'ruff', 'format', '--check', '--no-cache'];
    const types = ['-m', 'mypy', '--config-file', PYPROJECT, '--cache-dir', inside('.cache/mypy')];
    const files = { extends: './tsconfig.json', include: SCRIPTS };
    writeFileSync(inside('tsconfig.new.json'), JSON.stringify(files));
    const module = 'metaflow_extensions.card_kit.components.brand_new_curve';
    const scripts = async () => [
      await node('eslint', ...SCRIPTS),
      await node('prettier', '--check', ...SCRIPTS),
      await node('svelte-check', '--fail-on-warnings', '--tsconfig', './tsconfig.new.json'),
      await node('knip'),
      await node('tsx', 'scripts/generate.ts', '--check'),
    ];
    const pythonCode = async () => [
      await python(...ruff, ...MODULES),
      await python(...format, ...MODULES),
      await python(...types, '-m', module),
      await node('tsx', 'scripts/test.ts', 'import-linter'),
    ];
    const found = await Promise.all([scripts(), pythonCode()]);
    expect(found.flat().join('')).toBe('');
  });

  it('passes all of its tests by pnpm test BrandNewCurve', async () => {
    expect(await node('tsx', 'scripts/test.ts', 'BrandNewCurve')).toBe('');
  });

  it('is on its own card and on a canvas in the flow with every card', async () => {
    const home = inside('.flow');
    const flow = {
      ...env,
      USERNAME: 'tester',
      HOME: home,
      METAFLOW_HOME: path.join(home, '.metaflowconfig'),
      METAFLOW_DATASTORE_SYSROOT_LOCAL: home,
      METAFLOW_DEFAULT_METADATA: 'local',
    };
    mkdirSync(home);
    const options = { cwd: home, env: flow };
    await mustRun(VENV_PYTHON, [inside('test/flow/flows/every_card.py'), 'run'], options);
    const places = [inside('test/flow'), inside('test')];
    const cards = await mustRun(VENV_PYTHON, ['-c', ASSERT_EVERY_CARD, ...places], options);
    expect(cards.split(/\s/)).toContain('kit_brand_new_curve');
  });
}, 900_000);
