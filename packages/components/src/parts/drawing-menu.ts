/** The usual entries of the "..." menu of a drawing; a card without one does not carry them. */
import { readToken } from '$kit/lib/color/canvas';
import { fileName, saveText } from '$kit/lib/download';
import { saveImage, svgText, svgToPng } from '$kit/lib/export';
import type { MenuItem } from './tools';

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
