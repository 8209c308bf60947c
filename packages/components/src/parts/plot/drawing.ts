/** A chart for a file: its title, its legend and its plot, with what its canvas shows. */
import { writeStyles } from '$kit/lib/export';

const EDGE = 12;

function drawn(name: string, attributes: Record<string, unknown>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const key in attributes) made.setAttribute(key, String(attributes[key]));
  return made;
}

export function wholeDrawing(picture: HTMLElement | undefined): SVGSVGElement | null {
  const panel = picture?.closest('section');
  if (picture === undefined || panel == null) return null;
  const around = panel.getBoundingClientRect();
  const [left, top] = [around.x - EDGE, around.y - EDGE];
  const whole = drawn('svg', {
    width: Math.ceil(around.width + 2 * EDGE),
    height: Math.ceil(picture.getBoundingClientRect().bottom - top + EDGE),
    style: 'position:fixed;left:-9999px',
  });
  const parts = '.title, .legend :is(button, .key, .from, svg), .picture > svg';
  for (const part of panel.querySelectorAll(parts)) {
    const isDrawing = part instanceof SVGSVGElement;
    const range = document.createRange();
    const words = [...part.childNodes].find((node) => node instanceof Text && node.data.trim());
    if (words !== undefined) range.selectNode(words);
    const { x, y, width, height } = (isDrawing ? part : range).getBoundingClientRect();
    if (isDrawing) {
      const copy = part.cloneNode(true) as SVGElement;
      writeStyles(part, copy, undefined);
      const canvas = part.querySelector('canvas');
      if (canvas !== null) copy.querySelector('foreignObject')?.replaceWith(imageOf(canvas));
      const place = drawn('svg', { x: x - left, y: y - top, overflow: 'visible' });
      copy.setAttribute('width', String(width));
      copy.setAttribute('height', String(height));
      place.append(copy);
      whole.append(place);
    } else {
      const { color, fontFamily, fontSize, fontWeight } = getComputedStyle(part);
      const style = `font:${fontWeight} ${fontSize} ${fontFamily};fill:${color};dominant-baseline:central`;
      const text = drawn('text', { x: x - left, y: y + height / 2 - top, style });
      text.textContent = words?.textContent?.trim() ?? '';
      whole.append(text);
    }
  }
  panel.append(whole);
  setTimeout(() => whole.remove());
  return whole as SVGSVGElement;
}

/** A copy of a canvas is empty. */
const imageOf = (canvas: HTMLCanvasElement) =>
  drawn('image', { href: canvas.toDataURL(), width: '100%', height: '100%' });
