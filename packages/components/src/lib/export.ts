/** A drawing of the card as a file of its own: every style stands in it, and no token. */
import { maySave, REFUSED, save } from './download';

const NAMESPACE = 'http://www.w3.org/2000/svg';

/** What a drawing takes from style sheets. */
const PROPERTIES = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray'],
  ...['stroke-linecap', 'stroke-linejoin', 'opacity', 'color', 'display', 'visibility'],
  ...['font-family', 'font-size', 'font-weight', 'font-style', 'font-variant-numeric'],
  ...['letter-spacing', 'text-anchor', 'dominant-baseline', 'paint-order', 'vector-effect'],
  ...['mix-blend-mode', 'transform', 'transform-origin', 'transform-box', 'clip-path'],
];

/** Where a value is inherited or is what a file has anyway, it need not be written. */
export function writeStyles(
  from: Element,
  to: Element,
  outer: CSSStyleDeclaration | undefined,
): void {
  const style = getComputedStyle(from);
  const plain = PROPERTIES.flatMap((name) => {
    const value = style.getPropertyValue(name);
    const known = outer?.getPropertyValue(name);
    const inherited = !/^(opacity|display|transform|clip|mix|vector)/.test(name);
    const usual = /^(none|normal|auto|1|inline|visible|0px|)$/.test(value) && !inherited;
    return usual || (inherited && value === known) ? [] : [`${name}:${value}`];
  });
  to.removeAttribute('class');
  if (plain.length > 0) to.setAttribute('style', plain.join(';'));
  else to.removeAttribute('style');
  [...from.children].forEach((child, i) => {
    const copy = to.children[i];
    if (copy !== undefined) writeStyles(child, copy, style);
  });
}

/** A drawing as the text of an SVG file, on a background of its own. */
export function svgText(svg: SVGSVGElement, background?: string): string {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  writeStyles(svg, copy, undefined);
  copy.setAttribute('xmlns', NAMESPACE);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  if (background !== undefined) {
    const [x = 0, y = 0] = (copy.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
    const ground = document.createElementNS(NAMESPACE, 'rect');
    for (const [name, value] of Object.entries({ x, y, width: '100%', height: '100%' })) {
      ground.setAttribute(name, String(value));
    }
    ground.setAttribute('style', `fill:${background}`);
    copy.prepend(ground);
  }
  return new XMLSerializer().serializeToString(copy);
}

/** A drawing as a PNG, `scale` pixels for each of its own. */
export async function svgToPng(svg: SVGSVGElement, background: string, scale = 2): Promise<Blob> {
  const { width, height } = svg.getBoundingClientRect();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(svg, background))}`;
  await image.decode();
  return paint(image, width * scale, height * scale);
}

/** A canvas as a PNG on a background, since its own is transparent. */
export const canvasToPng = (canvas: HTMLCanvasElement, background: string): Promise<Blob> =>
  paint(canvas, canvas.width, canvas.height, background);

function paint(
  picture: CanvasImageSource,
  width: number,
  height: number,
  background?: string,
): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width);
  canvas.height = Math.ceil(height);
  const context = canvas.getContext('2d');
  if (background !== undefined && context !== null) {
    context.fillStyle = background;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('The picture is too large for this browser.'));
      else resolve(blob);
    }, 'image/png');
  });
}

/** A picture as a file; where none can be saved it is copied. */
export async function saveImage(name: string, blob: Blob): Promise<string> {
  if (maySave()) {
    save(name, blob);
    return 'Saved';
  }
  try {
    await navigator.clipboard.write([new ClipboardItem({ [blob.type]: blob })]);
    return 'Copied, since this page may not save files';
  } catch {
    return REFUSED;
  }
}
