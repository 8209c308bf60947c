import { findNode } from './address';
import type { Entry } from './entries';

/** Where a browser has led to a node, this much of it may be out of sight. */
const SLACK = 8;

/**
 * Tell which entry a reader is at: the first that begins in the upper third of what is seen, else the
 * last above. A frame as high as its card sees all of it, and is at its beginning.
 */
export function watchPlace(
  inside: Element,
  entries: readonly Entry[],
  tell: (id: string | undefined) => void,
): () => void {
  if (entries.length === 0 || typeof IntersectionObserver === 'undefined') return () => undefined;
  const observer = new IntersectionObserver(
    ([latest]) => {
      const line = latest?.rootBounds?.bottom;
      if (line === undefined) return;
      let at: { id: string; top: number } | undefined;
      let seen: typeof at;
      for (const { id } of entries) {
        // Looked for anew: a component may have drawn itself again since.
        const element = findNode(inside, id);
        if (element === null || element.closest('[inert]') !== null) continue;
        const { top } = element.getBoundingClientRect();
        if (top > line) continue;
        if (top >= -SLACK) seen = seen === undefined || top < seen.top - 1 ? { id, top } : seen;
        else if (at === undefined || top > at.top + 1) at = { id, top };
      }
      tell(seen?.id ?? at?.id ?? entries[0]?.id);
    },
    { rootMargin: '0px 0px -66% 0px' },
  );
  for (const { id } of entries) {
    const element = findNode(inside, id);
    if (element !== null) observer.observe(element);
  }
  return () => observer.disconnect();
}
