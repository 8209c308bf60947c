/** Where links of a text lead to that begin with a hash. */
import { flushSync } from 'svelte';

/** The name that GitHub gives to a heading. */
const nameOf = (heading: Element): string =>
  heading.textContent
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\s-]/gu, '')
    .replace(/\s/g, '-');

function headingOf(name: string, inside: ParentNode): HTMLElement | undefined {
  const times = new Map<string, number>();
  return [...inside.querySelectorAll<HTMLElement>('h2, h3, h4, h5, h6')].find((heading) => {
    const own = nameOf(heading);
    const before = times.get(own) ?? 0;
    times.set(own, before + 1);
    return name === (before === 0 ? own : `${own}-${before}`);
  });
}

/** A place that the text itself names, one of its headings, or one of the card. */
function placeNamed(target: string, text: HTMLElement): HTMLElement | undefined {
  const own = [...text.querySelectorAll<HTMLElement>('[data-anchor]')];
  const anchor = own.find(({ dataset }) => dataset.anchor === target);
  if (anchor !== undefined) return anchor;
  let name = target;
  try {
    name = decodeURIComponent(target);
  } catch {
    // It has a percent sign of its own.
  }
  name = name.toLowerCase();
  return headingOf(name, text) ?? headingOf(name, text.getRootNode() as Document | ShadowRoot);
}

/** To a footnote and back, and to headings, without a change of the page's address. */
export function follow(event: MouseEvent & { currentTarget: HTMLElement }): void {
  if (!(event.target instanceof Element)) return;
  const name = event.target.closest('a')?.dataset.to;
  if (name === undefined) return;
  event.preventDefault();
  const place = placeNamed(name, event.currentTarget);
  if (place === undefined) return;
  // What a browser says of a hidden part in which it has found something.
  place.dispatchEvent(new Event('beforematch', { bubbles: true }));
  flushSync();
  place.setAttribute('tabindex', '-1');
  place.focus();
}
