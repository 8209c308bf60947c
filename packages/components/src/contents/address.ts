/** Ways to a node of a card: by its entry, by the link at its heading, by the address of the page. */
import { tick } from 'svelte';
import { textOfHeading } from '../lib/headings';
import { ownsPage } from '../lib/page';

/** The node, or the heading of a text; the text where it is not to be told which heading that is. */
export function findNode(inside: Element, id: string): HTMLElement | null {
  const root = inside.getRootNode() as ParentNode;
  const find = (name: string, value: string) =>
    root.querySelector<HTMLElement>(`[data-${name}="${CSS.escape(value)}"]`);
  return find('node', id) ?? find('heading', id) ?? find('node', textOfHeading(id));
}

/** Bring a node into sight, and the focus to it; what hides it opens. */
export async function goTo(inside: Element, id: string): Promise<void> {
  const node = findNode(inside, id);
  if (node === null) return;
  // What a browser says of a hidden part in which it has found something.
  node.dispatchEvent(new Event('beforematch', { bubbles: true }));
  await tick();
  node.scrollIntoView({ block: 'start' });
  if (!node.hasAttribute('tabindex')) node.tabIndex = -1;
  node.focus({ preventScroll: true });
}

export const hashOf = (id: string): string => `#${encodeURIComponent(id)}`;

/** The id in the address; undefined where there is none, or none of ours. */
export function idInAddress(inside: Element): string | undefined {
  if (!ownsPage(inside) || location.hash.length < 2) return undefined;
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return undefined;
  }
}

/** Put a node into the address of the page; a host may not let us. */
export function setAddress(inside: Element, id: string): void {
  if (!ownsPage(inside)) return;
  try {
    history.pushState(history.state, '', hashOf(id));
  } catch {
    // A frame without an address of its own.
  }
}
