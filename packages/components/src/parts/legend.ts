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
