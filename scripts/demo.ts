/** Runs the example with the wheel in an environment of its own, and shows its cards. */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchChromium } from './browser-launch';
import { mustRun, VENV_PYTHON } from './run';
import { ROOT } from './sources';
import { buildWheel } from './wheel';

const DEMO = path.join(ROOT, '.demo');
const PYTHON = path.join(DEMO, 'venv/bin/python');
const FLOW = path.join(ROOT, 'examples/compare_classifiers.py');
const ENV = {
  USERNAME: process.env.USERNAME ?? process.env.USER ?? 'demo',
  METAFLOW_HOME: path.join(DEMO, 'home'),
  METAFLOW_DEFAULT_DATASTORE: 'local',
  METAFLOW_DEFAULT_METADATA: 'local',
  METAFLOW_DATASTORE_SYSROOT_LOCAL: DEMO,
  PYTHONUNBUFFERED: '1',
  // Three tasks train side by side; their threads would only wait for each other.
  OMP_NUM_THREADS: '1',
};

interface Card {
  file: string;
  step: string;
  task: string;
  type: string;
  id: string | null;
}

/** Asks Metaflow's client for the cards of the latest run, and saves each as a file. */
const SAVE_CARDS = `
import json, pathlib, sys
from metaflow import Flow, namespace
from metaflow.cards import get_cards
from metaflow.plugins.cards.exception import CardNotPresentException
namespace(None)
saved = []
for step in sorted(Flow("CompareClassifiers").latest_run, key=lambda step: step.created_at):
    for task in sorted(step, key=lambda task: task.created_at):
        try:
            cards = get_cards(task)
        except CardNotPresentException:
            continue
        for card in cards:
            name = "_".join(filter(None, [step.id, task.id, card.id or card.type]))
            file = pathlib.Path(sys.argv[1], name + ".html")
            file.write_text(card.get())
            saved.append({"file": str(file), "step": step.id, "task": task.pathspec,
                          "type": card.type, "id": card.id})
print(json.dumps(saved))
`;

async function installWheel(): Promise<void> {
  const wheel = await buildWheel();
  await mustRun(VENV_PYTHON, ['-m', 'venv', path.join(DEMO, 'venv')]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  await mustRun(PYTHON, [...pip, wheel, 'scikit-learn']);
  await mustRun(PYTHON, [...pip, '--force-reinstall', '--no-deps', wheel]);
}

function emptied(folder: string): string {
  const place = path.join(DEMO, folder);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  return place;
}

async function takeScreenshots(cards: Card[]): Promise<string> {
  const browser = await launchChromium();
  try {
    const folder = emptied('screenshots');
    const page = await browser.newPage();
    for (const { file } of cards) {
      const view = { width: 1100, deviceScaleFactor: 2 };
      await page.setViewport({ ...view, height: 300 });
      await page.goto(pathToFileURL(file).href);
      await page.waitForFunction(
        () => !document.querySelector('[data-summary]')?.checkVisibility(),
      );
      await new Promise((resolve) => setTimeout(resolve, 500));
      // A window as high as the card: what sticks to the edge of a window then sits where it belongs.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewport({ ...view, height });
      const picture = path.join(folder, `${path.basename(file, '.html')}.png`);
      await page.screenshot({ path: picture });
    }
    return `with a picture of each in ${path.relative(ROOT, folder)}/`;
  } finally {
    await browser.close();
  }
}

const hasDisplay = () =>
  !process.env.CI &&
  (process.platform === 'darwin' ||
    Boolean(process.env.DISPLAY) ||
    Boolean(process.env.WAYLAND_DISPLAY));

function open(file: string): void {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const child = spawn(opener, [file], { stdio: 'ignore', detached: true });
  child.on('error', (error) => console.log(`${opener}: ${error.message}`));
  child.unref();
}

console.log('The wheel and its environment ...');
await installWheel();
console.log('The flow ...');
await mustRun(PYTHON, [FLOW, 'run'], { cwd: DEMO, env: ENV, show: true });
const saved = await mustRun(PYTHON, ['-W', 'ignore', '-c', SAVE_CARDS, emptied('cards')], {
  cwd: DEMO,
  env: ENV,
});
const cards = JSON.parse(saved.trim().split('\n').at(-1) ?? '[]') as Card[];
if (cards.length === 0) throw new Error('The run has no cards.');
const pictures = await takeScreenshots(cards).catch(
  (error: unknown) => `and no pictures: ${error instanceof Error ? error.message : String(error)}`,
);

console.log(`\n${cards.length} cards, ${pictures}:\n`);
for (const { file, type, id } of cards) {
  console.log(
    `  ${path.relative(ROOT, file).padEnd(40)} ${type}${id === null ? '' : `, id ${id}`}`,
  );
}
const settings = ['METAFLOW_HOME', 'METAFLOW_DATASTORE_SYSROOT_LOCAL', 'USERNAME'] as const;
const flow = `${path.relative(DEMO, PYTHON)} ${path.relative(DEMO, FLOW)}`;
const shown = cards.find(({ step }) => step === 'compare') ?? cards[0];
console.log(`
To view them with Metaflow itself:

  cd ${DEMO}
  export ${settings.map((name) => `${name}=${ENV[name]}`).join(' ')}
  ${flow} card view ${shown?.task.split('/').slice(1).join('/')}${shown?.id ? ` --id ${shown.id}` : ''}
  ${flow} card server      # then http://localhost:8324
`);
if (hasDisplay()) for (const { file } of cards) open(file);
