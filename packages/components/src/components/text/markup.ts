/**
 * Markup of users as a tree of elements that are allowed, with the attributes that are.
 *
 * The browser parses it into a document of its own, in which nothing runs and nothing is loaded;
 * what is shown is made anew from the tree, and never from text.
 */

export interface Piece {
  tag: string;
  attributes: Record<string, string | boolean>;
  children: Tree;
}

export type Tree = (Piece | string)[];

/** Elements by what becomes of them: most are shown as they are. */
const ALLOWED = new Set(
  `p br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code kbd samp var em strong b i u s del
  ins mark small sub sup abbr cite q a img table caption thead tbody tfoot tr th td details summary
  figure figcaption`.split(/\s+/),
);
/** What is in these is no text for a reader. */
const DROPPED = new Set(
  `script style template noscript iframe object embed frame frameset head title meta link base svg
  math audio video source track canvas form select option textarea button dialog`.split(/\s+/),
);
const MAX_PIECES = 50_000;
const MAX_DEPTH = 100;
const LINK = /^(https?:|mailto:)/i;
const PICTURE = /^data:image\/(png|jpeg|gif|webp|avif|svg\+xml)[;,]/i;

/** The level of the headings that `h1` stands for, and what the tree has room for. */
interface Room {
  level: number;
  left: number;
}

/** Browsers report handlers to the console that they see, though nothing runs in such a document. */
const HANDLER = /([\s"'/])on(?=[a-z]+\s*=)/gi;

export function treeOf(markup: string, level: number): Tree {
  const quiet = markup.replace(/<[^>]*>/g, (tag) => tag.replace(HANDLER, '$1data-on'));
  const { body } = new DOMParser().parseFromString(quiet, 'text/html');
  return childrenOf(body, { level, left: MAX_PIECES }, 0);
}

function childrenOf(parent: Element, room: Room, depth: number): Tree {
  const tree: Tree = [];
  for (const child of parent.childNodes) {
    if (room.left <= 0) break;
    room.left -= 1;
    if (child.nodeType === 3) tree.push(child.nodeValue ?? '');
    else if (child.nodeType === 1) tree.push(...piecesOf(child as Element, room, depth + 1));
  }
  return tree;
}

function piecesOf(element: Element, room: Room, depth: number): Tree {
  const tag = element.localName;
  if (DROPPED.has(tag)) return [];
  if (depth > MAX_DEPTH) return [element.textContent];
  if (tag === 'input') return checkboxOf(element);
  const children = () => childrenOf(element, room, depth);
  if (tag === 'img') return pictureOf(element);
  if (tag === 'a') return linkOf(element, children());
  const heading = /^h([1-6])$/.exec(tag)?.[1];
  if (heading !== undefined) {
    const size = Math.min(Number(heading), 4);
    return [
      {
        tag: `h${Math.min(6, room.level + Number(heading) - 1)}`,
        attributes: { ...idOf(element), class: `size-${size}` },
        children: children(),
      },
    ];
  }
  // A block that is not known still is a block.
  if (!ALLOWED.has(tag)) return tag === 'div' ? ['\n', ...children(), '\n'] : children();
  return [{ tag, attributes: attributesOf(element), children: children() }];
}

/** The mark of a task in a list. */
function checkboxOf(element: Element): Tree {
  if (element.getAttribute('type') !== 'checkbox') return [];
  return [element.hasAttribute('checked') ? '☑' : '☐'];
}

/** A picture that is in the text itself; any other would be loaded, and is a link. */
function pictureOf(element: Element): Tree {
  const source = element.getAttribute('src')?.trim() ?? '';
  const alt = element.getAttribute('alt') ?? '';
  if (PICTURE.test(source)) return [{ tag: 'img', attributes: { src: source, alt }, children: [] }];
  const name = alt === '' ? 'picture' : alt;
  return LINK.test(source) ? [linkTo(source, [name])] : [name];
}

function linkOf(element: Element, children: Tree): Tree {
  const target = element.getAttribute('href')?.trim() ?? '';
  if (target.startsWith('#') && target.length > 1) {
    const attributes = { ...idOf(element), href: '#', 'data-to': target.slice(1) };
    return [{ tag: 'a', attributes, children }];
  }
  return LINK.test(target) ? [linkTo(target, children)] : children;
}

const linkTo = (href: string, children: Tree): Piece => ({
  tag: 'a',
  attributes: { href, target: '_blank', rel: 'noopener noreferrer' },
  children,
});

/** Ids of a text stay within it: nothing outside finds them. */
function idOf(element: Element): Record<string, string> {
  const id = element.getAttribute('id');
  return id === null ? {} : { 'data-anchor': id.slice(0, 200) };
}

function attributesOf(element: Element): Record<string, string | boolean> {
  const found: Record<string, string | boolean> = idOf(element);
  for (const name of ['colspan', 'rowspan', 'start', 'value']) {
    const number = Number(element.getAttribute(name) ?? Number.NaN);
    if (Number.isInteger(number) && number >= 0 && number <= 1000) found[name] = String(number);
  }
  const align = element.getAttribute('align');
  if (align === 'right' || align === 'center') found.class = align;
  if (element.hasAttribute('open')) found.open = true;
  const language = /^language-([\w+-]{1,30})$/.exec(element.getAttribute('class') ?? '')?.[1];
  if (element.localName === 'code' && language !== undefined) found['data-language'] = language;
  const alert = /^alert-(good|bad|warn|accent)$/.exec(element.className)?.[1];
  if (element.localName === 'blockquote' && alert !== undefined) found['data-alert'] = alert;
  const title = element.getAttribute('title');
  if (title !== null) found.title = title;
  return found;
}

/** The tree with the places of its headings, where it has as many as there are places. */
export function withPlaces(tree: Tree, places: readonly string[]): Tree {
  const isHeading = (piece: Piece | string): piece is Piece =>
    typeof piece !== 'string' && /^h\d$/.test(piece.tag) && wordsOf(piece.children).trim() !== '';
  if (tree.filter(isHeading).length !== places.length) return tree;
  const rest = places.values();
  return tree.map((piece) =>
    isHeading(piece)
      ? { ...piece, attributes: { ...piece.attributes, 'data-heading': rest.next().value ?? '' } }
      : piece,
  );
}

/** The words of a tree. */
export const wordsOf = (tree: Tree): string =>
  tree.map((piece) => (typeof piece === 'string' ? piece : wordsOf(piece.children))).join('');

/** An attachment that gives an element its attributes: a spread is cut (`scripts/svelte-cuts.ts`). */
export const withAttributes =
  (attributes: Record<string, string | boolean>) =>
  (element: HTMLElement): (() => void) => {
    const given = Object.entries(attributes).filter(([, value]) => value !== false);
    for (const [name, value] of given) {
      if (name === 'class') element.classList.add(String(value));
      else element.setAttribute(name, value === true ? '' : String(value));
    }
    return () => {
      for (const [name, value] of given) {
        if (name === 'class') element.classList.remove(String(value));
        else element.removeAttribute(name);
      }
    };
  };
