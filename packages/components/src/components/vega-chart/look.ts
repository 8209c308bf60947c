/**
 * The card's look as a Vega configuration. Colors are references to the tokens, so that a chart
 * follows its card to paper without being drawn again; only what Vega computes with is resolved.
 */
export interface Resolved {
  /** Font family; text is measured on a canvas, which knows no custom properties. */
  font: string;
  /** Ends of the sequential ranges, and the far end of the diverging one. */
  low: string;
  high: string;
  error: string;
}

type Config = Record<string, unknown>;

const token = (name: string) => `var(--kit-${name})`;
const [ink, soft, line, faint] = ['ink', 'ink-soft', 'line', 'line-faint'].map(token);
const data = token('data');

/** Marks that stand for one datum each: pointing at one tells that datum, and no other. */
const SINGLE = ['arc', 'bar', 'circle', 'point', 'rect', 'square', 'tick'];

export function resolve(element: Element): Resolved {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(`--kit-${name}`).trim();
  return {
    font: style.fontFamily,
    low: read('line'),
    high: read('data'),
    error: read('data-error'),
  };
}

/** Looks tokens up for what cannot: a canvas, a picture that leaves the page. */
export function tokensOf(element: Element): (color: string) => string {
  const style = getComputedStyle(element);
  return (color) =>
    color.replace(/var\((--[\w-]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim());
}

/** What a chart keeps under a theme of its author's choice. */
export const mannersOf = (lite: boolean): Config =>
  lite
    ? {
        view: { continuousHeight: 260 },
        ...Object.fromEntries(SINGLE.map((mark) => [mark, { tooltip: true }])),
      }
    : {};

/** The configuration that stands under the user's own, for either language. */
export function lookOf({ font, low, high, error }: Resolved, lite: boolean): Config {
  const text = { labelColor: soft, titleColor: soft, labelFontSize: 12, titleFontSize: 12 };
  const quiet = { ...text, titleFontWeight: 'normal', titlePadding: 8 };
  const sequential = { scheme: [low, high] };
  const shared: Config = {
    background: 'transparent',
    axis: { ...quiet, domainColor: line, tickColor: line, gridColor: faint },
    legend: quiet,
    title: { color: ink, subtitleColor: soft, font, anchor: 'start', fontSize: 14 },
    range: {
      category: Array.from({ length: 8 }, (_, i) => token(`cat-${i + 1}`)),
      diverging: { scheme: [error, low, high] },
      heatmap: sequential,
      ordinal: sequential,
      ramp: sequential,
    },
  };
  if (lite) {
    return {
      ...shared,
      ...mannersOf(lite),
      font,
      view: { stroke: null, continuousHeight: 260 },
      header: text,
      mark: { color: data },
      text: { color: ink },
      rule: { color: soft },
    };
  }
  const fill = { fill: data };
  const stroke = { stroke: data };
  return {
    ...shared,
    style: {
      'guide-label': { font, fill: soft, fontSize: 12 },
      'guide-title': { font, fill: soft, fontSize: 12 },
    },
    arc: fill,
    area: fill,
    rect: fill,
    symbol: fill,
    shape: stroke,
    path: stroke,
    line: stroke,
    rule: { stroke: soft },
    text: { fill: ink, font },
  };
}
