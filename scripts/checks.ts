/** Every check there is, and those of one component. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { folderOf, slugOf } from './names';
import { countPytest, countVitest, type Count } from './reports';
import { bin, VENV_PYTHON } from './run';
import { ROOT } from './sources';

export interface Check {
  name: string;
  command: string;
  args: string[];
  cwd?: string;
  env?: Record<string, string>;
  minutes?: number;
  /** Reads the cases from the tool's report; a check without one is itself one case. */
  count?: () => Count;
}

/** `first` comes before all else; the lanes run side by side. */
export interface Plan {
  first: Check[];
  lanes: Check[][];
}

export const REPORTS = path.join(ROOT, 'dist/test');
const PYPROJECT = 'packages/python-wrapper/pyproject.toml';

function vitest(project: string, minutes: number, ...more: string[]): Check {
  const report = path.join(REPORTS, `vitest-${project}.json`);
  return {
    name: `vitest ${project}`,
    command: bin('vitest'),
    args: [
      ...['run', '--project', project, '--reporter=default', '--reporter=json'],
      `--outputFile.json=${report}`,
      ...more,
    ],
    minutes,
    count: () => countVitest(readFileSync(report, 'utf8')),
  };
}

function pytest(name: string, minutes: number, ...what: string[]): Check {
  const report = path.join(REPORTS, `pytest-${name}.xml`);
  return {
    name: `pytest ${name}`,
    command: VENV_PYTHON,
    args: [
      ...['-m', 'pytest', '-q', '-c', PYPROJECT, '--rootdir', '.', '-p', 'no:cacheprovider'],
      ...[`--junitxml=${report}`, ...what],
    ],
    minutes,
    count: () => countPytest(readFileSync(report, 'utf8')),
  };
}

/** A tool of Python's that looks at the package. */
const python = (name: string, args: string[], cwd = ROOT): Check => ({
  name,
  command: VENV_PYTHON,
  args,
  cwd,
});
const tsx = (name: string, ...args: string[]): Check => ({ name, command: bin('tsx'), args });

const KIT = path.join(ROOT, 'packages/python-wrapper');
const LINT_IMPORTS =
  'import sys; sys.path.insert(0, "src"); from importlinter.cli import lint_imports_command as run; run()';
const ruff = ['-m', 'ruff'];

export const everything: Plan = {
  first: [
    tsx('generate', 'scripts/generate.ts', '--check'),
    tsx('asset', 'scripts/build-asset.ts'),
  ],
  lanes: [
    [
      python('ruff check', [...ruff, 'check', '--quiet', '--no-cache']),
      python('ruff format', [...ruff, 'format', '--check', '--no-cache']),
      python('mypy', ['-m', 'mypy', 'src'], KIT),
      python('import-linter', ['-c', LINT_IMPORTS, '--no-cache', 'pyproject.toml'], KIT),
      { name: 'eslint', command: bin('eslint'), args: ['.'], minutes: 10 },
      { name: 'prettier', command: bin('prettier'), args: ['--check', '--log-level=warn', '.'] },
      // It reads all of TypeScript, in and out of Svelte.
      { name: 'svelte-check', command: bin('svelte-check'), args: ['--fail-on-warnings'] },
      { name: 'knip', command: bin('knip'), args: [] },
      vitest('unit', 8),
      pytest('contract', 8, 'test/contract'),
      tsx('storybook', 'scripts/build-storybook.ts'),
      vitest('browser', 30),
    ],
    [pytest('python', 14, 'test/python'), pytest('flow', 30, 'test/flow')],
  ],
};

/** The component that a name means, in any casing. */
export function componentOf(name: string): string | undefined {
  const folders = readdirSync(path.join(ROOT, 'packages/components/src/components'));
  const folder = folderOf(slugOf(name));
  return folders.includes(folder) ? slugOf(name) : undefined;
}

/** Builds the stories of one component, and visits them. */
function storiesOf(slug: string): Check[] {
  const name = `components-${folderOf(slug).replaceAll('-', '')}--`;
  const check = vitest('browser', 12, 'test/browser/stories.test.ts', '-t', name);
  const env = { STORIES_OF: slug };
  return [
    { ...tsx('storybook', 'scripts/build-storybook.ts'), env },
    {
      ...check,
      env,
      // The stories of others are not what was asked for.
      count: () => ({
        ...(check.count?.() ?? { passed: 0, failed: 1, failures: [] }),
        skipped: [],
      }),
    },
  ];
}

/** All the tests of one component, in both languages. */
export function checksOf(slug: string): Plan {
  const folder = folderOf(slug);
  const existing = (file: string) => (existsSync(path.join(ROOT, file)) ? [file] : []);
  const flows = existing(`test/flow/test_${slug}.py`);
  const unit = `test/unit/${folder}`;
  return {
    first: [tsx('asset', 'scripts/build-asset.ts')],
    lanes: [
      [vitest('unit', 8, unit), ...storiesOf(slug)],
      [
        pytest('python', 8, `test/python/test_${slug}.py`),
        pytest('contract', 8, 'test/contract/test_contract.py', 'test/contract/test_places.py'),
        ...(flows.length > 0 ? [pytest('flow', 30, ...flows)] : []),
      ],
    ],
  };
}

/** What the words of a command line ask for: names of checks, or parts of them, or components. */
export function planFor(words: string[]): Plan {
  const components = words.map(componentOf);
  const parts = words.filter((_, at) => components[at] === undefined);
  const chosen = (checks: Check[]) =>
    checks.filter(({ name }) => parts.some((part) => name.includes(part)));
  const plans = components.flatMap((slug) => (slug === undefined ? [] : [checksOf(slug)]));
  if (words.length === 0) return everything;
  plans.push({ first: chosen(everything.first), lanes: everything.lanes.map(chosen) });
  const named = new Map(plans.flatMap(({ first }) => first).map((check) => [check.name, check]));
  return {
    first: [...named.values()],
    lanes: [0, 1].map((lane) => plans.flatMap(({ lanes }) => lanes[lane] ?? [])),
  };
}
