/**
 * The ranks of a graph and the order in each: ranks by the longest path, order by barycenters
 * (Sugiyama, Tagawa and Toda, 1981), positions by least squares under the order.
 *
 * Steps come with parents first, so a transition to the step itself or an earlier one closes a
 * loop, and has no part in this.
 */
import { mean, uncross } from './crossings';

export interface GraphStep {
  name: string;
  next: readonly { step: string }[];
}

export interface Transition {
  from: string;
  to: string;
  /** Whether it closes a loop. */
  back: boolean;
}

/** A box, or the place where a long transition passes a rank. */
export interface Spot {
  /** Name of the step; absent where a transition passes. */
  name?: string;
  rank: number;
  /** How much it takes above and below its middle. */
  above: number;
  below: number;
  /** Its middle, across the ranks. */
  y: number;
  before: Spot[];
  after: Spot[];
}

/** A transition as the spots that it passes, from box to box. */
export interface Chain extends Transition {
  spots: Spot[];
}

export interface Ranks {
  /** In each rank the spots in their order. */
  ranks: Spot[][];
  chains: Chain[];
  loops: Transition[];
  boxes: Map<string, Spot>;
  /** Transitions that were left out, since they pass too many ranks. */
  leftOut: number;
}

const SETTLES = 24;
const STRAIGHT = 8;
const FORK = 8;
const PASSING = 6;
/** Places where transitions pass: more of them cost more time than they are worth. */
const MOST_PASSING = 4000;

export function rankSteps(
  steps: readonly GraphStep[],
  options: {
    heightOf: (name: string) => number;
    gap: number;
    aboveOf: (name: string) => number;
  },
): Ranks {
  const transitions = transitionsOf(steps);
  const found = longestPaths(steps, transitions);
  const boxes = new Map(
    steps.map(({ name }): [string, Spot] => [
      name,
      {
        name,
        rank: found.get(name) ?? 0,
        above: options.heightOf(name) / 2 + options.aboveOf(name),
        below: options.heightOf(name) / 2,
        y: 0,
        before: [],
        after: [],
      },
    ]),
  );
  const ranks: Spot[][] = [];
  for (const spot of boxes.values()) (ranks[spot.rank] ??= []).push(spot);
  const lengthOf = ({ from, to }: Transition) => (found.get(to) ?? 0) - (found.get(from) ?? 0);
  const forward = transitions.filter(({ back }) => !back);
  const drawn = new Set<Transition>();
  let passing = 0;
  for (const transition of [...forward].sort((a, b) => lengthOf(a) - lengthOf(b))) {
    passing += lengthOf(transition) - 1;
    if (passing <= MOST_PASSING) drawn.add(transition);
  }
  const chains = forward
    .filter((transition) => drawn.has(transition))
    .map((transition): Chain => ({ ...transition, spots: spotsOf(transition, boxes, ranks) }));
  const ordered = uncross(ranks);
  settle(ordered, options.gap);
  return {
    ranks: ordered,
    chains,
    loops: transitions.filter(({ back }) => back),
    boxes,
    leftOut: forward.length - drawn.size,
  };
}

function transitionsOf(steps: readonly GraphStep[]): Transition[] {
  const place = new Map(steps.map(({ name }, i) => [name, i]));
  return steps.flatMap(({ name, next }, i) =>
    [...new Set(next.map(({ step }) => step))].flatMap((to) => {
      const at = place.get(to);
      return at === undefined ? [] : [{ from: name, to, back: at <= i }];
    }),
  );
}

function longestPaths(
  steps: readonly GraphStep[],
  transitions: readonly Transition[],
): Map<string, number> {
  const found = new Map(steps.map(({ name }) => [name, 0]));
  for (const { from, to, back } of transitions) {
    if (!back) found.set(to, Math.max(found.get(to) ?? 0, (found.get(from) ?? 0) + 1));
  }
  return found;
}

function spotsOf({ from, to }: Transition, boxes: Map<string, Spot>, ranks: Spot[][]): Spot[] {
  const [start, end] = [boxes.get(from), boxes.get(to)];
  if (start === undefined || end === undefined) return [];
  const spots = [start];
  for (let rank = start.rank + 1; rank < end.rank; rank += 1) {
    const spot: Spot = { rank, above: PASSING, below: PASSING, y: 0, before: [], after: [] };
    ranks[rank]?.push(spot);
    spots.push(spot);
  }
  spots.push(end);
  spots.slice(1).forEach((spot, i) => {
    spots[i]?.after.push(spot);
    spot.before.push(spots[i] as Spot);
  });
  return spots;
}

