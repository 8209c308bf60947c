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
    csvText(name),
    ...order.map((model) => csvCell(cells[model])),
  ];
  return [
    ['section', 'name', ...models.map(({ name }) => csvText(name))],
    ...metrics.map((row) => line('metric', row)),
    ...params.map((row) => line('parameter', row)),
  ]
    .map((fields) => `${fields.join(',')}\r\n`)
    .join('');
}

function csvCell(cell: ModelComparisonCell = {}): string {
  if (cell.text !== undefined) return csvText(cell.text);
  return cell.value === undefined ? '' : cellText(cell);
}

/** A spreadsheet runs text that begins like a formula; a quotation mark in front keeps it text. */
function csvText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What is shown, as it is shown; the best values are bold. */
export function toMarkdown({ models, order, metrics, params }: Shown): string {
  const metricLine = (row: ModelComparisonRow) => {
    const [best, format] = [bestOf(row), rowFormat(row)];
    return [
      row.name,
      ...order.map((model) => {
        const text = cellText(row.cells[model] ?? {}, format);
        return best.has(model) ? `**${text}**` : text;
      }),
    ];
  };
  const lines = [
    ['', ...models.map(({ name }) => name)],
    ['---', ...models.map(() => '---:')],
    ...metrics.map(metricLine),
    ...params.map((row) => [row.name, ...order.map((model) => cellText(row.cells[model] ?? {}))]),
  ];
  return lines.map((fields) => `| ${fields.map(markdownText).join(' | ')} |\n`).join('');
}

const markdownText = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ');
