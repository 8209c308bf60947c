/** Transitions as orthogonal lines with rounded corners, which touch no box but their two. */
import type { Chain, Ranks, Spot, Transition } from './ranks';

export interface Point {
  x: number;
  y: number;
}

export interface PlacedEdge extends Transition {
  /** An SVG path, from the step to the tip of the arrow. */
  path: string;
  /** Where the arrow points to, and in which direction. */
  tip: Point & { toward: 'right' | 'up' | 'down' };
  /** Where the label begins, or its middle. */
  label: Point & { anchor: 'start' | 'middle' };
}

export interface Geometry {
  /** Of the boxes of a rank. */
  widthOf: (rank: number) => number;
  xOf: (rank: number) => number;
  gapOf: (rank: number) => number;
  yOf: (spot: Spot) => number;
  rowOf: (rank: number) => number;
  rows: readonly { first: number; last: number; top: number; bottom: number; floor: number }[];
  left: number;
  right: number;
  rowGap: number;
  labelWidth: (from: string, to: string) => number;
}

const CORNER = 7;
const ARROW = 8;
const STEM = 8;
const SIDE = 10;
/** Between two transitions that lead back. */
export const BACK_LANE = 10;
/** How far below a box they turn: half of what is between two boxes. */
const BELOW = 9;

export function routeEdges(ranked: Ranks, geometry: Geometry): PlacedEdge[] {
  const trunks = assignTrunks(ranked.chains, geometry);
  const wraps = wrapsOf(ranked.chains, geometry);
  const forward = ranked.chains.map((chain) => forwardEdge(chain, geometry, trunks, wraps));
  const lanes = new Map<number, number>();
  const loops = ranked.loops.flatMap((transition): PlacedEdge[] => {
    const [start, end] = [ranked.boxes.get(transition.from), ranked.boxes.get(transition.to)];
    if (start === undefined || end === undefined) return [];
    if (start === end) return [{ ...transition, ...ownLoop(start, geometry) }];
    return [{ ...transition, ...backEdge(start, end, geometry, lanes) }];
  });
  return [...forward, ...loops];
}

/** A key for each piece of a transition between two ranks. */
const pieceKey = (chain: Chain, at: number) => `${chain.from}\n${chain.to}\n${at}`;

/**
 * Where each piece of a transition turns between two ranks. Pieces of one step share a trunk;
 * trunks that would lie on one another stand side by side.
 */
function assignTrunks(chains: readonly Chain[], geometry: Geometry): Map<string, number> {
  interface Trunk {
    low: number;
    high: number;
    keys: string[];
    near: 'source' | 'target';
  }
  const byRank = new Map<number, Map<Spot, Trunk>>();
  for (const chain of chains) {
    chain.spots.slice(1).forEach((spot, i) => {
      const from = chain.spots[i] as Spot;
      const [y0, y1] = [geometry.yOf(from), geometry.yOf(spot)];
      if (geometry.rowOf(from.rank) !== geometry.rowOf(spot.rank) || Math.abs(y0 - y1) < 0.5)
        return;
      const near = from.after.length > 1 ? 'source' : 'target';
      const owner = near === 'source' ? from : spot;
      const trunks = byRank.get(from.rank) ?? new Map<Spot, Trunk>();
      byRank.set(from.rank, trunks);
      const trunk = trunks.get(owner) ?? { low: y0, high: y0, keys: [], near };
      trunk.low = Math.min(trunk.low, y0, y1);
      trunk.high = Math.max(trunk.high, y0, y1);
      trunk.keys.push(pieceKey(chain, i));
      trunks.set(owner, trunk);
    });
  }
  const found = new Map<string, number>();
  for (const [rank, trunks] of byRank) {
    const lanes: Trunk[][] = [];
    const sorted = [...trunks.values()].sort(
      (a, b) => Number(a.near === 'target') - Number(b.near === 'target') || a.low - b.low,
    );
    for (const trunk of sorted) {
      const free = lanes.find(
        (lane) =>
          lane[0]?.near === trunk.near &&
          lane.every(({ low, high }) => trunk.high < low - 2 || trunk.low > high + 2),
      );
      if (free === undefined) lanes.push([trunk]);
      else free.push(trunk);
    }
    const left = geometry.xOf(rank) + geometry.widthOf(rank);
    const width = geometry.gapOf(rank) - ARROW;
    const sources = lanes.filter((lane) => lane[0]?.near === 'source').length;
    lanes.forEach((lane, i) => {
      // A few trunks keep close to their steps: between them there is room for labels.
      const step = Math.min(9, width / (lanes.length + 1));
      const x =
        i < sources
          ? left + Math.min(STEM, step) + i * step
          : left + width - (lanes.length - 1 - i) * step - Math.min(STEM - 2, step);
      for (const { keys } of lane) for (const key of keys) found.set(key, x);
    });
  }
  return found;
}

