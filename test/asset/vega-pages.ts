/** Pages of charts for the tests: any specification, past the Python half that would refuse it. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { VENV_PYTHON } from '../../scripts/run';
import { ROOT } from '../../scripts/sources';

export type Spec = Record<string, unknown>;

/** Renders each list of nodes as a page of its name, and as a running one of the name `live ...`. */
export async function renderNodes(
  nodes: Record<string, readonly Spec[]>,
): Promise<Record<string, string>> {
  const child = spawn(VENV_PYTHON, [path.join(ROOT, 'test/asset/fixtures/nodes.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(nodes));
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>;
}

export const chart = (spec: Spec, id = 'chart'): Spec => ({ type: 'vega_chart', id, spec });

/** A table beside the chart, which has to answer whatever the chart does. */
export const NEIGHBOR: Spec = {
  type: 'problem',
  id: 'neighbor',
  message: 'A neighbor of the chart.',
};

/** The page in a notebook, which takes the body of the card and drops its head with the policy. */
export const inNotebook = (page: string): string =>
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Notebook</title>' +
  '<p id="secret">Text of the notebook</p>' +
  `<div class="embed">${/<body>([\s\S]*)<\/body>/.exec(page)?.[1] ?? page}</div>`;

export const BARS: Spec = {
  data: { values: [1, 2, 3].map((fold) => ({ fold, auc: fold / 4 })) },
  mark: 'bar',
  encoding: {
    x: { field: 'fold', type: 'ordinal' },
    y: { field: 'auc', type: 'quantitative' },
  },
};

export const VEGA = 'https://vega.github.io/schema/vega/v6.json';
