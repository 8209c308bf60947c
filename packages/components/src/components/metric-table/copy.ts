import { csv, markdown, type Field } from '$kit/lib/tabular';
import type { Num } from '$kit/wire/node';
import type { Line } from './figures';

/** The metrics with their exact values; what is missing is an empty field. */
export function toCsv(lines: readonly Line[], compared: boolean): string {
  const comparison = ['baseline', 'change', 'change_ratio', 'verdict'];
  const units = lines.some(({ row }) => row.unit !== undefined);
  return csv([
    ['metric', 'value', ...(units ? ['unit'] : []), ...(compared ? comparison : [])],
    ...lines.map(({ row }) => [
      row.name,
      row.text ?? exact(row.value),
      ...(units ? [row.unit ?? null] : []),
      ...(compared
        ? [
            row.baseline_text ?? exact(row.baseline),
            exact(row.change),
            exact(row.change_ratio),
            row.verdict ?? null,
          ]
        : []),
    ]),
  ]);
}

const exact = (value: Num = null): Field => (value === null ? null : Number(value));

/** The table as it is shown. */
export function toMarkdown(lines: readonly Line[], compared: boolean): string {
  const comparison = ['Baseline', 'Change', 'Change %', 'Verdict'];
  return markdown(
    ['Metric', 'Value', ...(compared ? comparison : [])],
    lines.map(({ row, value, baseline, change, percent, verdict }) => [
      row.name,
      row.unit === undefined ? value.text : `${value.text} ${row.unit}`,
      ...(compared ? [baseline.text, change.text, percent.text, verdict] : []),
    ]),
  );
}
