/** What is made of boxes and words, as a drawing: its rectangles, its signs and its texts. */
import { boxShapes, shape } from './box';
import { readToken } from './color/canvas';
import { writeStyles } from './export';

/** What a line of text leaves to be seen where its box cuts it. */
function seenText(node: Text): string {
  const text = node.data.trim();
  const { scrollWidth, clientWidth } = node.parentElement ?? { scrollWidth: 0, clientWidth: 0 };
  if (clientWidth === 0 || scrollWidth <= clientWidth + 1) return text;
  return `${text.slice(0, Math.max(1, Math.floor((text.length * clientWidth) / scrollWidth) - 1))}…`;
}

/** What a box that hides what leaves it shows, from its top to its bottom. */
type Span = Pick<DOMRect, 'top' | 'bottom'>;

const isBeyond = (box: Span, { top, bottom }: Span) => box.top >= bottom || box.bottom <= top;

/**
 * A drawing of an element, as large as it is. It stands in the element, out of sight, for as long as a file
 * is made of it.
 */
export function snapshotOf(root: HTMLElement): SVGSVGElement {
  const { left, top, width, height } = root.getBoundingClientRect();
  const edge = 8;
  const paper = readToken(root, 'paper');
  const svg = shape('svg', {
    width: width + 2 * edge,
    height: height + 2 * edge,
    viewBox: `${-edge} ${-edge} ${width + 2 * edge} ${height + 2 * edge}`,
    style: 'position:fixed;left:-99999px;top:0',
    'aria-hidden': 'true',
  }) as SVGSVGElement;

  function addText(node: Text, style: CSSStyleDeclaration, seen: Span): void {
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (node.data.trim() === '' || box.width < 2 || isBeyond(box, seen)) return;
    const { color, fontFamily, fontSize, fontWeight, letterSpacing } = style;
    const place = { x: box.left - left, y: (box.top + box.bottom) / 2 - top };
    const font = `font:${fontWeight} ${fontSize} ${fontFamily};letter-spacing:${letterSpacing};dominant-baseline:central`;
    svg.append(shape('text', { ...place, fill: color, style: font }, seenText(node)));
  }

  function add(element: Element, seen: Span): void {
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.visibility === 'hidden' || style.clipPath !== 'none')
      return;
    const box = element.getBoundingClientRect();
    if (isBeyond(box, seen)) return;
    if (element instanceof SVGSVGElement) {
      const copy = element.cloneNode(true) as SVGSVGElement;
      writeStyles(element, copy, undefined);
      copy.setAttribute('x', String(box.left - left));
      copy.setAttribute('y', String(box.top - top));
      copy.setAttribute('overflow', 'visible');
      svg.append(copy);
      return;
    }
    const place = { x: box.left - left, y: box.top - top, width: box.width, height: box.height };
    if (box.width > 0) svg.append(...boxShapes(place, style, paper));
    const inside = style.overflowY === 'visible' ? seen : box;
    for (const child of element.childNodes) {
      if (child instanceof Text) addText(child, style, inside);
      else if (child instanceof Element) add(child, inside);
    }
  }

  for (const child of root.children) add(child, { top: -Infinity, bottom: Infinity });
  root.append(svg);
  setTimeout(() => svg.remove());
  return svg;
}
