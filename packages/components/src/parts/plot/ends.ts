import type { Layout } from './layout';
import { spread } from './spread';

/** A name beside the box, at the end of what it names. */
export interface End {
  name: string;
  /** The value at the end. */
  y: number;
  color: string;
  /** The words of a rule, which are no series. */
  quiet?: boolean;
}

/** The words of level rules, as names beside the box. */
export const ruleEnds = (
  rules: readonly { y?: number | undefined; label?: string | undefined }[],
): End[] =>
  rules.flatMap(({ y, label }) =>
    y === undefined || label === undefined
      ? []
      : [{ name: label, y, color: 'var(--kit-mark)', quiet: true }],
  );

/** As far as names are that a finger can press. */
const APART = 24;

/** How high the names stand, moved apart where lines end together. */
export const endPlaces = (ends: readonly End[], { y: scale, box }: Layout): number[] =>
  spread(
    ends.map(({ y }) => scale.at(y)),
    APART,
    box.top,
    box.bottom,
  );
