/** What a table of contents lists: the titles of a card, two levels deep. */
import { childrenOf } from '../wire/tree';
import { headingId } from '../lib/headings';
import type { TypedNode } from '../wire/node';

export interface Entry {
  id: string;
  title: string;
  /** 1, or 2 for what is inside of a titled node. */
  level: number;
}

/** A card with fewer titles has none; `page/contents.py` has the same number. */
export const LEAST = 5;
const MANY = 24;

/** What is inside of these tells itself at its place: sections a click away, parts of events and cells. */
const CLOSED = new Set(['accordion', 'timeline', 'table']);
/** It is headed by what has failed. */
const FAILURE = 'failure';
/** The headings of components that have one without a title. */
const OWN: Readonly<Record<string, string>> = {
  artifacts: 'Artifacts',
  model_comparison: 'Models',
  parameters: 'Parameters',
};
/** A component of another package may call something else its headings. */
const TEXT = 'text';

/** Headings of a text: the highest are at the level of what is inside of it. */
function* listedHeadings({ id, headings }: TypedNode, level: number): Generator<Entry> {
  if (!Array.isArray(headings)) return;
  const list = headings as { level: number; title: string }[];
  const highest = Math.min(...list.map((heading) => heading.level));
  for (const [i, heading] of list.entries()) {
    const at = level + heading.level - highest;
    if (at <= 2) yield { id: headingId(id, i), title: heading.title, level: at };
  }
}

function* listed(nodes: readonly TypedNode[], level: number): Generator<Entry> {
  for (const node of nodes) {
    const { id, type } = node;
    const title = node.title || (type === FAILURE ? node.kind : OWN[type]);
    const isTitled = typeof title === 'string' && title !== '';
    if (isTitled) yield { id, title, level };
    const inside = level + (isTitled ? 1 : 0);
    if (inside > 2) continue;
    if (type === TEXT) yield* listedHeadings(node, inside);
    if (!CLOSED.has(type)) yield* listed(childrenOf(node), inside);
  }
}

/** The entries of a card; none for a short one. Of many, only those of the first level. */
export function entriesOf(nodes: readonly TypedNode[]): Entry[] {
  const all = [...listed(nodes, 1)];
  if (all.length < LEAST) return [];
  const first = all.filter(({ level }) => level === 1);
  return all.length > MANY && first.length > 1 ? first : all;
}
