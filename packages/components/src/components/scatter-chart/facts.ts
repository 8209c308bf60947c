/** A scatter chart in words and as a table. */
import { formatCount } from '$kit/lib/format';
import { missingFacts } from '$kit/parts/plot/facts';
import { exactPlace } from '$kit/parts/plot/exact';
import { exactly, type ChartTable } from '$kit/parts/plot/table';
import type { ScatterView } from './points';

/** The picture in a sentence, for a screen reader. */
export function sentenceOf(
  { x, fields, colorCount }: ScatterView,
  title: string | undefined,
): string {
  const [across, up] = fields;
  const begin = title === undefined ? '' : `${title}. `;
  const colors = colorCount > 1 ? ` in ${colorCount} colors` : '';
  return `${begin}Scatter chart of ${formatCount(x.length)} points${colors}: ${up?.name} by ${across?.name}.`;
}

/** What a reader must know of the points that are not drawn. */
export function factsOf(
  { x, y, xAxis, yAxis }: ScatterView,
  total: number | undefined,
  unseen = 'Not drawn',
): string[] {
  return [
    ...missingFacts([x, y], false, unseen),
    ...(xAxis.scale === 'log' ? missingFacts([x.filter(Number.isFinite)], true, '') : []),
    ...(yAxis.scale === 'log' ? missingFacts([y.filter(Number.isFinite)], true, '') : []),
    ...(total === undefined
      ? []
      : [
          `${formatCount(x.length)} of ${formatCount(total)} points are in this card, the outermost among them.`,
        ]),
  ];
}

export function tableOf({ x, y, xAxis, fields, names }: ScatterView): ChartTable {
  const [, , ...more] = fields;
  return {
    headers: [...(names ? ['name'] : []), ...fields.map(({ name }) => name)],
    length: x.length,
    row: (i) => [...(names ? [names[i] ?? ''] : []), ...fields.map(({ text }) => text(i))],
    exact: (i) => [
      ...(names ? [names[i] ?? ''] : []),
      exactPlace(xAxis, x[i] ?? Number.NaN),
      exactly(y[i] ?? Number.NaN),
      ...more.map(({ text }) => text(i)),
    ],
  };
}
