/** How fast something goes, by what a page was told of it. */

export interface Mark {
  /** When, in seconds. */
  time: number;
  value: number;
}

export interface Pace {
  rate: number;
  secondsLeft?: number;
}

const MOST = 100;

/** One mark more; a value that falls begins anew. */
export function addMark(marks: readonly Mark[], next: Mark): readonly Mark[] {
  const last = marks.at(-1);
  if (last !== undefined && next.value === last.value) return marks;
  if (last !== undefined && next.value < last.value) return [next];
  return [...marks.slice(1 - MOST), next];
}

/** Nothing where too little is known. */
export function paceOf(marks: readonly Mark[], total: number | undefined): Pace | undefined {
  const [first] = marks;
  const last = marks.at(-1);
  if (first === undefined || last === undefined || last.time <= first.time) return undefined;
  const rate = (last.value - first.value) / (last.time - first.time);
  if (!(rate > 0)) return undefined;
  return total === undefined ? { rate } : { rate, secondsLeft: (total - last.value) / rate };
}
