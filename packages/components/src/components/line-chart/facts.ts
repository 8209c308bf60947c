/** A line chart in words and as a table. */
import { formatCount } from '$kit/lib/format';
import { missingFacts } from '$kit/parts/plot/facts';
import { exactPlace } from '$kit/parts/plot/exact';
import { exactly, type ChartTable } from '$kit/parts/plot/table';
import { lastOf, type Line, type LineView } from './lines';

const MOST_NAMES = 4;

/** The picture in a sentence, for a screen reader. */
export function sentenceOf(view: LineView, title: string | undefined): string {
  const { lines } = view;
  const kind = lines.length === 1 ? 'Line chart' : `Line chart of ${lines.length} lines`;
  const phrases = lines.slice(0, MOST_NAMES).map((line) => {
    const [first, last] = [firstOf(line), lastOf(line)];
    if (first === undefined || last === undefined) return `${line.name} has no values`;
    return `${line.name} from ${view.valueText(first)} to ${view.valueText(last.y)}`;
  });
  const rest = lines.length - phrases.length;
  if (rest > 0) phrases.push(`and ${rest} more`);
  const over = view.placeName === undefined ? '' : ` over ${view.placeName}`;
  return `${title === undefined ? '' : `${title}. `}${kind}${over}: ${phrases.join(', ')}.`;
}

function firstOf({ y }: Line): number | undefined {
  for (let i = 0; i < y.length; i += 1) {
    const value = y[i] as number;
    if (value - value === 0) return value;
  }
  return undefined;
}

/** What a reader must know of the values that are not drawn. */
export function factsOf(
  { lines, x, y }: LineView,
  total: number | undefined,
  unseen = 'Gaps',
): string[] {
  const points = lines.reduce((sum, line) => sum + line.y.length, 0);
  return [
    ...missingFacts(
      lines.map((line) => line.y),
      y.scale === 'log',
      unseen,
    ),
    ...(x.scale === 'log' ? missingFacts(new Set(lines.map((line) => line.x)), true, unseen) : []),
    ...(total === undefined
      ? []
      : [
          `${formatCount(points)} of ${formatCount(total)} points are in this card: the lowest and the highest of each stretch.`,
        ]),
  ];
}

/** One row for each place where all lines share their places, else one for each point. */
export function tableOf(view: LineView): ChartTable {
  const { lines, valueText, placeText } = view;
  const placeName = view.x.label ?? 'x';
  const [first] = lines;
  if (first === undefined || lines.every(({ x }) => x === first.x)) {
    return {
      headers: [placeName, ...lines.map(({ name }) => name)],
      length: first?.x.length ?? 0,
      row: (i) => [placeText(at(first?.x, i)), ...lines.map(({ y }) => valueText(at(y, i)))],
      exact: (i) => [
        exactPlace(view.x, at(first?.x, i)),
        ...lines.map(({ y }) => exactly(at(y, i))),
      ],
    };
  }
  const starts = lines.map((_, i) => lines.slice(0, i).reduce((sum, { y }) => sum + y.length, 0));
  const find = (index: number) => {
    const which = starts.findLastIndex((start) => start <= index);
    return [lines[which] as Line, index - (starts[which] ?? 0)] as const;
  };
  return {
    headers: ['series', placeName, view.y.label ?? 'y'],
    length: lines.reduce((sum, { y }) => sum + y.length, 0),
    row: (index) => {
      const [line, i] = find(index);
      return [line.name, placeText(at(line.x, i)), valueText(at(line.y, i))];
    },
    exact: (index) => {
      const [line, i] = find(index);
      return [line.name, exactPlace(view.x, at(line.x, i)), exactly(at(line.y, i))];
    },
  };
}

const at = (column: ArrayLike<number> | undefined, index: number) => column?.[index] ?? Number.NaN;
