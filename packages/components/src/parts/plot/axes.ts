/** What the axes of a plot are drawn of: lines and texts with their places. */
import { AXIS_SIZE, LINE, middleOf, NAME_SIZE, SLOPE, type Layout } from './layout';
import { fitText, type Measure } from './measure';

export interface PlacedText {
  text: string;
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
  /** A name rather than a number: in the size of a label. */
  name?: boolean;
  /** Whether it lies on a slope, up to where it stands. */
  sloping?: boolean;
}

/** On a whole pixel and a half, a line of one pixel is sharp. */
const sharp = (place: number) => Math.round(place) + 0.5;

const level = ({ box }: Layout, place: number) => `M${box.left} ${sharp(place)}H${box.right}`;

/** Level lines at the ticks of the y axis; none beside names. */
export const gridPath = (layout: Layout): string =>
  layout.y.kind === 'band'
    ? ''
    : layout.yTicks.map(({ value }) => level(layout, layout.y.at(value))).join('');

/** A line at the foot of the box, where the x axis is; at 0 where bars go both ways. */
export function footPath(layout: Layout): string {
  const { x, y, box, xSpec } = layout;
  if (xSpec.hidden === true || y.kind === 'band') return '';
  const both = x.kind === 'band' && y.kind === 'linear' && y.domain[0] < 0;
  return level(layout, both ? y.at(0) : box.bottom);
}

export function axisTexts(layout: Layout, measure: Measure): PlacedText[] {
  const { box, width, height, x, y, xSpec, ySpec, slope } = layout;
  const name = y.kind === 'band';
  const room = box.left - (name ? 12 : 9);
  const cut = (text: string, size = AXIS_SIZE) => fitText(text, width, size, measure);
  const texts: PlacedText[] = layout.yTicks.map((tick) => ({
    text: fitText(tick.text, room, name ? NAME_SIZE : AXIS_SIZE, measure),
    x: name ? 0 : room,
    y: y.at(tick.value) + 4,
    anchor: name ? 'start' : 'end',
    name,
  }));
  for (const { value, text, second } of layout.xTicks) {
    if (slope > 0) {
      const at = x.at(value) + 4;
      const seen = fitText(text, Math.min(slope, at / SLOPE), AXIS_SIZE, measure);
      texts.push({ text: seen, x: at, y: box.bottom + 12, anchor: 'end', sloping: true });
      continue;
    }
    [text, second].forEach((line, i) => {
      if (line === undefined) return;
      const seen = cut(line);
      const middle = middleOf(x.at(value), measure(seen, AXIS_SIZE), width);
      texts.push({ text: seen, x: middle, y: box.bottom + 18 + LINE * i, anchor: 'middle' });
    });
  }
  if (ySpec.label !== undefined)
    texts.push({ text: cut(ySpec.label), x: 0, y: 12, anchor: 'start' });
  if (xSpec.label !== undefined && xSpec.hidden !== true) {
    const middle = (box.left + box.right) / 2;
    texts.push({ text: cut(xSpec.label), x: middle, y: height - 4, anchor: 'middle' });
  }
  return texts;
}
