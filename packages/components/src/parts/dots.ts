/** One line of a strip of dots: where each of the things compared stands between worst and best. */
export interface DotLine {
  label: string;
  /** One for each name, 0 is worst and 1 is best; null where it has no value. */
  positions: readonly (number | null)[];
}
