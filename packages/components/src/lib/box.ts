/** A box of the page as shapes of a drawing: its shadows, its ground, its border and its outline. */

const NAMESPACE = 'http://www.w3.org/2000/svg';
const SHADOW =
  /((?:rgba?|color)\([^)]*\)) (-?[\d.]+)px (-?[\d.]+)px [\d.]+px (-?[\d.]+)px( inset)?/g;
const STRIPES = /^repeating-linear-gradient\((-?[\d.]+)deg/;
const STOP = /((?:rgba?|color)\([^)]*\))((?: [\d.]+px)+)/g;

type Attributes = Record<string, string | number>;

/** Where a box stands in the drawing. */
export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

export function shape(name: string, attributes: Attributes, text = ''): SVGElement {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

function rect({ x, y, width, height }: Place, grow: number, attributes: Attributes): SVGElement {
  return shape('rect', {
    x: x - grow,
    y: y - grow,
    width: Math.max(0, width + 2 * grow),
    height: Math.max(0, height + 2 * grow),
    fill: 'none',
    ...attributes,
  });
}

/** What is drawn for a box, the lowest first; `paper` is what shows through one without a ground. */
export function boxShapes(place: Place, style: CSSStyleDeclaration, paper: string): SVGElement[] {
  const { backgroundColor, backgroundImage, borderTopWidth, borderTopColor, borderTopStyle } =
    style;
  const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = style;
  const line = borderTopStyle === 'none' ? 0 : parseFloat(borderTopWidth);
  const isFilled = !/^(transparent|rgba\(0, 0, 0, 0\))$/.test(backgroundColor);
  const rx = parseFloat(style.borderRadius) || 0;
  const shapes: SVGElement[] = [];
  const shadows = [...style.boxShadow.matchAll(SHADOW)].reverse();
  const outer = shadows.filter(([, , , , , inset]) => inset === undefined);
  for (const [, fill = '', x, y, spread] of outer) {
    const moved = { ...place, x: place.x + Number(x), y: place.y + Number(y) };
    shapes.push(rect(moved, Number(spread), { rx, fill }));
  }
  const stripes = stripesOf(place, backgroundImage);
  const ground = isFilled ? backgroundColor : outer.length > 0 ? paper : 'none';
  if (stripes !== undefined) {
    const id = `stripes-${Math.round(place.x)}-${Math.round(place.y)}`;
    stripes.id = id;
    shapes.push(stripes, rect(place, 0, { rx, fill: `url(#${id})` }));
  } else if (line > 0 || ground !== 'none') {
    shapes.push(
      rect(place, -line / 2, {
        rx,
        fill: ground,
        stroke: line > 0 ? borderTopColor : 'none',
        'stroke-width': line,
        ...(borderTopStyle === 'dashed' ? { 'stroke-dasharray': '3 3' } : {}),
      }),
    );
  }
  for (const [, stroke = '', , , spread, inset] of shadows) {
    const width = Number(spread);
    if (inset === undefined) continue;
    shapes.push(rect(place, -width / 2, { rx, stroke, 'stroke-width': width }));
  }
  if (outlineStyle !== 'none') {
    const width = parseFloat(outlineWidth);
    const grow = parseFloat(outlineOffset) + width / 2;
    shapes.push(rect(place, grow, { rx: rx + grow, stroke: outlineColor, 'stroke-width': width }));
  }
  return shapes;
}

/** The stripes of a background as the paint that a drawing has for them. */
function stripesOf({ x, y, width, height }: Place, background: string): SVGElement | undefined {
  const degrees = STRIPES.exec(background)?.[1];
  if (degrees === undefined) return undefined;
  const angle = (Number(degrees) * Math.PI) / 180;
  const [across, down] = [Math.sin(angle), -Math.cos(angle)];
  const half = (Math.abs(width * across) + Math.abs(height * down)) / 2;
  const [x1, y1] = [x + width / 2 - across * half, y + height / 2 - down * half];
  const stops = [...background.matchAll(STOP)].flatMap(([, color = '', places = '']) =>
    (places.match(/[\d.]+/g) ?? []).map((offset) => ({ color, offset: Number(offset) })),
  );
  const period = stops.at(-1)?.offset ?? 0;
  const paint = shape('linearGradient', {
    gradientUnits: 'userSpaceOnUse',
    spreadMethod: 'repeat',
    ...{ x1, y1, x2: x1 + across * period, y2: y1 + down * period },
  });
  for (const { color, offset } of stops) {
    paint.append(shape('stop', { offset: offset / period, 'stop-color': color }));
  }
  return paint;
}
