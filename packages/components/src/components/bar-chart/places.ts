/** How the bars of a chart stand in its width, and what the pointer finds there. */
import type { Layout } from '$kit/parts/plot/layout';
import { AXIS_SIZE, NAME_SIZE } from '$kit/parts/plot/layout';
import { fitText, type Measure } from '$kit/parts/plot/measure';
import type { Stop, Stops } from '$kit/parts/plot/stops';
import type { BarView } from './bars';

/** From one bar to the next: wider, and bars are far from each other; narrower, and none is seen. */
const [WIDEST, NARROWEST] = [110, 3];
const BETWEEN = 10;
/** Level bars whose names take more than this share of the width stand below their names. */
const NAMES = 0.42;
const MOST_LINES = 3;

const widestOf = (names: readonly string[], size: number, measure: Measure) =>
  Math.max(0, ...names.map((name) => measure(name, size)));

/** Whether level bars read better: long names, or bars so few that they would not use the width. */
export function isLevel(
  names: readonly string[],
  width: number,
  measure: Measure,
  sparse = false,
): boolean {
  const step = (width - 50) / Math.max(1, names.length);
  if (step > WIDEST && !sparse) return true;
  if (widestOf(names, AXIS_SIZE, measure) + BETWEEN <= step) return false;
  // Numbers and dates may be named at every few bars only; other names may not.
  const some = sparse || names.every((name) => /^[\d.,:\s−-]+$/.test(name));
  return !(some && step >= NARROWEST);
}

export const areBelowNames = (names: readonly string[], width: number, measure: Measure) =>
  widestOf(names, NAME_SIZE, measure) > width * NAMES;

/** Names as lines that fit a width: whole words, and three lines at most. */
export const wrapNames = (names: readonly string[], width: number, measure: Measure): string[][] =>
  names.map((name) => {
    const lines: string[] = [];
    for (const word of name.split(' ')) {
      const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
      if (
        lines.length > 0 &&
        (measure(longer, NAME_SIZE) <= width || lines.length === MOST_LINES)
      ) {
        lines[lines.length - 1] = longer;
      } else lines.push(word);
    }
    return lines.map((line) => fitText(line, width, NAME_SIZE, measure));
  });

/** The widest name at the left of level bars, in pixels. */
export const nameWidth = (names: readonly string[], measure: Measure) =>
  widestOf(names, NAME_SIZE, measure);

interface BarEnd {
  at: number;
  to: number;
  text: string;
  series: number;
}

/** What is written at bars: nothing at shares of a whole, nor at stacks that go both ways. */
export const barTexts = (view: BarView): BarEnd[] =>
  view.shares || view.mixed ? [] : barEnds(view);

/** The end of each bar, or of each stack of them, and its value. */
export function barEnds(view: BarView): BarEnd[] {
  if (!view.grouped) return view.totals.map(({ to, text }, at) => ({ at, to, text, series: 0 }));
  return view.series.flatMap(({ values }, series) =>
    view.names.map((_, at) => {
      const to = values[at] ?? Number.NaN;
      return { at, to, text: view.texts[series]?.[at] ?? '', series };
    }),
  );
}

/** The first bars of a view, in parts of so many. */
export function partsOf(
  view: BarView,
  count: number,
  size: number,
): (BarView & { start: number })[] {
  const parts = [];
  for (let start = 0; start < count; start += size) {
    const end = Math.min(count, start + size);
    parts.push({
      ...view,
      start,
      names: view.names.slice(start, end),
      series: view.series.map(({ name, values }) => ({
        name,
        values: Array.from(values).slice(start, end),
      })),
      bars: view.bars.map((bars) =>
        bars.slice(start, end).map((bar) => ({ ...bar, at: bar.at - start })),
      ),
      texts: view.texts.map((texts) => texts.slice(start, end)),
      totals: view.totals.slice(start, end),
    });
  }
  return parts;
}

/** One stop for each place of bars. */
export function barStops(view: BarView, { x, y, box, width }: Layout, level: boolean): Stops {
  const [bands, values] = level ? [y, x] : [x, y];
  const several = view.series.length > 1;
  return {
    count: view.names.length,
    nearest(atX, atY) {
      if (bands.kind !== 'band' || atY < box.top - 8 || atY > box.bottom + 24) return undefined;
      const place = level ? atY : atX;
      const index = bands.invert(place);
      return Math.abs(place - bands.at(index)) > bands.step / 2 ? undefined : index;
    },
    place: (index) => bands.at(index),
    stop(index): Stop | undefined {
      const [name, total] = [view.names[index], view.totals[index]];
      if (name === undefined || total === undefined || bands.kind !== 'band') return undefined;
      const rows = view.series.map((series, i) => ({
        name: several ? series.name : undefined,
        value: view.texts[i]?.[index] ?? '',
        color: several ? view.colors[i] : undefined,
      }));
      if (several && !view.grouped) rows.push({ name: 'all', value: total.text, color: undefined });
      const end = values.at(total.to);
      const middle = bands.at(index);
      const half = bands.step / 2;
      return {
        at: level ? { x: end, y: middle } : { x: middle + bands.size / 2, y: end },
        title: name,
        rows,
        dots: [],
        band: level
          ? [
              [0, width],
              [middle - half, middle + half],
            ]
          : [
              [middle - half, middle + half],
              [box.top, box.bottom],
            ],
      };
    },
  };
}
