/** A drawing of a flow from left to right, fitted to a width: what does not fit wraps into rows. */
import { rankSteps, type GraphStep, type Ranks, type Spot } from './ranks';
import { BACK_LANE, round, routeEdges, type PlacedEdge } from './routes';

export interface LayoutOptions {
  /** The width that there is. */
  room: number;
  /** Of a box, and how much is between two of a rank. */
  heightOf: (name: string) => number;
  gap?: number;
  /** How wide a box must be; where it is not given, all boxes are as wide as there is room for. */
  widthOf?: ((name: string) => number) | undefined;
  /** Width of the label on a transition; 0 for none. */
  labelWidth: (from: string, to: string) => number;
}

export interface PlacedStep {
  name: string;
  rank: number;
  row: number;
  /** Left edge. */
  x: number;
  /** Top edge. */
  y: number;
  width: number;
  height: number;
}

/** Ranks that stand in one row, between two heights. */
export interface Row {
  first: number;
  last: number;
  top: number;
  bottom: number;
}

export interface Layout {
  width: number;
  height: number;
  steps: PlacedStep[];
  edges: PlacedEdge[];
  rows: Row[];
  /** Transitions that were left out. */
  leftOut: number;
}

export const BOX = { least: 100, usual: 142, most: 176 };
export const LANE_GAP = 18;
/** Of a letter of a name, and of what stands beside it in a box. */
const NAME = { letter: 6.7, beside: 42 };
/** Between two ranks: for the corners and the arrow of a transition. */
export const GAP = { least: 22, most: 72 };
/** Above a box whose step leads to itself. */
export const LOOP = 20;
/** Between two rows: the transitions that lead on to the next one pass there. */
const ROW_GAP = 36;
/** At both sides where there are several rows: the same. */
const MARGIN = 16;
/** Ranks that stand in one row. */
export const MOST_IN_ROW = 9;

export function layOut(steps: readonly GraphStep[], options: LayoutOptions): Layout {
  const { room, heightOf, widthOf, labelWidth } = options;
  const itself = new Set(
    steps.filter(({ name, next }) => next.some(({ step }) => step === name)).map((s) => s.name),
  );
  const labeled = (name: string) => (labelWidth(name, name) > 0 ? 14 : 0);
  const ranked = rankSteps(steps, {
    heightOf,
    gap: options.gap ?? LANE_GAP,
    aboveOf: (name) => (itself.has(name) ? LOOP + labeled(name) : 0),
  });
  const count = ranked.ranks.length;
  if (count === 0) {
    return { width: 0, height: 0, steps: [], edges: [], rows: [], leftOut: 0 };
  }
  const labels = labelsOf(ranked, labelWidth);
  const longest = Math.max(...steps.map(({ name }) => name.length));
  const least = Math.max(BOX.least, Math.min(BOX.most, longest * NAME.letter + NAME.beside));
  const needed = ranked.ranks.map((spots) =>
    widthOf === undefined
      ? least
      : Math.max(...spots.map(({ name }) => (name === undefined ? 0 : widthOf(name)))),
  );
  const breaks = breakRanks(ranked, labels, room, needed);
  const backs = backLanes(ranked);
  const margin = breaks.length > 1 || backs.length > 0 ? MARGIN : 0;
  const inside = room - 2 * margin;
  const { widths, gaps } =
    widthOf === undefined
      ? fit(breaks, labels, inside, least)
      : { widths: needed, gaps: spread(breaks, labels, inside, needed) };
  const left = margin;
  const xs = columns(breaks, widths, gaps, left);
  const rows = placeRows(ranked, breaks, backs);
  const rowOf = (rank: number) =>
    rows.findIndex(({ first, last }) => rank >= first && rank <= last);
  const geometry = {
    widthOf: (rank: number) => widths[rank] ?? 0,
    xOf: (rank: number) => xs[rank] ?? 0,
    gapOf: (rank: number) => gaps[rank] ?? GAP.least,
    yOf: (spot: Spot) => spot.y + (rows[rowOf(spot.rank)]?.shift ?? 0),
    rowOf,
    rows,
    right: Math.max(...breaks.map(([, last]) => (xs[last] ?? 0) + (widths[last] ?? 0))),
    left,
    rowGap: ROW_GAP,
    labelWidth,
  };
  const last = rows.at(-1);
  return {
    width: Math.min(room, Math.ceil(geometry.right + margin)),
    height: Math.ceil(last?.bottom ?? 0),
    steps: steps.map(({ name }) => {
      const spot = ranked.boxes.get(name);
      const rank = spot?.rank ?? 0;
      const y = spot === undefined ? 0 : geometry.yOf(spot) - spot.below;
      const size = { width: widths[rank] ?? 0, height: heightOf(name) };
      return { name, rank, row: rowOf(rank), x: geometry.xOf(rank), y: round(y), ...size };
    }),
    edges: routeEdges(ranked, geometry),
    rows: rows.map(({ first, last: end, top, bottom }) => ({ first, last: end, top, bottom })),
    leftOut: ranked.leftOut,
  };
}

/** The widest label between a rank and the next one. */
function labelsOf({ chains, ranks }: Ranks, labelWidth: LayoutOptions['labelWidth']): number[] {
  const widths = new Array<number>(ranks.length).fill(0);
  for (const { from, to, spots } of chains) {
    const rank = spots[0]?.rank ?? 0;
    widths[rank] = Math.max(widths[rank] ?? 0, labelWidth(from, to));
  }
  return widths;
}

