/** The matrix as one drawing, for a file: names, cells and figures. */
import { ramp } from '$kit/lib/color/ramp';
import { figure } from './text';
import { areSlanted, cellColor, widthOf, type ViewProps } from './view';

const NAMESPACE = 'http://www.w3.org/2000/svg';
const FONT = 12;
const LETTER = 7;
const GAP = 8;
/** Longer names are cut, as they are in the picture. */
const MOST = 32;

/** Stands in `host`, where its tokens have their values, for as long as it is read. */
export function drawMatrix(
  host: Element,
  { labels, at, mode }: Pick<ViewProps, 'labels' | 'at' | 'mode'>,
  figures: boolean,
): SVGSVGElement {
  const svg = document.createElementNS(NAMESPACE, 'svg');
  const add = (tag: string, attributes: Record<string, number | string>, text = '') => {
    const element = document.createElementNS(NAMESPACE, tag);
    for (const name in attributes) element.setAttribute(name, String(attributes[name]));
    element.textContent = text;
    svg.append(element);
  };
  const write = (text: string, x: number, y: number, anchor: string, style = '', rotate = 0) =>
    add(
      'text',
      {
        transform: `translate(${x} ${y}) rotate(${rotate})`,
        'text-anchor': anchor,
        style: `fill:var(--kit-ink-2);${style}`,
      },
      text,
    );

  const slanted = !figures || areSlanted(labels);
  const names = labels.map((name) =>
    name.length > MOST ? `${name.slice(0, MOST - 1)}\u2026` : name,
  );
  const longest = LETTER * Math.max(...names.map(widthOf));
  const wide = !figures ? 16 : slanted ? 48 : Math.max(48, longest + GAP);
  const high = figures ? 34 : 16;
  const left = Math.max(longest, 120) + GAP;
  const top = (slanted ? longest * Math.SQRT1_2 : 0) + FONT + 2 * GAP;
  const size = [
    left + labels.length * wide + (slanted ? longest * Math.SQRT1_2 : GAP),
    top + labels.length * high + GAP,
  ];

  if (!figures) {
    const [width, height] = [labels.length * wide, labels.length * high];
    add('rect', { x: left, y: top, width, height, style: 'fill:var(--kit-sunk)' });
  }
  write('True \u2193 Predicted \u2192', left - GAP, top - GAP, 'end');
  names.forEach((name, row) => {
    const [x, y] = [left + row * wide, top + row * high];
    write(name, left - GAP, y + high / 2 + 4, 'end');
    if (slanted) write(name, x + wide / 2, top - GAP, 'start', '', -45);
    else write(name, x + wide / 2, top - GAP, 'middle');
    names.forEach((_, column) => {
      const cell = at(row, column);
      const place = left + column * wide;
      if (cell.count > 0) {
        const fill = figures
          ? cellColor(cell)
          : ramp(cell.correct ? 'right' : 'error', 0.1 + 0.9 * cell.strength);
        const side = { width: wide - 1, height: high - 1, rx: figures ? 4 : 0 };
        add('rect', { x: place, y, ...side, style: `fill:${fill}` });
      }
      if (!figures) return;
      const style = `fill:var(--kit-ink);font-weight:${cell.correct && cell.count > 0 ? 600 : 400}`;
      write(figure(cell, mode), place + wide / 2, y + high / 2 + 4, 'middle', style);
    });
  });
  const [width, height] = size.map(Math.ceil);
  svg.setAttribute(
    'style',
    `position:absolute;top:0;left:0;width:${width}px;height:${height}px;font-size:${FONT}px`,
  );
  host.append(svg);
  queueMicrotask(() => svg.remove());
  return svg;
}
