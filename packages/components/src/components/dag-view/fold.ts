/** What is folded, so that a large flow can be read: long chains of steps, and wide splits. */
import type { DagStep } from './types';

/** A step, or a box that stands for several. */
export interface Item {
  name: string;
  next: { step: string }[];
  /** The steps that it stands for, when folded; a single step is its own only member. */
  members: DagStep[];
  fold?: 'chain' | 'branches';
}

/** Chains of fewer steps are not folded. */
const LEAST_CHAIN = 4;
/** A split with more branches shows this many of them. */
export const MOST_BRANCHES = 6;

export interface FoldOptions {
  /** Whether chains are folded: a flow that fits does not need it. */
  chains: boolean;
  /** Names of the folds that the reader has opened. */
  open: ReadonlySet<string>;
  current?: string | undefined;
  /** The most branches of a split that are shown; more of them are folded. */
  most?: number;
}

export function foldSteps(steps: readonly DagStep[], options: FoldOptions): Item[] {
  const graph = new Neighbors(steps);
  const most = options.most ?? MOST_BRANCHES;
  const groups = new Map<
    string,
    { name: string; fold: 'chain' | 'branches'; members: DagStep[] }
  >();
  const add = (fold: 'chain' | 'branches', members: DagStep[]) => {
    const name = `${fold}:${members[0]?.name ?? ''}`;
    if (members.length < 2 || options.open.has(name)) return;
    for (const step of members) groups.set(step.name, { name, fold, members });
  };
  for (const step of steps) {
    const branches = graph.branchesOf(step, most);
    if (branches.length <= most) continue;
    const ranked = [...branches].sort((a, b) => weight(b, options) - weight(a, options));
    const folded = new Set(ranked.slice(most - 1));
    add('branches', branches.filter((branch) => folded.has(branch)).flat());
  }
  if (options.chains) {
    for (const chain of graph.chains()) {
      const plain: DagStep[][] = [[]];
      for (const step of chain) {
        if (isRemarkable(step, options) || groups.has(step.name)) plain.push([]);
        else plain.at(-1)?.push(step);
      }
      for (const run of plain) if (run.length >= LEAST_CHAIN) add('chain', run);
    }
  }
  return itemsOf(steps, groups);
}

/** Every step by itself. */
export const singleSteps = (steps: readonly DagStep[]): Item[] => itemsOf(steps, new Map());

function itemsOf(
  steps: readonly DagStep[],
  groups: ReadonlyMap<string, { name: string; fold: 'chain' | 'branches'; members: DagStep[] }>,
): Item[] {
  const nameOf = (step: string) => groups.get(step)?.name ?? step;
  const items = new Map<string, Item>();
  for (const step of steps) {
    const group = groups.get(step.name);
    const name = nameOf(step.name);
    const item: Item = items.get(name) ?? {
      name,
      next: [],
      members: group?.members ?? [step],
      ...(group === undefined ? {} : { fold: group.fold }),
    };
    const known = new Set(item.next.map((to) => to.step));
    for (const to of step.next) {
      const target = nameOf(to.step);
      const inside = group !== undefined && target === name;
      if (!inside && !known.has(target)) {
        known.add(target);
        item.next.push({ step: target });
      }
    }
    items.set(name, item);
  }
  return withBranchesLast([...items.values()]);
}

/** Folded branches stand after the others, right before what they lead to. */
function withBranchesLast(items: Item[]): Item[] {
  for (const item of items.filter(({ fold }) => fold === 'branches')) {
    items.splice(items.indexOf(item), 1);
    const target = items.findIndex(({ name }) => name === item.next[0]?.step);
    items.splice(target < 0 ? items.length : target, 0, item);
  }
  return items;
}

const isRemarkable = (step: DagStep, { current }: FoldOptions) =>
  step.name === current ||
  step.kind !== 'linear' ||
  step.status === 'failed' ||
  step.status === 'running' ||
  step.status === 'unknown' ||
  (step.tasks?.caught ?? 0) > 0;

/** Which branches are worth a place: what failed, what runs, where the card is, what took long. */
function weight(branch: readonly DagStep[], options: FoldOptions): number {
  const has = (status: string) => branch.some((step) => step.status === status);
  const seconds = branch.reduce((sum, step) => sum + (step.duration ?? 0), 0);
  const rank =
    Number(branch.some(({ name }) => name === options.current)) * 8 +
    Number(has('failed')) * 4 +
    Number(has('running') || has('unknown')) * 2 +
    Number(branch.some((step) => isRemarkable(step, options)));
  return rank * 1e9 + Math.min(seconds, 1e8);
}

/** The steps around each step; loops do not count. */
class Neighbors {
  private readonly steps: readonly DagStep[];
  private readonly byName: Map<string, DagStep>;
  private readonly place: Map<string, number>;
  private readonly parents = new Map<string, string[]>();

  constructor(steps: readonly DagStep[]) {
    this.steps = steps;
    this.byName = new Map(steps.map((step) => [step.name, step]));
    this.place = new Map(steps.map((step, i) => [step.name, i]));
    for (const step of steps) {
      for (const to of step.next) {
        this.parents.set(to.step, [...(this.parents.get(to.step) ?? []), step.name]);
      }
    }
  }

  /** The only step after this one, if it is the only one before that. */
  private follower(step: DagStep): DagStep | undefined {
    const [to, ...others] = step.next;
    if (to === undefined || others.length > 0) return undefined;
    const isForward = (this.place.get(to.step) ?? 0) > (this.place.get(step.name) ?? 0);
    const isOnly = this.parents.get(to.step)?.length === 1;
    return isForward && isOnly ? this.byName.get(to.step) : undefined;
  }

  /** A split's branches, of those that lead to one step only: each with all that is in it. */
  branchesOf(split: DagStep, most: number): DagStep[][] {
    if (split.next.length <= most || split.kind === 'switch') return [];
    return split.next.flatMap(({ step: name }) => {
      if (this.parents.get(name)?.length !== 1) return [];
      const inside = new Set([name]);
      const branch = this.steps.slice(this.place.get(name)).filter((step) => {
        const parents = this.parents.get(step.name) ?? [];
        if (parents.length === 0 || !parents.every((parent) => inside.has(parent)))
          return step.name === name;
        inside.add(step.name);
        return true;
      });
      const ends = new Set(
        branch.flatMap(({ next }) => next.map(({ step }) => step).filter((to) => !inside.has(to))),
      );
      return branch.length > 0 && ends.size === 1 ? [branch] : [];
    });
  }

  /** Steps one after another, each the only one before the next. */
  chains(): DagStep[][] {
    const inside = new Set<string>();
    const chains: DagStep[][] = [];
    for (const step of this.steps) {
      if (inside.has(step.name)) continue;
      const chain = [step];
      for (let next = this.follower(step); next !== undefined; next = this.follower(next)) {
        chain.push(next);
        inside.add(next.name);
      }
      if (chain.length >= LEAST_CHAIN) chains.push(chain);
    }
    return chains;
  }
}
