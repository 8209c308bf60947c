/** The usual entries of the "..." menu. */
import { copyText } from '$kit/lib/clipboard';
import { readToken } from '$kit/lib/color/canvas';
import { fileName, saveImage, saveText } from '$kit/lib/download';
import { svgText, svgToPng } from '$kit/lib/export';
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

/** What a drawing can become elsewhere. */
export function drawingMenu(
  title: string | undefined,
  svg: () => SVGSVGElement | null | undefined,
): MenuItem[] {
  const withDrawing = (use: (drawing: SVGSVGElement, paper: string) => Promise<string>) => () => {
    const drawing = svg();
    return drawing ? use(drawing, readToken(drawing, 'paper')) : 'There is nothing to save';
  };
  return [
    {
      label: 'Save PNG',
      run: withDrawing(async (drawing, paper) =>
        saveImage(fileName(title, 'png'), await svgToPng(drawing, paper)),
      ),
    },
    {
      label: 'Save SVG',
      run: withDrawing((drawing, paper) =>
        saveText(fileName(title, 'svg'), svgText(drawing, paper), 'image/svg+xml'),
      ),
    },
  ];
}
