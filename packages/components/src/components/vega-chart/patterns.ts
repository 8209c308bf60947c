import { LimitError } from './budget';

const TOKENS = /\\.|\[(?:\\.|[^\]\\])*\]|\(\??|[*+?]\??|\{\d+(?:,\d*)?\}\??|[)|]/gs;

/** Steps of one try, in a browser a second or two. */
const MOST_STEPS = 1e9;

interface Cost {
  /** Ways through alternatives and optional parts; endless where what varies is repeated, however deep. */
  ways: number;
  /** Repetitions, each of which may end anywhere behind the one before, and where it all begins. */
  places: number;
}

const costs = new Map<string, Cost>();

function costOf(source: string): Cost {
  const known = costs.get(source);
  if (known) return known;
  const cost = readCost(source);
  if (costs.size > 100) costs.clear();
  costs.set(source, cost);
  return cost;
}

function readCost(source: string): Cost {
  const groups = [{ varies: false, ways: 1 }];
  const cost = { ways: 1, places: Number(!source.startsWith('^')) };
  /** The end of a group that varies. */
  let end = -1;
  for (const { 0: token, index } of source.matchAll(TOKENS)) {
    const group = groups.at(-1) as (typeof groups)[0];
    if (/^\\[1-9k]/.test(token) || (index === end && /^[*+{]/.test(token))) cost.ways = Infinity;
    if (token.startsWith('(')) groups.push({ varies: false, ways: 1 });
    else if (token === ')' && groups.length > 1) {
      groups.pop();
      cost.ways *= group.ways;
      if (!group.varies) continue;
      end = index + 1;
      (groups.at(-1) as typeof group).varies = true;
    } else if (/^[*+?|]|,/.test(token)) {
      group.varies = true;
      if (token === '|') group.ways += 1;
      else if (token.startsWith('?')) cost.ways *= 2;
      // Behind the last nothing is tried again.
      else if (index + token.length < source.length) cost.places += 1;
    }
  }
  cost.ways *= groups[0]?.ways ?? 1;
  return cost;
}

/** As many as a try of a text may take: the ways, times those to choose places in their order. */
export function stepsOf({ source }: RegExp, length: number): number {
  const { ways, places } = costOf(source);
  let steps = ways;
  for (let place = 1; place <= places; place += 1) steps *= (length + place) / place;
  return steps;
}

/** Refuses what a browser could not be stopped in. */
export function limitSteps({ source }: RegExp, steps: number): void {
  if (steps <= MOST_STEPS) return;
  throw new LimitError(`the pattern ${source.slice(0, 80)} may take for ever`);
}

export function readPattern(pattern: unknown, flags?: unknown): RegExp {
  const isPattern = pattern instanceof RegExp;
  const source = isPattern ? pattern.source : String(pattern);
  const isRead = isPattern && typeof flags !== 'string';
  const read = isRead ? pattern : new RegExp(source, typeof flags === 'string' ? flags : '');
  limitSteps(read, stepsOf(read, 1));
  return read;
}
