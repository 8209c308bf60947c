/** Runs the flows of `examples/gallery`, and saves their cards as files. */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { mustRun, run } from './run';
import { ROOT } from './sources';

export const DEMO = path.join(ROOT, '.demo');
const FLOWS = path.join(ROOT, 'examples/gallery');

/** In this order: the review looks at the run of the training, which is meant to fail. */
export const FLOW_NAMES = [
  'matrices',
  'comparisons',
  'regression',
  'digits',
  'twenty_steps',
  'hundred_steps',
  'training',
  'review',
] as const;
export type FlowName = (typeof FLOW_NAMES)[number];

export const isFlow = (name: string): name is FlowName =>
  (FLOW_NAMES as readonly string[]).includes(name);
export const fileOf = (flow: FlowName) => path.join(FLOWS, `${flow}.py`);

export interface Card {
  /** Of the card, and of its file without the ending. */
  id: string;
  file: string;
  type: string;
  task: string;
}

/** What a flow sees of its surroundings: a datastore of its own in `place`. */
export const flowEnvironment = (place: string) => ({
  USERNAME: process.env.USERNAME ?? process.env.USER ?? 'demo',
  METAFLOW_HOME: path.join(place, 'home'),
  METAFLOW_DEFAULT_DATASTORE: 'local',
  METAFLOW_DEFAULT_METADATA: 'local',
  METAFLOW_DATASTORE_SYSROOT_LOCAL: place,
  PYTHONUNBUFFERED: '1',
  // Tasks train side by side; their threads would only wait for each other.
  OMP_NUM_THREADS: '1',
});

/** Asks Metaflow's client for the cards of the latest run of each flow, and saves each as a file. */
const SAVE_CARDS = `
import json, pathlib, sys
from metaflow import Flow, namespace
from metaflow.cards import get_cards
from metaflow.plugins.cards.exception import CardNotPresentException
namespace(None)
saved = {}
for flow in sys.argv[2:]:
    for step in sorted(Flow(flow).latest_run, key=lambda step: step.created_at):
        for task in step:
            try:
                cards = get_cards(task)
            except CardNotPresentException:
                continue
            for card in cards:
                page = card.get()
                # Of a task that failed the page of the running one is left, which is what is shown.
                if card.id in saved and 'content="live-' not in page:
                    continue
                file = pathlib.Path(sys.argv[1], card.id + ".html")
                file.write_text(page)
                saved[card.id] = {"id": card.id, "file": str(file), "type": card.type,
                                  "task": task.pathspec}
print(json.dumps(list(saved.values())))
`;

export function emptied(place: string): string {
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  return place;
}

const classOf = (flow: FlowName) =>
  flow.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The cards of these flows, by their ids, after a run of each. */
export async function makeCards(
  python: string,
  flows: readonly FlowName[],
  { place = DEMO, show = false } = {},
): Promise<Card[]> {
  const options = { cwd: place, env: flowEnvironment(place), show };
  mkdirSync(place, { recursive: true });
  for (const flow of flows) {
    const { ok, output } = await run(python, [fileOf(flow), 'run', '--max-workers', '4'], options);
    if (ok === (flow === 'training')) {
      throw new Error(`${flow} ended otherwise than it should:\n${output.slice(-4000)}`);
    }
  }
  const folder = emptied(path.join(place, 'cards'));
  const saved = await mustRun(
    python,
    ['-W', 'ignore', '-c', SAVE_CARDS, folder, ...flows.map(classOf)],
    { ...options, show: false },
  );
  const cards = JSON.parse(saved.trim().split('\n').at(-1) ?? '[]') as Card[];
  if (cards.length === 0) throw new Error('The runs have no cards.');
  return cards;
}