const gapNeeded = (label: number) => (label > 0 ? label + 30 : GAP.least);

/** The ranks of each row: where it must break, it does where few transitions lead across. */
function breakRanks(
  ranked: Ranks,
  labels: readonly number[],
  room: number,
  needed: readonly number[],
): [number, number][] {
  const count = ranked.ranks.length;
  const fits = (first: number, inside: number) => {
    let [used, rank] = [needed[first] ?? 0, first];
    while (rank + 1 < count) {
      used += gapNeeded(labels[rank] ?? 0) + (needed[rank + 1] ?? 0);
      if (used > inside || rank + 1 - first >= MOST_IN_ROW) break;
      rank += 1;
    }
    return rank - first + 1;
  };
  if (fits(0, room) >= count) return [[0, count - 1]];
  const crossing = new Array<number>(count).fill(0);
  for (const { spots } of ranked.chains) {
    for (const { rank } of spots.slice(0, -1)) crossing[rank] = (crossing[rank] ?? 0) + 1;
  }
  const rows: [number, number][] = [];
  for (let first = 0; first < count;) {
    const most = Math.max(1, Math.min(fits(first, room - 2 * MARGIN), MOST_IN_ROW - 2));
    const rest = count - first;
    const even = Math.ceil(rest / Math.ceil(rest / most));
    let last = first + even - 1;
    for (const at of rest > most ? [last + 1, last - 1] : []) {
      const inside = at >= first && at < first + most && at < count - 1;
      if (inside && (crossing[at] ?? 0) < (crossing[last] ?? 0)) last = at;
    }
    rows.push([first, Math.min(last, count - 1)]);
    first = last + 1;
  }
  return rows;
}

/** Boxes and gaps as wide as the fullest row lets them be. */
function fit(
  rows: readonly [number, number][],
  labels: readonly number[],
  inside: number,
  least: number,
): { widths: number[]; gaps: number[] } {
  const needs = rows.map(([first, last]) => {
    const inner = labels.slice(first, last);
    return { ranks: last - first + 1, gaps: inner.reduce((sum, w) => sum + gapNeeded(w), 0) };
  });
  const boxFor = (n: (typeof needs)[number]) => (inside - n.gaps) / n.ranks;
  const box = Math.floor(
    Math.max(
      40,
      Math.min(BOX.most, Math.max(Math.min(Math.max(BOX.usual, least), ...needs.map(boxFor)), 0)),
    ),
  );
  const spare = Math.min(
    ...needs.map(({ ranks, gaps }) =>
      ranks > 1 ? (inside - gaps - ranks * box) / (ranks - 1) : Infinity,
    ),
  );
  const more = Math.max(0, Math.min(Number.isFinite(spare) ? spare : 0, GAP.most - GAP.least));
  const grown = Math.min(
    BOX.most,
    ...needs.map((n) => (inside - n.gaps - more * (n.ranks - 1)) / n.ranks),
  );
  return {
    widths: labels.map(() => Math.floor(Math.max(box, grown))),
    gaps: labels.map((width) => gapNeeded(width) + more),
  };
}

/** Gaps as wide as the fullest row lets them be, between boxes of their own widths. */
function spread(
  rows: readonly [number, number][],
  labels: readonly number[],
  inside: number,
  widths: readonly number[],
): number[] {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const spare = rows.map(([first, last]) => {
    const used = sum(widths.slice(first, last + 1)) + sum(labels.slice(first, last).map(gapNeeded));
    return (inside - used) / Math.max(1, last - first);
  });
  const more = Math.max(0, Math.min(...spare, GAP.most - GAP.least));
  return labels.map((width) => gapNeeded(width) + more);
}

function columns(
  rows: readonly [number, number][],
  widths: readonly number[],
  gaps: readonly number[],
  left: number,
): number[] {
  const xs: number[] = [];
  for (const [first, last] of rows) {
    let x = left;
    for (let rank = first; rank <= last; rank += 1) {
      xs[rank] = round(x);
      x += (widths[rank] ?? 0) + (gaps[rank] ?? 0);
    }
  }
  return xs;
}

/** How many transitions lead back within or into each rank: they pass below its row. */
function backLanes({ loops, boxes }: Ranks): { from: number; to: number }[] {
  return loops
    .filter(({ from, to }) => from !== to)
    .map(({ from, to }) => ({ from: boxes.get(from)?.rank ?? 0, to: boxes.get(to)?.rank ?? 0 }));
}

interface ShiftedRow extends Row {
  /** What is added to a spot's `y` in this row. */
  shift: number;
  /** Where the lanes of the transitions that lead back begin. */
  floor: number;
}

function placeRows(
  { ranks }: Ranks,
  breaks: readonly [number, number][],
  backs: readonly { from: number; to: number }[],
): ShiftedRow[] {
  const rows: ShiftedRow[] = [];
  let top = 0;
  for (const [first, last] of breaks) {
    const spots = ranks.slice(first, last + 1).flat();
    const lowest = Math.min(...spots.map(({ y, above }) => y - above));
    const highest = Math.max(...spots.map(({ y, below }) => y + below));
    const lanes = backs.filter(
      ({ from, to }) => (from >= first && from <= last) || (to >= first && to <= last),
    ).length;
    const floor = top + highest - lowest;
    const bottom = floor + (lanes > 0 ? BACK_LANE * (lanes + 1) : 0);
    rows.push({ first, last, top, bottom, shift: top - lowest, floor });
    top = bottom + ROW_GAP;
  }
  return rows;
}
