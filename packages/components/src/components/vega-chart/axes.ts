/** What a compiled specification gets where its author left it open: ticks, angles, widths. */
import { isObject, type Spec } from './spec';

/** Pixels for one tick of each direction. */
const TICK = { width: 90, height: 45 };
/** A band is no wider than this. */
const BAND = 48;
/** A label of a category lies down where it has as much room. */
const LYING = 56;

type Group = Spec & { marks?: Group[]; axes?: Spec[]; scales?: Spec[] };

/** Moments by the largest unit that they begin. */
const MOMENTS = {
  year: '%Y',
  quarter: '%b',
  month: '%b',
  week: '%b %-d',
  date: '%b %-d',
  day: '%b %-d',
  hours: '%H:%M',
  minutes: '%H:%M',
  seconds: '%H:%M:%S',
  milliseconds: '%S.%L s',
};

/** Vega-Lite asks for a tick each 40 pixels; its own words for it are the sign that nobody else chose. */
const TICKS = /^ceil\((\w*?)(width|height)\/40\)$/;

function spaceTicks(axis: Spec): void {
  const { tickCount } = axis;
  if (!isObject(tickCount) || typeof tickCount.signal !== 'string') return;
  const [, prefix = '', side] = TICKS.exec(tickCount.signal) ?? [];
  if (side !== 'width' && side !== 'height') return;
  axis.tickCount = { signal: `max(2, ceil(${prefix}${side}/${TICK[side]}))` };
}

/** Names below an axis lie where there is room, and stand where there is none. */
function turnLabels(axis: Spec): void {
  if (axis.labelAngle !== 270 || axis.orient !== 'bottom' || typeof axis.scale !== 'string') return;
  const scale = JSON.stringify(axis.scale);
  const room = `abs(range(${scale})[1] - range(${scale})[0]) / max(1, length(domain(${scale})))`;
  const either = (lying: string, standing: string) => ({
    signal: `${room} < ${LYING} ? ${standing} : ${lying}`,
  });
  axis.labelAngle = either('0', '270');
  axis.labelAlign = either("'center'", "'right'");
  axis.labelBaseline = either("'top'", "'middle'");
  axis.labelOverlap ??= 'greedy';
  axis.labelLimit = either(`${room} - 4`, '180');
}

const BANDWIDTH = /^max\(0\.25, bandwidth\((['"])(.+?)\1\)\)$/;

/** Bars of a few bands in a wide chart keep the width of bars, each in the middle of its band. */
function narrowBars(mark: Group): void {
  const encode = isObject(mark.encode) && isObject(mark.encode.update) ? mark.encode.update : {};
  for (const [side, place] of [
    ['width', 'x'],
    ['height', 'y'],
  ] as const) {
    const [size, at] = [encode[side], encode[place]];
    if (!isObject(size) || !isObject(at) || typeof size.signal !== 'string') continue;
    const scale = BANDWIDTH.exec(size.signal)?.[2];
    if (scale === undefined || at.scale !== scale || 'offset' in at || 'band' in at) continue;
    const width = `bandwidth(${JSON.stringify(scale)})`;
    encode[side] = { signal: `min(${BAND}, max(0.25, ${width}))` };
    encode[place] = { ...at, offset: { signal: `max(0, (${width} - ${BAND}) / 2)` } };
  }
}

const isGrid = (axis: Spec, orients: string[]): boolean =>
  axis.grid === true && orients.includes(String(axis.orient));

/** Fits what Vega-Lite compiled to the way that charts are drawn on a card. */
export function fitAxes(group: Group, times = new Set<unknown>()): void {
  for (const { name, type } of group.scales ?? []) {
    if (type === 'time' || type === 'utc') times.add(name);
  }
  const axes = group.axes ?? [];
  // Lines across are enough where there are some: those along would make a cage.
  if (axes.some((axis) => isGrid(axis, ['left', 'right']))) {
    group.axes = axes.filter((axis) => !isGrid(axis, ['bottom', 'top']) || axis.labels !== false);
  }
  for (const axis of group.axes ?? []) {
    spaceTicks(axis);
    turnLabels(axis);
    if (times.has(axis.scale) && axis.encode === undefined) axis.format ??= MOMENTS;
  }
  for (const mark of group.marks ?? []) {
    if ([mark.style].flat().includes('bar')) narrowBars(mark);
    fitAxes(mark, times);
  }
}
