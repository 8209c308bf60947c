/** The usual entries of the "..." menu of a table. */
import { copyText } from '$kit/lib/clipboard';
import { fileName, saveText } from '$kit/lib/download';
import { rowsToCsv, rowsToMarkdown } from '$kit/lib/table/copy';
import { cellText, type TableColumn } from './table';
import type { MenuItem } from './tools';

/** What a table can become elsewhere. Rows are asked for when they are needed. */
export function tableMenu<Row>(
  title: string | undefined,
  columns: readonly TableColumn<Row>[],
  rows: () => readonly Row[],
): MenuItem[] {
  const read = columns.map((column) => ({
    ...column,
    text: (row: Row) => cellText(column, row),
  }));
  return [
    { label: 'Copy as CSV', run: () => copyText(rowsToCsv(read, rows())) },
    { label: 'Copy as Markdown', run: () => copyText(rowsToMarkdown(read, rows())) },
    {
      label: 'Save CSV',
      run: () => saveText(fileName(title, 'csv'), rowsToCsv(read, rows()), 'text/csv'),
    },
  ];
}
