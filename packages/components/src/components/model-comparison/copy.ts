import { csv, markdown, type Field } from '$kit/lib/tabular';
import { bestOf, cellText, rowFormat } from './compare';
import type { ModelComparisonCell, ModelComparisonModel, ModelComparisonRow } from './types';

export interface Shown {
  /** Models in the order of their columns. */
  models: readonly ModelComparisonModel[];
  /** Index of each column's model in a row's cells. */
  order: readonly number[];
  metrics: readonly ModelComparisonRow[];
  params: readonly ModelComparisonRow[];
}

/** What is shown, with exact values; a missing value is an empty field. */
export function toCsv({ models, order, metrics, params }: Shown): string {
  const line = (section: string, { name, cells }: ModelComparisonRow) => [
    section,
    name,
    ...order.map((model) => field(cells[model])),
  ];
  return csv([
    ['section', 'name', ...models.map(({ name }) => name)],
    ...metrics.map((row) => line('metric', row)),
    ...params.map((row) => line('parameter', row)),
  ]);
}

function field({ value, text }: ModelComparisonCell = {}): Field {
  if (text !== undefined) return text;
  if (value === undefined) return null;
  return value === null ? 'None' : Number(value);
}

/** What is shown, as it is shown; the best values are bold. */
export function toMarkdown({ models, order, metrics, params }: Shown): string {
  const metricLine = (row: ModelComparisonRow) => {
    const [best, format] = [bestOf(row), rowFormat(row)];
    return [
      row.name,
      ...order.map((model) => {
        const text = cellText(row.cells[model] ?? {}, format);
        return best.has(model) ? { strong: text } : text;
      }),
    ];
  };
  return markdown(
    ['', ...models.map(({ name }) => name)],
    [
      ...metrics.map(metricLine),
      ...params.map((row) => [row.name, ...order.map((model) => cellText(row.cells[model] ?? {}))]),
    ],
  );
}
