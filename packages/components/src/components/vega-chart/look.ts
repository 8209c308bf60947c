/**
 * The card's look as a Vega configuration. Colors are references to the tokens, so that a chart
 * follows its card to paper without being drawn again; only what Vega computes with is resolved.
 */
export interface Resolved {
  /** Font family; text is measured on a canvas, which knows no custom properties. */
  font: string;
  /** From low to high. */
  ramp: string[];
  /** From errors to what is right. */
  diverging: string[];
}

type Config = Record<string, unknown>;

const kitVariable = (name: string) => `var(--kit-${name})`;
const [ink, soft, faint, line, grid, mark] = [
  'ink',
  'ink-2',
  'ink-3',
  'line-3',
  'line-2',
  'mark',
].map(kitVariable);
const data = kitVariable('right-7');

export const HEIGHT = 236;
const TEXT = 11.5;

/** Marks that stand for one datum each: pointing at one tells that datum, and no other. */
const SINGLE = ['arc', 'bar', 'circle', 'point', 'rect', 'square', 'tick'];

export function resolve(element: Element): Resolved {
  const style = getComputedStyle(element);
  const steps = (name: string, numbers: number[]) =>
    numbers.map((step) => style.getPropertyValue(`--kit-${name}-${step}`).trim());
  return {
    font: style.fontFamily,
    ramp: steps('right', [2, 3, 4, 5, 6, 7, 8]),
    diverging: [
      ...steps('error', [7, 6, 5, 4, 3, 2]),
      style.getPropertyValue('--kit-sunk').trim(),
      ...steps('right', [2, 3, 4, 5, 6, 7]),
    ],
  };
}

export interface Tokens {
  /** A color without tokens, for a canvas. */
  resolve(color: string): string;
  /** The page goes to paper, or comes back: tokens have other values. */
  forget(): void;
}

/** Looks tokens up, each once. */
export function tokensOf(element: Element): Tokens {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  const look = (color: string) =>
    color.replace(/var\((--[\w-]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim());
  return {
    resolve(color) {
      if (!color.includes('var(')) return color;
      const found = known.get(color) ?? look(color);
      known.set(color, found);
      return found;
    },
    forget: () => known.clear(),
  };
}

/** What a chart keeps under a theme of its author's choice. */
export const mannersOf = (lite: boolean, view: Config = {}): Config =>
  lite
    ? {
        view: { continuousHeight: HEIGHT, ...view },
        ...Object.fromEntries(SINGLE.map((name) => [name, { tooltip: true }])),
      }
    : {};

/** Between two views side by side, what an axis takes, and the least that a view may be. */
const [BETWEEN, AXIS, LEAST] = [20, 48, 90];

/** Views side by side fill a width. */
export const viewIn = (width: number, across: number): Config =>
  across > 0 && width > 0
    ? { continuousWidth: Math.max(LEAST, Math.floor((width - AXIS + BETWEEN) / across - BETWEEN)) }
    : {};

/** The configuration that stands under the user's own, for either language. */
export function lookOf(
  { font, ramp, diverging }: Resolved,
  lite: boolean,
  view: Config = {},
): Config {
  const text = {
    labelColor: faint,
    labelFont: font,
    labelFontSize: TEXT,
    titleColor: soft,
    titleFont: font,
    titleFontSize: TEXT,
    titleFontWeight: 500,
  };
  const sequential = { scheme: ramp };
  const shared: Config = {
    background: 'transparent',
    axis: {
      ...text,
      domain: false,
      ticks: false,
      gridColor: grid,
      labelPadding: 8,
      titlePadding: 10,
      labelOverlap: 'greedy',
    },
    axisX: { domain: true, domainColor: line, labelPadding: 6, labelFlush: true },
    // Its name stands above the axis, and is read without a turn of the head.
    axisY: {
      labelLimit: 160,
      titleAngle: 0,
      titleAlign: 'left',
      titleAnchor: 'end',
      titleBaseline: 'bottom',
      titleX: 0,
      titleY: -8,
    },
    legend: {
      ...text,
      orient: 'top',
      direction: 'horizontal',
      titleOrient: 'left',
      titlePadding: 10,
      labelColor: soft,
      columnPadding: 14,
      columns: 6,
      offset: 26,
      symbolSize: 70,
      symbolStrokeWidth: 2,
      gradientLength: 160,
      gradientThickness: 10,
    },
    title: { color: ink, subtitleColor: soft, font, anchor: 'start', fontSize: 13, offset: 12 },
    range: {
      category: Array.from({ length: 8 }, (_, i) => kitVariable(`cat-${i + 1}`)),
      diverging: { scheme: diverging },
      heatmap: sequential,
      ordinal: sequential,
      ramp: sequential,
    },
  };
  if (lite) {
    return {
      ...shared,
      font,
      view: { stroke: null, continuousHeight: HEIGHT, ...view },
      header: { ...text, titleColor: soft, labelColor: soft },
      mark: { color: data },
      ...Object.fromEntries(SINGLE.map((name) => [name, { tooltip: true }])),
      line: { strokeWidth: 2 },
      trail: { color: data },
      point: { tooltip: true, filled: true, size: 44, opacity: 0.85 },
      text: { color: ink },
      rule: { color: mark },
    };
  }
  const fill = { fill: data };
  const stroke = { stroke: data };
  return {
    ...shared,
    style: {
      'guide-label': { font, fill: faint, fontSize: TEXT },
      'guide-title': { font, fill: soft, fontSize: TEXT },
    },
    arc: fill,
    area: fill,
    rect: fill,
    symbol: fill,
    shape: stroke,
    path: stroke,
    line: { ...stroke, strokeWidth: 2 },
    rule: { stroke: mark },
    text: { fill: ink, font },
  };
}
