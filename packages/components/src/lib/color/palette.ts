/** Colors of series: eight categories, then gray, so that no color stands for two series. */
export const CATEGORIES = 8;

/** The dash of a line: none for the first four series, which color alone keeps apart. */
const DASHES = ['', '6 3', '2 3', '8 3 2 3', '4 2'];

export interface SeriesStyle {
  /** A CSS value. */
  color: string;
  /** For `stroke-dasharray`; undefined for a solid line. */
  dash: string | undefined;
}

/** The style of series `index` of `count`. Above eight, the top seven have colors and the rest are gray. */
export function seriesStyle(index: number, count: number): SeriesStyle {
  const colored = count > CATEGORIES ? CATEGORIES - 1 : CATEGORIES;
  if (index >= colored) return { color: 'var(--kit-mark)', dash: undefined };
  return {
    color: `var(--kit-cat-${index + 1})`,
    dash: DASHES[index < 4 ? 0 : index - 3] || undefined,
  };
}
