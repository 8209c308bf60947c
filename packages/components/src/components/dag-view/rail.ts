/** A flow from top to bottom for a narrow card: a row for each step, beside a rail of lanes. */
import { roundedPath, type Point } from './routes';

export interface RailStep {
  name: string;
  next: readonly { step: string }[];
  height: number;
}

export interface RailEdge {
  from: string;
  to: string;
  back: boolean;
  path: string;
}

export interface Rail {
  /** Width of the lanes. */
  width: number;
  height: number;
  rows: { name: string; x: number; y: number; top: number; height: number }[];
  edges: RailEdge[];
}

const LANE = 20;
const MOST_WIDTH = 132;
const SIGN = 9;
const TURN = 12;

/**
 * Lanes as in a history of commits: a step takes the lane that waits for it, its first follower
 * goes on there, and the others take the next free ones. Followers on the critical path are first.
 */
export function layOutRail(steps: readonly RailStep[], critical: ReadonlySet<string>): Rail {
  const place = new Map(steps.map(({ name }, i) => [name, i]));
  /** For each lane the steps that it leads to. */
  const lanes: (string | undefined)[] = [];
  const laneOf = new Map<string, number>();
  const passing = new Map<string, number>();
  const take = (target: string) => {
    const free = lanes.findIndex((waiting) => waiting === undefined);
    const lane = free < 0 ? lanes.length : free;
    lanes[lane] = target;
    return lane;
  };
  for (const { name, next } of steps) {
    const waiting = lanes.flatMap((target, lane) => (target === name ? [lane] : []));
    const own = waiting[0] ?? take(name);
    for (const lane of waiting) lanes[lane] = undefined;
    laneOf.set(name, own);
    const followers = [...new Set(next.map(({ step }) => step))]
      .filter((to) => (place.get(to) ?? -1) > (place.get(name) ?? 0))
      .sort((a, b) => Number(critical.has(b)) - Number(critical.has(a)));
    followers.forEach((to, i) => {
      const shared = i > 0 ? lanes.findIndex((target) => target === to) : -1;
      if (i === 0) lanes[own] = to;
      const lane = i === 0 ? own : shared >= 0 ? shared : take(to);
      passing.set(`${name}\n${to}`, lane);
    });
  }
  const count = Math.max(1, ...[...laneOf.values(), ...passing.values()].map((lane) => lane + 1));
  const pitch = Math.min(LANE, (MOST_WIDTH - LANE) / Math.max(1, count - 1));
  const xOf = (lane: number) => Math.round((LANE / 2 + lane * pitch) * 10) / 10;
  let top = 0;
  const rows = steps.map(({ name, height }) => {
    const row = { name, x: xOf(laneOf.get(name) ?? 0), y: top + height / 2, top, height };
    top += height;
    return row;
  });
  const rowOf = new Map(rows.map((row) => [row.name, row]));
  const width = Math.ceil(xOf(count - 1) + LANE / 2);
  const edges = steps.flatMap(({ name, next }) =>
    [...new Set(next.map(({ step }) => step))].flatMap((to): RailEdge[] => {
      const [start, end] = [rowOf.get(name), rowOf.get(to)];
      if (start === undefined || end === undefined) return [];
      const lane = passing.get(`${name}\n${to}`);
      if (lane === undefined) {
        return [{ from: name, to, back: true, path: backPath(start, end, width) }];
      }
      return [{ from: name, to, back: false, path: forwardPath(start, end, xOf(lane)) }];
    }),
  );
  return { width: width + (edges.some(({ back }) => back) ? 10 : 0), height: top, rows, edges };
}

function forwardPath(start: Point, end: Point, x: number): string {
  const [from, to] = [start.y + SIGN, end.y - SIGN];
  return roundedPath([
    { x: start.x, y: from },
    { x: start.x, y: from + TURN },
    { x, y: from + TURN },
    { x, y: to - TURN },
    { x: end.x, y: to - TURN },
    { x: end.x, y: to },
  ]);
}

/** A transition to an earlier step, or to itself: at the right of the lanes, and back up. */
function backPath(start: Point, end: Point, width: number): string {
  const x = width + 4;
  const [from, to] = start === end ? [start.y + 5, end.y - 5] : [start.y + 4, end.y - 4];
  return roundedPath([
    { x: start.x + SIGN - 1, y: from },
    { x, y: from },
    { x, y: to },
    { x: end.x + SIGN - 1, y: to },
  ]);
}
