import type { PlotRule } from './types';

/** A reference line whose place is a number. */
export interface Mark {
  x?: number | undefined;
  y?: number | undefined;
  label?: string | undefined;
}

const HAS_OFFSET = /(Z|[+-]\d\d:?\d\d)$/;

/** Rules at moments, as milliseconds; one without a zone is by its own clock, like the data. */
export const ruleNumbers = (rules: readonly PlotRule[]): Mark[] =>
  rules.map(({ x, y, label }) => ({
    x: typeof x === 'string' ? Date.parse(x.includes('T') && !HAS_OFFSET.test(x) ? `${x}Z` : x) : x,
    y,
    label,
  }));
