/**
 * Our page against Metaflow's built-in cards with the same content, in one run: bytes, time to
 * content, time of `import metaflow` and of `card create`. Times are medians of interleaved
 * runs; only their ratios mean anything on another machine.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { launchChromium } from './browser-launch';
import { mustRun, run, VENV_PYTHON } from './run';
import { ROOT } from './sources';
import { buildWheel } from './wheel';

const PAGE_RUNS = 9;
const IMPORT_RUNS = 41;
const CREATE_RUNS = 15;
/** Two medians of the same program differ by this much. */
const NOISE = 0.05;

const HOME = path.join(ROOT, '.cache/bench');
const FLOWS = path.join(ROOT, 'scripts/bench');
const work = mkdtempSync(path.join(tmpdir(), 'card-kit-bench-'));

/** Metaflow alone, and Metaflow beside our wheel. */
const SIDES = {
  builtin: { python: path.join(HOME, 'builtin/bin/python'), flow: 'builtin.py' },
  ours: { python: path.join(HOME, 'ours/bin/python'), flow: 'ours.py' },
} as const;
type Side = keyof typeof SIDES;

const componentsOf = (side: Side) => path.join(work, `${side}.json`);
const environmentOf = (side: Side) => ({
  USERNAME: 'bench',
  METAFLOW_HOME: path.join(work, 'home'),
  METAFLOW_DEFAULT_DATASTORE: 'local',
  METAFLOW_DEFAULT_METADATA: 'local',
  METAFLOW_DATASTORE_SYSROOT_LOCAL: work,
  BENCH_COMPONENTS: componentsOf(side),
});
const python = (side: Side, args: string[]) =>
  mustRun(SIDES[side].python, args, { cwd: work, env: environmentOf(side) });

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]];
  return ((low ?? NaN) + (high ?? NaN)) / 2;
}

async function interleave<Name extends string, Result>(
  names: readonly Name[],
  times: number,
  measure: (name: Name) => Promise<Result>,
): Promise<Record<Name, Result[]>> {
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]])) as Record<
    Name,
    Result[]
  >;
  for (let round = 0; round < times; round += 1) {
    for (const name of round % 2 ? [...names].reverse() : names) {
      results[name].push(await measure(name));
    }
  }
  return results;
}

