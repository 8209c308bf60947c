/** The order in each rank: sweeps by barycenters (Sugiyama, Tagawa and Toda, 1981). */
import type { Spot } from './ranks';

const SWEEPS = 8;

/** The ranks in an order with few crossings: sweeps there and back, the best of them. */
export function uncross(ranks: Spot[][]): Spot[][] {
  let current = ranks;
  let best = { ranks, crossings: crossingsOf(ranks) };
  for (let sweep = 0; sweep < SWEEPS && best.crossings > 0; sweep += 1) {
    const there = sweep % 2 === 0;
    const order = new Map(current.flatMap((rank) => rank.map((spot, i) => [spot, i] as const)));
    const next = current.map((rank) => [...rank]);
    for (const rank of there ? next : [...next].reverse()) {
      const barycenter = new Map(
        rank.map((spot) => {
          const near = there ? spot.before : spot.after;
          const own = order.get(spot) ?? 0;
          return [spot, near.length > 0 ? mean(near.map((other) => order.get(other) ?? 0)) : own];
        }),
      );
      rank.sort((a, b) => (barycenter.get(a) ?? 0) - (barycenter.get(b) ?? 0));
      rank.forEach((spot, i) => order.set(spot, i));
    }
    current = next;
    const crossings = crossingsOf(current);
    if (crossings < best.crossings) best = { ranks: current, crossings };
  }
  return best.ranks;
}

/** How many pairs of transitions cross between neighboring ranks. */
function crossingsOf(ranks: Spot[][]): number {
  return ranks.slice(1).reduce((sum, rank, i) => {
    const order = new Map(rank.map((spot, j) => [spot, j]));
    const ends = (ranks[i] ?? []).flatMap((spot) =>
      spot.after.map((to) => order.get(to) ?? 0).sort((a, b) => a - b),
    );
    return sum + inversions(ends);
  }, 0);
}

/** Pairs that stand in the wrong order, counted while sorting by halves. */
export function inversions(values: readonly number[]): number {
  const sort = (list: readonly number[]): [number[], number] => {
    if (list.length < 2) return [[...list], 0];
    const middle = list.length >> 1;
    const [a, inA] = sort(list.slice(0, middle));
    const [b, inB] = sort(list.slice(middle));
    const merged: number[] = [];
    let [i, count] = [0, inA + inB];
    for (const value of b) {
      for (let head = a[i]; head !== undefined && head <= value; head = a[++i]) merged.push(head);
      count += a.length - i;
      merged.push(value);
    }
    return [[...merged, ...a.slice(i)], count];
  };
  return sort(values)[1];
}

export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
