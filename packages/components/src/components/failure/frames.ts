import { formatCount } from '$kit/lib/format';
import type { Frame } from './types';

/** How many calls of libraries stand below the author's last one, in words. */
export function foldedFrames(frames: readonly Frame[]): string {
  const own = frames.findLastIndex(({ library }) => library === undefined);
  const below = frames.slice(own + 1);
  const names = [...new Set(below.map(({ library }) => library ?? ''))].filter(Boolean);
  if (below.length === 0) return '';
  const listed = names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
  const word = below.length === 1 ? 'frame' : 'frames';
  return `${formatCount(below.length)} ${word} below, in ${listed}`;
}
