import { formatColumn, formatCount } from '$kit/lib/format';
import type { ArrayRange, Artifact } from './types';

/** `48,210 × 14`. */
export const shapeText = (shape: readonly number[]): string => shape.map(formatCount).join(' × ');

/** `3 NaN, 2 infinite`. */
export function missingText({ missing, infinite }: ArrayRange): string {
  const nan = missing === 0 ? 'no NaN' : `${formatCount(missing)} NaN`;
  return infinite === undefined ? nan : `${nan}, ${formatCount(infinite)} infinite`;
}

/** A preview without its pictures, as it is copied. */
export function previewText({ secret, unread, shape, range, text, remark }: Artifact): string {
  if (secret) return 'secret';
  if (unread !== undefined) return unread;
  const parts = [
    shape === undefined ? '' : shapeText(shape),
    range === undefined ? '' : formatColumn([range.min, range.max]).join(' to '),
    range?.infinite === undefined ? '' : missingText(range),
    text ?? '',
    remark ?? '',
  ];
  return parts.filter(Boolean).join(', ');
}
