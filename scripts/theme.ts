/**
 * The style sheet of a page in two: what the plain form of the card needs, and the properties that
 * only its drawn form has. The first stands in the page as it is, the second is compressed with the card.
 */
import { readFileSync } from 'node:fs';
import { transform, type Declaration, type Selector, type Visitor } from 'lightningcss';
import { minifyStyle } from './stylesheet';

const HOST = 'card-kit';

function visit(css: string, visitor: Visitor<never>): string {
  const options = { filename: 'theme.css', code: Buffer.from(css), visitor };
  return transform(options).code.toString();
}

const nameOf = (declaration: Declaration): string =>
  declaration.property === 'custom' ? declaration.value.name : declaration.property;

const isOwn = (name: string) => name.startsWith('--kit-');

/** The custom properties that are used by something other than another one, and those behind them. */
function namesInUse(css: string): Set<string> {
  const users = new Map<string, Set<string>>();
  const found = new Set<string>();
  let owner: Set<string> | undefined;
  visit(css, {
    Declaration(declaration) {
      const name = nameOf(declaration);
      if (isOwn(name)) users.set(name, (owner = users.get(name) ?? new Set()));
      else owner = found;
    },
    Variable({ name }) {
      owner?.add(name.ident);
    },
  });
  for (const name of found) users.get(name)?.forEach((other) => found.add(other));
  return found;
}

/** The element of a card, as its shadow tree sees it; the page around it is out of sight there. */
function fromWithin([first, ...parts]: Selector): Selector | [] {
  if (first?.type !== 'class' || first.name !== HOST) return [];
  const end = parts.findIndex(({ type }) => type !== 'attribute');
  const attributes = parts.slice(0, end < 0 ? parts.length : end);
  const selectors = attributes.length > 0 ? { selectors: attributes } : {};
  return [{ type: 'pseudo-class', kind: 'host', ...selectors }, ...parts.slice(attributes.length)];
}

export function splitTheme(file: string): { early: string; late: string } {
  const css = minifyStyle(file, readFileSync(file, 'utf8'));
  const used = namesInUse(css);
  const keep = (belongs: (name: string) => boolean, visitor: Visitor<never> = {}) =>
    visit(css, {
      ...visitor,
      Declaration: (declaration) => (belongs(nameOf(declaration)) ? undefined : []),
    });
  const early = keep((name) => !isOwn(name) || used.has(name));
  const late = keep((name) => isOwn(name) && !used.has(name), { Selector: fromWithin });
  return { early: minifyStyle(file, early), late: minifyStyle(file, late) };
}
