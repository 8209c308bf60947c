/** What a change means, where it is known which way is better. */
export type Verdict = 'better' | 'worse' | 'same' | 'noise';

/** The part of a bar of changes that a relative change fills, from its center line: 0 to 1. */
export function barLength(ratio: number, cap: number): number {
  if (Number.isNaN(ratio)) return 0;
  return Math.min(1, Math.abs(ratio) / cap);
}

/** Better is right. A change of which nobody knows what it means goes the way of its sign. */
export const goesRight = (ratio: number, verdict?: Verdict): boolean =>
  verdict === 'better' || (verdict !== 'worse' && ratio > 0);
