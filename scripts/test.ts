/**
 * Every kind of test there is, in two lanes side by side. All of them run, whatever fails;
 * what failed is shown whole. `make test`, or `pnpm test NAME...` for some of them: a check,
 * a part of its name, or a component, all of whose tests run.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { planFor, REPORTS, type Check } from './checks';
import { atLeastOneFailure, type Count } from './reports';
import { run, type Finished } from './run';
import { ROOT } from './sources';

const DEADLINE = Date.now() + 45 * 60_000;
/** Failures that are named at the end. */
const SHOWN = 20;

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

const total: Count = { passed: 0, failed: 0, failures: [], skipped: [] };

function counted({ count }: Check, { ok }: Finished): Count {
  const itself: Count = { passed: ok ? 1 : 0, failed: ok ? 0 : 1, failures: [], skipped: [] };
  if (count === undefined) return itself;
  try {
    return atLeastOneFailure(count(), ok);
  } catch {
    // It wrote no report.
    return { passed: 0, failed: 1, failures: [], skipped: [] };
  }
}

async function take(check: Check): Promise<void> {
  const left = (DEADLINE - Date.now()) / 60_000;
  const minutes = Math.max(0.01, Math.min(check.minutes ?? 5, left));
  const finished = await run(check.command, check.args, {
    cwd: check.cwd ?? ROOT,
    env: { ...ENV, ...check.env },
    minutes,
  });
  const count = counted(check, finished);
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped.push(...count.skipped.map((name) => `${check.name}: ${name}`));
  const cases = `${count.passed} passed, ${count.failed} failed`;
  const mark = count.failed === 0 ? 'ok  ' : 'FAIL';
  console.log(`${mark} ${check.name.padEnd(16)} ${cases}  (${finished.seconds.toFixed(1)} s)`);
  if (count.failed > 0) {
    const names = count.failures.length > 0 ? count.failures : [''];
    total.failures.push(...names.map((name) => `${check.name}: ${name}`.replace(/: $/, '')));
    console.log(finished.output.trimEnd().replace(/^/gm, `     ${check.name} | `));
  }
}

async function takeAll(checks: Check[]): Promise<void> {
  for (const check of checks) await take(check);
}

const { first, lanes } = planFor(process.argv.slice(2));
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
await takeAll(first);
await Promise.all(lanes.map(takeAll));
rmSync(home, { recursive: true, force: true });
for (const name of total.skipped) console.log(`not run: ${name}`);
for (const name of total.failures.slice(0, SHOWN)) console.log(`failed: ${name}`);
if (total.failures.length > SHOWN) console.log(`and ${total.failures.length - SHOWN} more failed`);
const nothing = total.passed + total.failed === 0;
if (nothing)
  console.log(`There is no check and no component called ${process.argv.slice(2).join(' ')}.`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && !nothing ? 0 : 1);
