/** A table as text for other programs. */
import { csv, markdown, type Field } from '$kit/lib/tabular';
import type { Value } from './order';

interface CopiedColumn<Row> {
  name: string;
  value: (row: Row) => Value;
}

const fieldOf = (value: Value): Field =>
  value === undefined ? null : typeof value === 'boolean' ? String(value) : value;

/** Rows as CSV, values exact. */
export const rowsToCsv = <Row>(
  columns: readonly CopiedColumn<Row>[],
  rows: readonly Row[],
): string =>
  csv([
    columns.map(({ name }) => name),
    ...rows.map((row) => columns.map(({ value }) => fieldOf(value(row)))),
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