async function makeEnvironments(): Promise<void> {
  const wheel = await buildWheel();
  const version = (
    await mustRun(VENV_PYTHON, ['-c', 'import metaflow; print(metaflow.__version__)'])
  ).trim();
  mkdirSync(HOME, { recursive: true });
  await Promise.all(
    (Object.keys(SIDES) as Side[]).map(async (side) => {
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
async function runFlow(side: Side): Promise<string> {
  const { flow } = SIDES[side];
  await python(side, [path.join(FLOWS, flow), 'run']);
  const name = flow.replace(/^./, (letter) => letter.toUpperCase()).replace('.py', '');
  return (await python(side, ['-W', 'ignore', '-c', SAVE_CARDS, name])).trim();
}

/**
 * Sets `readableAt` when a frame with all numbers has been painted, and `drawnAt` when one has in
 * which the components show them. It looks before each frame; a message comes in after the frame.
 * Text, since a page has no helpers of tsx.
 */
const watchContent = (wantsChart: boolean) => `
  const visible = (root, selector) =>
    [...(root?.querySelectorAll(selector) ?? [])].filter((one) => one.checkVisibility()).length;
  const numbers = (root) => visible(root, 'td, [role=gridcell]') >= 106;
  const note = (name) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { window[name] ??= performance.now(); };
    port2.postMessage('');
  };
  const look = () => {
    const host = document.querySelector('[data-card-kit]');
    const root = host === null ? document : host.shadowRoot;
    const drawn = numbers(root) && (!${wantsChart} || visible(root, 'svg.marks, canvas.marks') > 0);
    if (numbers(document) || numbers(root)) note('readableAt');
    if (drawn) note('drawnAt');
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;

interface Shown {
  readable: number;
  drawn: number;
}

/** Milliseconds from navigation start until the numbers can be read, and until all is drawn. */
async function open(browser: Browser, card: string): Promise<Shown> {
  const page = await browser.newPage();
  try {
    await page.setViewport({ width: 1200, height: 900 });
    await page.evaluateOnNewDocument(watchContent(card.endsWith('chart')));
    await page.goto(pathToFileURL(path.join(work, `${card}.html`)).href);
    await page.waitForFunction('window.drawnAt', { timeout: 60_000 });
    return (await page.evaluate('({ readable: readableAt, drawn: drawnAt })')) as Shown;
  } catch (error) {
    throw new Error(`${card} does not show its content.`, { cause: error });
  } finally {
    await page.close();
  }
}

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

interface Line {
  what: string;
  builtin: string;
  ours: string;
  ratio: string;
  target: string;
  reached: boolean;
}

const lines: Line[] = [];
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;
const milliseconds = (value: number) => `${value.toFixed(0)} ms`;

console.log('Environments, flows and cards ...');
await makeEnvironments();
const task = { builtin: await runFlow('builtin'), ours: await runFlow('ours') };

const size = (card: string) => statSync(path.join(work, `${card}.html`)).size;
for (const [content, words, limit] of [
  ['tables', 'MetricTable and ConfusionMatrix', 80_000],
  ['chart', 'the same and a VegaChart', 430_000],
] as const) {
  const ours = size(`canvas_${content}`);
  for (const kind of ['blank', 'default']) {
    const builtin = size(`${kind}_${content}`);
    lines.push({
      what: `bytes, ${words}, vs. ${kind}`,
      builtin: kilobytes(builtin),
      ours: kilobytes(ours),
      ratio: (ours / builtin).toFixed(3),
      target: `at most ${limit / 1000} KB`,
      reached: ours <= limit,
    });
  }
}

console.log('Pages ...');
const browser = await launchChromium();
const kinds = ['canvas', 'blank', 'default'] as const;
for (const content of ['tables', 'chart'] as const) {
  const show = (kind: string) => open(browser, `${kind}_${content}`);
  await interleave(kinds, 1, show);
  const shown = await interleave(kinds, PAGE_RUNS, show);
  for (const moment of ['readable', 'drawn'] as const) {
    const [ours, blank, builtinDefault] = kinds.map((kind) =>
      median(shown[kind].map((one) => one[moment])),
    ) as [number, number, number];
    for (const [kind, builtin] of [
      ['blank', blank],
      ['default', builtinDefault],
    ] as const) {
      const limit = moment === 'readable' ? 1 / 3 : content === 'tables' ? 1 : undefined;
      lines.push({
        what: `${content} ${moment}, vs. ${kind}`,
        builtin: milliseconds(builtin),
        ours: milliseconds(ours),
        ratio: (ours / builtin).toFixed(2),
        target: limit === undefined ? '' : `at most ${limit.toFixed(2)}`,
        reached: limit === undefined || ours / builtin <= limit,
      });
    }
  }
}
await browser.close();

console.log('Imports ...');
const sides = ['builtin', 'ours'] as const;
const importTime = async (side: Side) => Number(await python(side, ['-c', TIME_IMPORT]));
await interleave(sides, 3, importTime);
const imports = await interleave(sides, IMPORT_RUNS, importTime);
// Of neighbors in time: the speed of a machine drifts by more than what is looked for.
const added = median(imports.ours.map((ours, round) => ours - (imports.builtin[round] ?? NaN)));
lines.push({
  what: 'import metaflow, processor time',
  builtin: milliseconds(median(imports.builtin)),
  ours: `${added >= 0 ? '+' : ''}${added.toFixed(1)} ms`,
  ratio: (1 + added / median(imports.builtin)).toFixed(3),
  target: 'at most +5 ms',
  reached: added <= 5,
});
const modules = async (side: Side) =>
  (await python(side, ['-c', LOADED_MODULES])).trim().split(' ');
const before = new Set(await modules('builtin'));
const more = (await modules('ours')).filter((name) => !before.has(name));
const foreign = more.filter((name) => !/^metaflow(_extensions|_card_kit)?\b/.test(name));
lines.push({
  what: 'modules that import metaflow loads',
  builtin: String(before.size),
  ours: `+${more.length}`,
  ratio: ((before.size + more.length) / before.size).toFixed(3),
  target: 'no third-party one',
  reached: foreign.length === 0,
});

console.log('card create ...');
const createTime = (kind: 'kit_canvas' | 'blank' | 'default') => {
  const side = kind === 'kit_canvas' ? 'ours' : 'builtin';
  const options = ['--type', kind, '--component-file', componentsOf(side)];
  const args = [path.join(FLOWS, SIDES[side].flow), 'card', 'create', task[side], ...options];
  return run(SIDES[side].python, args, { cwd: work, env: environmentOf(side) }).then(
    ({ ok, output, seconds }) => {
      if (!ok) throw new Error(output);
      return seconds * 1000;
    },
  );
};
const created = await interleave(['kit_canvas', 'blank', 'default'], CREATE_RUNS, createTime);
for (const kind of ['blank', 'default'] as const) {
  const ratio = median(created.kit_canvas) / median(created[kind]);
  lines.push({
    what: `card create, whole process, vs. ${kind}`,
    builtin: milliseconds(median(created[kind])),
    ours: milliseconds(median(created.kit_canvas)),
    ratio: ratio.toFixed(2),
    target: `no slower (noise ${NOISE})`,
    reached: ratio <= 1 + NOISE,
  });
}

rmSync(work, { recursive: true, force: true });
const table = [
  ['', 'built-in', 'ours', 'ratio', 'must reach', ''],
  ...lines.map(({ what, builtin, ours, ratio, target, reached }) => [
    what,
    builtin,
    ours,
    ratio,
    target,
    target === '' ? '' : reached ? 'reached' : 'MISSED',
  ]),
];
const widths =
  table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0))) ?? [];
console.log('');
for (const row of table) {
  console.log(
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
if (more.length > 0) console.log(`\nModules of ours loaded by import metaflow: ${more.join(', ')}`);
if (foreign.length > 0) console.log(`Third-party modules among them: ${foreign.join(', ')}`);
const [load = 0] = loadavg();
if (load > availableParallelism() + 1) {
  console.log(
    `\nThis machine was busy (load ${load.toFixed(1)}): measure its times again when it is not.`,
  );
}
const missed = lines.filter(({ reached }) => !reached);
if (missed.length > 0) {
  console.log(`\nMissed: ${missed.map(({ what, target }) => `${what} (${target})`).join('; ')}`);
  process.exit(1);
}
