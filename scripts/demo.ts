/**
 * Runs the flows of `examples/gallery` with the wheel in an environment of its own, and shoots their
 * cards: `demo.ts [FLOW...]`, all flows when none is named. With `--here` the flows run with the
 * package of this tree; with `--picture` the picture in the README is taken anew.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { launchChromium } from './browser-launch';
import { DEMO, emptied, fileOf, FLOW_NAMES, flowEnvironment, isFlow, makeCards } from './gallery';
import type { Card } from './gallery';
import { mustRun, VENV_PYTHON } from './run';
import { shootCard, shootTop } from './shots';
import { ROOT } from './sources';
import { buildAsset, buildWheel } from './wheel';

const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = named.find((name) => !isFlow(name));
if (unknown !== undefined)
  throw new Error(`No flow ${unknown}; there are ${FLOW_NAMES.join(', ')}.`);
const flows = named.length === 0 ? FLOW_NAMES : FLOW_NAMES.filter((name) => named.includes(name));
const isHere = options.includes('--here');
const PYTHON = isHere ? VENV_PYTHON : path.join(DEMO, 'venv/bin/python');

async function installWheel(): Promise<void> {
  const wheel = await buildWheel();
  await mustRun(VENV_PYTHON, ['-m', 'venv', path.join(DEMO, 'venv')]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  await mustRun(PYTHON, [...pip, wheel, 'scikit-learn']);
  await mustRun(PYTHON, [...pip, '--force-reinstall', '--no-deps', wheel]);
}

async function takeScreenshots(cards: Card[]): Promise<string> {
  const browser = await launchChromium();
  try {
    const folder = emptied(path.join(DEMO, 'screenshots'));
    for (const { file } of cards) await shootCard(browser, file, folder);
    const mixed = cards.find(({ id }) => id === 'mixed');
    if (options.includes('--picture') && mixed !== undefined) {
      const picture = path.join(ROOT, 'docs/images/card.png');
      await shootTop(browser, mixed.file, { picture, panels: 4 });
    }
    return `with pictures of each in ${path.relative(ROOT, folder)}/`;
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

console.log(isHere ? 'The asset ...' : 'The wheel and its environment ...');
await (isHere ? buildAsset() : installWheel());
console.log('The flows ...');
const cards = await makeCards(PYTHON, flows, { show: true });
console.log('The pictures ...');
const pictures = await takeScreenshots(cards).catch(
  (error: unknown) => `and no pictures: ${error instanceof Error ? error.message : String(error)}`,
);

console.log(`\n${cards.length} cards, ${pictures}:\n`);
for (const { id, file, type } of cards) {
  console.log(`  ${path.relative(ROOT, file).padEnd(40)} ${type}, id ${id}`);
}
const flow = flows.at(0);
const shown = cards.at(0);
if (flow !== undefined && shown !== undefined) {
  const environment = Object.entries(flowEnvironment(DEMO)).filter(
    ([name]) => name.endsWith('HOME') || name.endsWith('LOCAL') || name === 'USERNAME',
  );
  const command = `${path.relative(DEMO, PYTHON)} ${path.relative(DEMO, fileOf(flow))}`;
  console.log(`
To view them with Metaflow itself:

  cd ${DEMO}
  export ${environment.map(([name, value]) => `${name}=${value}`).join(' ')}
  ${command} card view ${shown.task.split('/').slice(1).join('/')} --id ${shown.id}
  ${command} card server      # then http://localhost:8324
`);
}
if (hasDisplay()) for (const { file } of cards) open(file);
