import { pixelText } from './path';

/** A bar from one place to another, its far end rounded. */
export function barPath(
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  end: 'left' | 'right' | 'top' | 'bottom' | 'none',
  radius = 3,
): string {
  const [left, right] = x0 < x1 ? [x0, x1] : [x1, x0];
  const [top, bottom] = y0 < y1 ? [y0, y1] : [y1, y0];
  const across = end === 'left' || end === 'right';
  const most = across
    ? Math.min(right - left, (bottom - top) / 2)
    : Math.min(bottom - top, (right - left) / 2);
  const r = end === 'none' ? 0 : Math.max(0, Math.min(radius, most));
  const [l, t, b, e, q] = [left, top, bottom, right, r].map(pixelText) as [
    string,
    string,
    string,
    string,
    string,
  ];
  if (r === 0) return `M${l} ${t}H${e}V${b}H${l}Z`;
  const arc = (x: number, y: number) => `a${q} ${q} 0 0 1 ${pixelText(x)} ${pixelText(y)}`;
  switch (end) {
    case 'right':
      return `M${l} ${t}H${pixelText(right - r)}${arc(r, r)}V${pixelText(bottom - r)}${arc(-r, r)}H${l}Z`;
    case 'left':
      return `M${e} ${b}H${pixelText(left + r)}${arc(-r, -r)}V${pixelText(top + r)}${arc(r, -r)}H${e}Z`;
    case 'top':
      return `M${l} ${b}V${pixelText(top + r)}${arc(r, -r)}H${pixelText(right - r)}${arc(r, r)}V${b}Z`;
    default:
      return `M${e} ${t}V${pixelText(bottom - r)}${arc(-r, r)}H${pixelText(left + r)}${arc(-r, -r)}V${t}Z`;
  }
}
