/** What Python pays: `import metaflow`, and a whole `card create`. */
import path from 'node:path';
import { run } from '../run';
import { interleave, median, pairedRatio, type Figure } from './figures';
import {
  componentsOf,
  environmentOf,
  FLOWS,
  python,
  sides,
  SIDES,
  WORK,
  type Side,
} from './places';

const IMPORT_ROUNDS = 41;
const CREATE_ROUNDS = 15;
/** Two medians of the same program differ by this much. */
const NOISE = 0.05;

/** Processor time: an import waits for nothing but the processor, and other programs have no share in it. */
const TIME_IMPORT = `
import time
start = time.process_time()
import metaflow
print((time.process_time() - start) * 1000)
`;
const LOADED_MODULES = `
import metaflow, sys
print(*sorted(name for name, module in sys.modules.items()
              if "site-packages" in (getattr(module, "__file__", None) or "")))
`;

export async function measureImport(): Promise<Figure[]> {
  const time = async (side: Side) => Number(await python(side, ['-c', TIME_IMPORT]));
  await interleave(sides, 3, time);
  const { builtin, ours } = await interleave(sides, IMPORT_ROUNDS, time);
  const modules = async (side: Side) =>
    (await python(side, ['-c', LOADED_MODULES])).trim().split(' ');
  const before = new Set(await modules('builtin'));
  const more = (await modules('ours')).filter((name) => !before.has(name));
  const foreign = more.filter((name) => !/^metaflow(_extensions|_card_kit)?\b/.test(name));
  return [
    {
      name: 'import metaflow, processor time that we add',
      unit: 'ms',
      value: median(ours.map((value, round) => value - (builtin[round] ?? NaN))),
      builtin: median(builtin),
      limit: 5,
    },
    { name: 'import metaflow, our modules', unit: 'modules', value: more.length },
    {
      name: 'import metaflow, third-party modules more',
      unit: 'modules',
      value: foreign.length,
      limit: 0,
    },
  ];
}

export async function measureCreate(task: Record<Side, string>): Promise<Figure[]> {
  const create = async (kind: 'kit_canvas' | 'blank' | 'default') => {
    const side = kind === 'kit_canvas' ? 'ours' : 'builtin';
    const options = ['--type', kind, '--component-file', componentsOf(side)];
    const args = [path.join(FLOWS, SIDES[side].flow), 'card', 'create', task[side], ...options];
    const done = await run(SIDES[side].python, args, { cwd: WORK, env: environmentOf(side) });
    if (!done.ok) throw new Error(done.output);
    return done.seconds * 1000;
  };
  const created = await interleave(['kit_canvas', 'blank', 'default'], CREATE_ROUNDS, create);
  return (['blank', 'default'] as const).map((kind) => ({
    name: `card create, whole process, vs. ${kind}`,
    unit: 'ms',
    value: median(created.kit_canvas),
    builtin: median(created[kind]),
    ratio: pairedRatio(created.kit_canvas, created[kind]),
    limit: 1 + NOISE,
  }));
}