/** Gives each spot its middle: near its neighbors on both sides, with the gap kept. */
function settle(ranks: Spot[][], gap: number) {
  for (const rank of ranks) place(rank, gap, () => ({ y: 0, weight: 1 }));
  const sweeps = ranks.length > 200 ? 8 : SETTLES;
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const rank of ranks) place(rank, gap, ideal);
    for (const rank of [...ranks].reverse()) place(rank, gap, ideal);
  }
  straighten(ranks, gap);
}

const isStraight = (from: Spot, to: Spot) => from.after.length === 1 && to.before.length === 1;

/** What goes on from one to one stands on one height, where its neighbors leave room for it. */
function straighten(ranks: Spot[][], gap: number) {
  const place = new Map(ranks.flatMap((rank) => rank.map((spot, i) => [spot, i] as const)));
  const runs: Spot[][] = [];
  for (const spot of ranks.flat()) {
    const [previous] = spot.before;
    if (previous !== undefined && isStraight(previous, spot)) continue;
    const run = [spot];
    for (
      let [next] = spot.after;
      next && isStraight(run.at(-1) as Spot, next);
      [next] = next.after
    ) {
      run.push(next);
    }
    if (run.length > 1) runs.push(run);
  }
  for (let pass = 0; pass < 2; pass += 1) {
    for (const run of runs) {
      let [low, high] = [-Infinity, Infinity];
      for (const spot of run) {
        const rank = ranks[spot.rank] ?? [];
        const at = place.get(spot) ?? 0;
        const [over, under] = [rank[at - 1], rank[at + 1]];
        if (over !== undefined) low = Math.max(low, over.y + over.below + gap + spot.above);
        if (under !== undefined) high = Math.min(high, under.y - under.above - gap - spot.below);
      }
      if (low > high) continue;
      const y = Math.min(high, Math.max(low, mean(run.map((spot) => spot.y))));
      for (const spot of run) spot.y = y;
    }
  }
}

/**
 * The mean of the neighbors. What goes on straight from one to one weighs most, then the side of a
 * fork or a join: it stands in the middle of its branches.
 */
function ideal(spot: Spot): { y: number; weight: number } {
  const { before, after } = spot;
  let [sum, weight] = [0, 0];
  const add = (near: Spot, straight: boolean, isFork: boolean) => {
    const pull = straight ? STRAIGHT : isFork ? FORK : 1;
    sum += pull * near.y;
    weight += pull;
  };
  for (const near of before) add(near, isStraight(near, spot), before.length > after.length);
  for (const near of after) add(near, isStraight(spot, near), after.length > before.length);
  return weight === 0 ? { y: spot.y, weight: 1 } : { y: sum / weight, weight };
}

function place(rank: Spot[], gap: number, idealOf: (spot: Spot) => { y: number; weight: number }) {
  const offsets: number[] = [];
  rank.forEach((spot, i) => {
    const previous = rank[i - 1];
    offsets.push(
      previous === undefined ? 0 : (offsets[i - 1] ?? 0) + previous.below + gap + spot.above,
    );
  });
  const ideals = rank.map(idealOf);
  const free = ideals.map(({ y }, i) => y - (offsets[i] ?? 0));
  const weights = ideals.map(({ weight }) => weight);
  isotonic(free, weights).forEach((y, i) => {
    const spot = rank[i];
    if (spot !== undefined) spot.y = y + (offsets[i] ?? 0);
  });
}

/**
 * The non-decreasing values nearest to the given ones in weighted least squares: pool adjacent
 * violators.
 */
export function isotonic(values: readonly number[], weights: readonly number[] = []): number[] {
  const pools: { value: number; weight: number; size: number }[] = [];
  values.forEach((value, i) => {
    let pool = { value, weight: weights[i] ?? 1, size: 1 };
    for (let last = pools.at(-1); last && last.value > pool.value; last = pools.at(-1)) {
      pools.pop();
      const weight = last.weight + pool.weight;
      pool = {
        value: (last.value * last.weight + pool.value * pool.weight) / weight,
        weight,
        size: last.size + pool.size,
      };
    }
    pools.push(pool);
  });
  return pools.flatMap(({ value, size }) => new Array<number>(size).fill(value));
}

/** How far each step is from the first ones, by the longest way. */
export const rankOf = (steps: readonly GraphStep[]): Map<string, number> =>
  longestPaths(steps, transitionsOf(steps));

/** How many ranks a flow has. */
export const depthOf = (steps: readonly GraphStep[]): number =>
  Math.max(0, ...rankOf(steps).values()) + 1;