function forwardEdge(
  chain: Chain,
  geometry: Geometry,
  trunks: Map<string, number>,
  wraps: Map<number, number>,
): PlacedEdge {
  const { yOf, xOf, rowOf } = geometry;
  const endOf = (rank: number) => xOf(rank) + geometry.widthOf(rank);
  const [start] = chain.spots as [Spot];
  const points: Point[] = [{ x: endOf(start.rank), y: yOf(start) }];
  chain.spots.slice(1).forEach((spot, i) => {
    const from = chain.spots[i] as Spot;
    const [y0, y1] = [yOf(from), yOf(spot)];
    if (rowOf(from.rank) === rowOf(spot.rank)) {
      const x = trunks.get(pieceKey(chain, i));
      if (x !== undefined) points.push({ x, y: y0 }, { x, y: y1 });
    } else {
      points.push(...wrapPoints(from, spot, geometry, wraps));
    }
    if (spot.name === undefined) points.push({ x: endOf(spot.rank), y: y1 });
  });
  const end = chain.spots.at(-1) as Spot;
  const tip = { x: xOf(end.rank), y: yOf(end), toward: 'right' as const };
  points.push({ x: tip.x, y: tip.y });
  const second = chain.spots[1] as Spot;
  const trunk = Math.max(trunks.get(pieceKey(chain, 0)) ?? 0, endOf(start.rank) + STEM - 3);
  return {
    from: chain.from,
    to: chain.to,
    back: false,
    path: roundedPath(points),
    tip,
    label: { x: round(trunk + 6), y: round(yOf(second)), anchor: 'start' },
  };
}

/** Side by side lead up to so many transitions from one row to the next; more of them share one line. */
const MOST_WRAPS = 3;

/** The lanes that are left for transitions from each row to the next. */
function wrapsOf(chains: readonly Chain[], { rowOf }: Geometry): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { spots } of chains) {
    spots.slice(1).forEach((spot, i) => {
      const row = rowOf((spots[i] as Spot).rank);
      if (row !== rowOf(spot.rank)) counts.set(row, (counts.get(row) ?? 0) + 1);
    });
  }
  return new Map([...counts].map(([row, count]) => [row, count > MOST_WRAPS ? 0 : count - 1]));
}

/** From the end of a row around to the beginning of the next one. */
function wrapPoints(from: Spot, to: Spot, geometry: Geometry, wraps: Map<number, number>): Point[] {
  const row = geometry.rowOf(from.rank);
  const lane = wraps.get(row) ?? 0;
  wraps.set(row, Math.max(0, lane - 1));
  const bottom = geometry.rows[row]?.bottom ?? 0;
  const between = bottom + 12 + lane * 6;
  const right = geometry.xOf(from.rank) + geometry.widthOf(from.rank) + SIDE - lane * 3;
  const left = geometry.left - SIDE + lane * 3;
  const [y0, y1] = [geometry.yOf(from), geometry.yOf(to)];
  return [
    { x: right, y: y0 },
    { x: right, y: between },
    { x: left, y: between },
    { x: left, y: y1 },
  ];
}

