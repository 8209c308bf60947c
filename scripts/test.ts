/**
 * Every kind of test there is, in two lanes side by side. All of them run, whatever fails;
 * what failed is shown whole. `make test`, or `pnpm test NAME...` for some of them.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atLeastOneFailure, countPytest, countVitest, type Count } from './reports';
import { bin, run, VENV_PYTHON, type Finished } from './run';
import { ROOT } from './sources';

interface Check {
  name: string;
  command: string;
  args: string[];
  cwd?: string;
  minutes?: number;
  /** Reads the cases from the tool's report; a check without one is itself one case. */
  count?: () => Count;
}

const DEADLINE = Date.now() + 27 * 60_000;
const REPORTS = path.join(ROOT, 'dist/test');
const PYPROJECT = 'packages/python-wrapper/pyproject.toml';
const PYTHON_CODE = ['packages/python-wrapper', 'test', 'examples', 'scripts'];

function vitest(project: string, minutes: number): Check {
  const report = path.join(REPORTS, `vitest-${project}.json`);
  return {
    name: `vitest ${project}`,
    command: bin('vitest'),
    args: [
      ...['run', '--project', project, '--reporter=default', '--reporter=json'],
      `--outputFile.json=${report}`,
    ],
    minutes,
    count: () => countVitest(readFileSync(report, 'utf8')),
  };
}

function pytest(folder: string, minutes: number): Check {
  const report = path.join(REPORTS, `pytest-${folder}.xml`);
  return {
    name: `pytest ${folder}`,
    command: VENV_PYTHON,
    args: [
      ...['-m', 'pytest', '-q', '-c', PYPROJECT, '--rootdir', '.', '-p', 'no:cacheprovider'],
      ...[`--junitxml=${report}`, `test/${folder}`],
    ],
    minutes,
    count: () => countPytest(readFileSync(report, 'utf8')),
  };
}

const ruff = ['-m', 'ruff'];
const first: Check[] = [
  { name: 'generate', command: bin('tsx'), args: ['scripts/generate.ts', '--check'] },
  { name: 'asset', command: bin('tsx'), args: ['scripts/build-asset.ts'] },
];
const lanes: Check[][] = [
  [
    { name: 'eslint', command: bin('eslint'), args: ['.'] },
    { name: 'prettier', command: bin('prettier'), args: ['--check', '--log-level=warn', '.'] },
    { name: 'svelte-check', command: bin('svelte-check'), args: ['--fail-on-warnings'] },
    { name: 'tsc', command: bin('tsc'), args: ['--noEmit'] },
    { name: 'knip', command: bin('knip'), args: [] },
    vitest('unit', 8),
    { name: 'storybook', command: bin('tsx'), args: ['scripts/build-storybook.ts'] },
    vitest('browser', 12),
  ],
  [
    {
      name: 'ruff check',
      command: VENV_PYTHON,
      args: [...ruff, 'check', '--quiet', '--no-cache', '--config', PYPROJECT, ...PYTHON_CODE],
    },
    {
      name: 'ruff format',
      command: VENV_PYTHON,
      args: [...ruff, 'format', '--check', '--no-cache', '--config', PYPROJECT, ...PYTHON_CODE],
    },
    {
      name: 'mypy',
      command: VENV_PYTHON,
      args: ['-m', 'mypy', 'src'],
      cwd: path.join(ROOT, 'packages/python-wrapper'),
    },
    pytest('python', 8),
    pytest('contract', 8),
    pytest('flow', 15),
  ],
];

const home = mkdtempSync(path.join(tmpdir(), 'card-kit-test-'));
/** The tests' own Metaflow, whatever the person at this machine has set up. */
const ENV: Record<string, string> = {
  USERNAME: process.env.USERNAME ?? 'card-kit',
  METAFLOW_HOME: path.join(home, 'metaflow'),
  METAFLOW_DEFAULT_DATASTORE: 'local',
  METAFLOW_DEFAULT_METADATA: 'local',
  METAFLOW_DATASTORE_SYSROOT_LOCAL: home,
  STORYBOOK_DISABLE_TELEMETRY: '1',
  MYPY_CACHE_DIR: path.join(ROOT, '.cache/mypy'),
  NO_COLOR: '1',
};

const total: Count = { passed: 0, failed: 0, skipped: [] };
const failures: string[] = [];

function counted({ count }: Check, { ok }: Finished): Count {
  const itself: Count = { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [] };
  if (count === undefined) return itself;
  try {
    return atLeastOneFailure(count(), ok);
  } catch {
    // It wrote no report.
    return { passed: 0, failed: 1, skipped: [] };
  }
}

async function take(check: Check): Promise<void> {
  const left = (DEADLINE - Date.now()) / 60_000;
  const minutes = Math.max(0.01, Math.min(check.minutes ?? 5, left));
  const finished = await run(check.command, check.args, { cwd: check.cwd, env: ENV, minutes });
  const count = counted(check, finished);
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped.push(...count.skipped.map((name) => `${check.name}: ${name}`));
  const cases = `${count.passed} passed, ${count.failed} failed`;
  const mark = count.failed === 0 ? 'ok  ' : 'FAIL';
  console.log(`${mark} ${check.name.padEnd(16)} ${cases}  (${finished.seconds.toFixed(1)} s)`);
  if (count.failed > 0) {
    failures.push(check.name);
    console.log(finished.output.trimEnd().replace(/^/gm, `     ${check.name} | `));
  }
}

async function takeAll(checks: Check[]): Promise<void> {
  for (const check of checks) await take(check);
}

const wanted = process.argv.slice(2);
const chosen = (checks: Check[]) =>
  checks.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
await takeAll(chosen(first));
await Promise.all(lanes.map((checks) => takeAll(chosen(checks))));
rmSync(home, { recursive: true, force: true });
for (const name of total.skipped) console.log(`not run: ${name}`);
if (failures.length > 0) console.log(`failed: ${failures.join(', ')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
