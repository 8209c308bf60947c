import { momentAt } from '$kit/lib/scale/time';
import type { PlotRule } from './types';

/** A reference line whose place is a number. */
export interface Mark {
  x?: number | undefined;
  y?: number | undefined;
  label?: string | undefined;
}

const HAS_OFFSET = /(Z|[+-]\d\d:?\d\d)$/;

/** Rules at moments, as milliseconds; a day, and a time without an offset, are those of the zone that is shown. */
export const ruleNumbers = (rules: readonly PlotRule[], zone?: string): Mark[] =>
  rules.map(({ x, y, label }) => ({
    x: typeof x === 'string' ? placeOfRule(x, zone) : x,
    y,
    label,
  }));

const placeOfRule = (text: string, zone: string | undefined): number =>
  HAS_OFFSET.test(text)
    ? Date.parse(text)
    : momentAt(Date.parse(text.includes('T') ? `${text}Z` : text), zone);
