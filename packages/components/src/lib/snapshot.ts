/** What is made of boxes and words, as a drawing: its rectangles, its signs and its texts. */
import { writeStyles } from './export';

const NAMESPACE = 'http://www.w3.org/2000/svg';

type Attributes = Record<string, string | number>;

function shape(name: string, attributes: Attributes, text = ''): SVGElement {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

/** What a line of text leaves to be seen where its box cuts it. */
function seenText(node: Text): string {
  const text = node.data.trim();
  const { scrollWidth, clientWidth } = node.parentElement ?? { scrollWidth: 0, clientWidth: 0 };
  if (clientWidth === 0 || scrollWidth <= clientWidth + 1) return text;
  return `${text.slice(0, Math.max(1, Math.floor((text.length * clientWidth) / scrollWidth) - 1))}…`;
}

/**
 * A drawing of an element, as large as it is. It stands in the element, out of sight, for as long as a file
 * is made of it.
 */
export function snapshotOf(root: HTMLElement): SVGSVGElement {
  const { left, top, width, height } = root.getBoundingClientRect();
  const edge = 4;
  const svg = shape('svg', {
    width: width + 2 * edge,
    height: height + 2 * edge,
    viewBox: `${-edge} ${-edge} ${width + 2 * edge} ${height + 2 * edge}`,
    style: 'position:fixed;left:-99999px;top:0',
    'aria-hidden': 'true',
  }) as SVGSVGElement;

  function addBox(box: DOMRect, style: CSSStyleDeclaration): void {
    const { backgroundColor, borderTopWidth, borderTopColor, borderTopStyle, borderRadius } = style;
    const line = borderTopStyle === 'none' ? 0 : parseFloat(borderTopWidth);
    const isFilled = !/^(transparent|rgba\(0, 0, 0, 0\))$/.test(backgroundColor);
    if (box.width === 0 || (!isFilled && line === 0)) return;
    svg.append(
      shape('rect', {
        x: box.left - left + line / 2,
        y: box.top - top + line / 2,
        width: Math.max(0, box.width - line),
        height: Math.max(0, box.height - line),
        rx: parseFloat(borderRadius) || 0,
        fill: isFilled ? backgroundColor : 'none',
        stroke: line > 0 ? borderTopColor : 'none',
        'stroke-width': line,
        ...(borderTopStyle === 'dashed' ? { 'stroke-dasharray': '3 3' } : {}),
      }),
    );
  }

  function addText(node: Text, style: CSSStyleDeclaration): void {
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (node.data.trim() === '' || box.width < 2) return;
    const { color, fontFamily, fontSize, fontWeight } = style;
    const place = { x: box.left - left, y: (box.top + box.bottom) / 2 - top };
    const font = `font:${fontWeight} ${fontSize} ${fontFamily};dominant-baseline:central`;
    svg.append(shape('text', { ...place, fill: color, style: font }, seenText(node)));
  }

  function add(element: Element): void {
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.visibility === 'hidden' || style.clipPath !== 'none')
      return;
    const box = element.getBoundingClientRect();
    if (element instanceof SVGSVGElement) {
      const copy = element.cloneNode(true) as SVGSVGElement;
      writeStyles(element, copy, undefined);
      copy.setAttribute('x', String(box.left - left));
      copy.setAttribute('y', String(box.top - top));
      copy.setAttribute('overflow', 'visible');
      svg.append(copy);
      return;
    }
    addBox(box, style);
    for (const child of element.childNodes) {
      if (child instanceof Text) addText(child, style);
      else if (child instanceof Element) add(child);
    }
  }

  for (const child of root.children) add(child);
  root.append(svg);
  setTimeout(() => svg.remove());
  return svg;
}