/** A transition to an earlier step: out at the bottom, through the gaps, below the rows, and up. */
function backEdge(start: Spot, end: Spot, geometry: Geometry, lanes: Map<number, number>) {
  const { widthOf, xOf, yOf, gapOf, rowOf, rows, left } = geometry;
  const floorOf = (spot: Spot) => {
    const row = rowOf(spot.rank);
    return (rows[row]?.floor ?? 0) + BACK_LANE * (lanes.get(row) ?? 1);
  };
  for (const row of new Set([rowOf(start.rank), rowOf(end.rank)])) {
    lanes.set(row, (lanes.get(row) ?? 0) + 1);
  }
  const isFirst = rows[rowOf(end.rank)]?.first === end.rank;
  const isLast = rows[rowOf(start.rank)]?.last === start.rank;
  const out = xOf(start.rank) + widthOf(start.rank) + (isLast ? SIDE : gapOf(start.rank) / 2);
  const into = isFirst ? left - SIDE : xOf(end.rank) - gapOf(end.rank - 1) / 2;
  const [x0, x1] = [
    xOf(start.rank) + widthOf(start.rank) * 0.6,
    xOf(end.rank) + widthOf(end.rank) * 0.4,
  ];
  const [bottom, tip] = [yOf(start) + start.below, yOf(end) + end.below];
  const points: Point[] = [
    { x: x0, y: bottom },
    { x: x0, y: bottom + BELOW },
    { x: out, y: bottom + BELOW },
    { x: out, y: floorOf(start) },
  ];
  if (rowOf(start.rank) !== rowOf(end.rank)) {
    points.push({ x: left - SIDE, y: floorOf(start) }, { x: left - SIDE, y: floorOf(end) });
  }
  points.push(
    { x: into, y: floorOf(end) },
    { x: into, y: tip + BELOW },
    { x: x1, y: tip + BELOW },
    { x: x1, y: tip },
  );
  return {
    path: roundedPath(points),
    tip: { x: round(x1), y: round(tip), toward: 'up' as const },
    label: { x: round((out + into) / 2), y: round(floorOf(start)), anchor: 'middle' as const },
  };
}

function ownLoop(spot: Spot, { widthOf, xOf, yOf }: Geometry) {
  const box = widthOf(spot.rank);
  const [left, top] = [xOf(spot.rank) + box * 0.3, yOf(spot) - spot.below];
  const right = xOf(spot.rank) + box * 0.7;
  const points = [
    { x: right, y: top },
    { x: right, y: top - 14 },
    { x: left, y: top - 14 },
    { x: left, y: top },
  ];
  return {
    path: roundedPath(points),
    tip: { x: round(left), y: round(top), toward: 'down' as const },
    label: { x: round((left + right) / 2), y: round(top - 22), anchor: 'middle' as const },
  };
}

/** Straight lines through the points, with a quarter of a circle at each corner that has room. */
export function roundedPath(given: readonly Point[]): string {
  const points = given.filter((point, i) => {
    const [before, after] = [given[i - 1], given[i + 1]];
    if (before !== undefined && before.x === point.x && before.y === point.y) return false;
    if (before === undefined || after === undefined) return true;
    const straight =
      (Math.abs(before.x - point.x) < 0.05 && Math.abs(point.x - after.x) < 0.05) ||
      (Math.abs(before.y - point.y) < 0.05 && Math.abs(point.y - after.y) < 0.05);
    return !straight;
  });
  const first = points[0] ?? { x: 0, y: 0 };
  let path = `M${round(first.x)} ${round(first.y)}`;
  points.slice(1).forEach((point, i) => {
    const before = points[i] as Point;
    const after = points[i + 2];
    if (after === undefined) {
      path += `L${round(point.x)} ${round(point.y)}`;
      return;
    }
    const into = Math.hypot(point.x - before.x, point.y - before.y);
    const out = Math.hypot(after.x - point.x, after.y - point.y);
    const radius = Math.min(CORNER, into / 2, out / 2);
    const start = toward(point, before, radius);
    const end = toward(point, after, radius);
    path += `L${round(start.x)} ${round(start.y)}`;
    path += `Q${round(point.x)} ${round(point.y)} ${round(end.x)} ${round(end.y)}`;
  });
  return path;
}

function toward(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const share = distance / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

export const round = (value: number) => Math.round(value * 10) / 10;
