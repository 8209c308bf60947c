/** Where the bench runs: Metaflow alone, and Metaflow beside our wheel, each with a flow of its own. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mustRun, VENV_PYTHON } from '../run';
import { ROOT } from '../sources';
import { buildWheel } from '../wheel';

const HOME = path.join(ROOT, '.cache/bench');
export const FLOWS = path.join(ROOT, 'scripts/bench');
export const WORK = mkdtempSync(path.join(tmpdir(), 'card-kit-bench-'));

export const SIDES = {
  builtin: { python: path.join(HOME, 'builtin/bin/python'), flow: 'builtin.py' },
  ours: { python: path.join(HOME, 'ours/bin/python'), flow: 'ours.py' },
} as const;
export type Side = keyof typeof SIDES;
export const sides = ['builtin', 'ours'] as const;

export const componentsOf = (side: Side) => path.join(WORK, `${side}.json`);
export const environmentOf = (side: Side) => ({
  USERNAME: 'bench',
  METAFLOW_HOME: path.join(WORK, 'home'),
  METAFLOW_DEFAULT_DATASTORE: 'local',
  METAFLOW_DEFAULT_METADATA: 'local',
  METAFLOW_DATASTORE_SYSROOT_LOCAL: WORK,
  BENCH_COMPONENTS: componentsOf(side),
});
export const python = (side: Side, args: string[]) =>
  mustRun(SIDES[side].python, args, { cwd: WORK, env: environmentOf(side) });

export async function makeEnvironments(): Promise<void> {
  const wheel = await buildWheel();
  const version = (
    await mustRun(VENV_PYTHON, ['-c', 'import metaflow; print(metaflow.__version__)'])
  ).trim();
  mkdirSync(HOME, { recursive: true });
  await Promise.all(
    sides.map(async (side) => {
      const place = path.join(HOME, side);
      await mustRun(VENV_PYTHON, ['-m', 'venv', place]);
      const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
      await mustRun(SIDES[side].python, [...pip, `metaflow==${version}`, 'numpy', 'pandas']);
      if (side === 'ours') {
        await mustRun(SIDES[side].python, [...pip, '--force-reinstall', '--no-deps', wheel]);
      }
    }),
  );
}

const SAVE_CARDS = `
import pathlib, sys
from metaflow import Flow, namespace
from metaflow.cards import get_cards
namespace(None)
task = Flow(sys.argv[1]).latest_run["start"].task
for card in get_cards(task):
    pathlib.Path(card.id + ".html").write_text(card.get())
print(task.pathspec.split("/", 1)[1])
`;

/** Runs the flow for real and leaves its cards as files; the result names the task. */
export async function runFlow(side: Side): Promise<string> {
  const { flow } = SIDES[side];
  await python(side, [path.join(FLOWS, flow), 'run']);
  const name = flow.replace(/^./, (letter) => letter.toUpperCase()).replace('.py', '');
  return (await python(side, ['-W', 'ignore', '-c', SAVE_CARDS, name])).trim();
}
