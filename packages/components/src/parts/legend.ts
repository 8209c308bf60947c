import { CATEGORIES, seriesStyle } from '$kit/lib/color/palette';

/** An entry of a legend. */
export interface LegendItem {
  label: string;
  /** A CSS value: `var(--kit-cat-1)`. */
  color: string;
  /** How the color stands in the picture. */
  mark?: 'box' | 'line' | 'dot' | 'ring';
  /** For a dashed line: `6 3`. */
  dash?: string | undefined;
}

/** A key for each series with a color of its own, and one for all others. */
export function legendOf(names: readonly string[], mark?: LegendItem['mark']): LegendItem[] {
  const shown = names.length > CATEGORIES ? CATEGORIES - 1 : names.length;
  const rest = names.length - shown;
  return [...names.slice(0, shown), ...(rest > 0 ? [`${rest} more`] : [])].map((label, i) => {
    const { color, dash } = seriesStyle(i, names.length);
    return { label, color, ...(mark && { mark }), ...(mark === 'line' ? { dash } : {}) };
  });
}
