/** What of a flow is drawn: every step, folds where there are too many, or a strip around one step. */
import { boxesOf, type Box } from './boxes';
import { isMany } from './describe';
import { foldSteps, type Item } from './fold';
import { GAP, MOST_IN_ROW } from './layout';
import { depthOf, rankOf } from './ranks';
import type { DagStep } from './types';

const MOST_RANKS = 3 * MOST_IN_ROW;
const MOST_ROWS = 40;
/** Of a strip: branches of a split, and rows on a phone. */
const STRIP_BRANCHES = 3;
const STRIP_ROWS = 5;
const NAME = { letter: 7.2, own: 7.9, beside: 42, most: 240 };

interface ItemOptions {
  room: number;
  narrow: boolean;
  /** Whether only names are drawn, in one row, and what is far from the current step is folded. */
  strip: boolean;
  open: ReadonlySet<string>;
  current?: string | undefined;
  place?: string | undefined;
}

export function shownItems(steps: readonly DagStep[], options: ItemOptions): Item[] {
  const { room, narrow, strip, open, current } = options;
  if (strip) {
    const items = foldSteps(steps, { chains: false, open, current, most: STRIP_BRANCHES });
    const fits = (shown: Item[]) =>
      narrow ? shown.length <= STRIP_ROWS : stripWidth(shown, options) <= room;
    return foldEnds(items, options, fits);
  }
  const split = foldSteps(steps, { chains: false, open, current });
  const isLong = narrow ? split.length > MOST_ROWS : depthOf(split) > MOST_RANKS;
  return isLong ? foldSteps(steps, { chains: true, open, current }) : split;
}

/** Which task of its step made the card. */
export const placeText = ({ place }: Box) => (place === undefined ? '' : `this is ${place}`);

/** A box of the strip: a name, and of the current step its tasks below it. */
export function stripSize(box: Box | undefined): { width: number; height: number } {
  if (box === undefined) return { width: 0, height: 30 };
  const letter = box.isCurrent ? NAME.own : NAME.letter;
  const name = Math.min(NAME.most, box.step.name.length * letter + NAME.beside);
  if (!box.isCurrent || !isMany(box.step)) return { width: name, height: 30 };
  const words = placeText(box).length * 6.4;
  return { width: Math.max(150, name + words + 10), height: 48 };
}

/** Of the boxes of a picture, and what is between two of a rank. */
export function sizesOf(strip: boolean, boxes: ReadonlyMap<string, Box>) {
  if (!strip) return { heightOf: () => 60 };
  const sizeOf = (name: string) => stripSize(boxes.get(name));
  return {
    gap: 10,
    widthOf: (name: string) => sizeOf(name).width,
    heightOf: (name: string) => sizeOf(name).height,
  };
}

function stripWidth(items: readonly Item[], { current, place }: ItemOptions): number {
  const boxes = boxesOf(items, { current, place });
  const widths: number[] = [];
  for (const [name, rank] of rankOf(items))
    widths[rank] = Math.max(widths[rank] ?? 0, stripSize(boxes.get(name)).width);
  if (widths.length > MOST_IN_ROW) return Infinity;
  return widths.reduce((sum, width) => sum + width + GAP.least, -GAP.least);
}

/** Folds what is farthest from the current step, before and behind it, until the rest fits. */
function foldEnds(
  items: Item[],
  { current, open }: ItemOptions,
  fits: (shown: Item[]) => boolean,
): Item[] {
  const ranks = rankOf(items);
  const rank = ({ name }: Item) => ranks.get(name) ?? 0;
  const own = items.find(({ members }) => members.some(({ name }) => name === current));
  const middle = own === undefined ? 0 : rank(own);
  const end = Math.max(0, ...ranks.values());
  let [first, last] = [Math.max(0, middle - MOST_IN_ROW), Math.min(end, middle + MOST_IN_ROW)];
  for (;;) {
    const before = items.filter((item) => rank(item) < first);
    const after = items.filter((item) => rank(item) > last);
    const shown = gather(items, { before, after }, open);
    if (fits(shown) || Math.max(middle - first, last - middle) === 0) return shown;
    if (middle - first >= last - middle) first += 1;
    else last -= 1;
  }
}

/** Items of which each group is one, where there are several in it. */
function gather(
  items: readonly Item[],
  groups: { before: Item[]; after: Item[] },
  open: ReadonlySet<string>,
): Item[] {
  const names = new Map<string, string>();
  const fold = (name: string, group: readonly Item[]): Item[] => {
    if (group.length < 2 || open.has(name)) return [...group];
    for (const item of group) names.set(item.name, name);
    const members = group.flatMap((item) => item.members);
    return [{ name, next: group.flatMap(({ next }) => next), members, fold: 'chain' }];
  };
  const [before, after] = [fold('before', groups.before), fold('after', groups.after)];
  const ends = new Set([...groups.before, ...groups.after]);
  return [...before, ...items.filter((item) => !ends.has(item)), ...after].map((item) => {
    const targets = new Set(item.next.map(({ step }) => names.get(step) ?? step));
    if (item.fold !== undefined) targets.delete(item.name);
    return { ...item, next: [...targets].map((step) => ({ step })) };
  });
}
