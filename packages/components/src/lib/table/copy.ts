/** A table as text for other programs. */
import { csv, markdown } from '$kit/lib/tabular';
import type { Value } from './order';

interface CopiedColumn<Row> {
  name: string;
  value: (row: Row) => Value;
}

/** Rows as CSV, values exact. */
export const rowsToCsv = <Row>(
  columns: readonly CopiedColumn<Row>[],
  rows: readonly Row[],
): string =>
  csv([
    columns.map(({ name }) => name),
    ...rows.map((row) => columns.map(({ value }) => value(row))),
  ]);

/** Rows as a Markdown table, as they are read. */
export const rowsToMarkdown = <Row>(
  columns: readonly (CopiedColumn<Row> & { text: (row: Row) => string })[],
  rows: readonly Row[],
): string =>
  markdown(
    columns.map(({ name }) => name),
    rows.map((row) => columns.map(({ text }) => text(row))),
  );
