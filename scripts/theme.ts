/**
 * The style sheet of a page in two: what the plain form of the card needs, and the properties that
 * only its drawn form has. The first stands in the page as it is, the second is compressed with the card.
 */
import { readFileSync } from 'node:fs';
import { transform, type Declaration, type Visitor } from 'lightningcss';
import { minifyStyle } from './stylesheet';

const PROPERTY = /--kit-[\w-]+/g;

function visit(css: string, visitor: Visitor<never>): string {
  const options = { filename: 'theme.css', code: Buffer.from(css), visitor };
  return transform(options).code.toString();
}

const nameOf = (declaration: Declaration): string =>
  declaration.property === 'custom' ? declaration.value.name : declaration.property;

const isOwn = (name: string) => name.startsWith('--kit-');

/** The custom properties that are used by something other than another one, and those behind them. */
function namesInUse(css: string): Set<string> {
  const values = new Map<string, Set<string>>();
  for (const [, name = '', value = ''] of css.matchAll(/(--kit-[\w-]+)\s*:([^;}]*)/g)) {
    const known = values.get(name) ?? new Set<string>();
    for (const [other] of value.matchAll(PROPERTY)) known.add(other);
    values.set(name, known);
  }
  const rules = css.replace(/--kit-[\w-]+\s*:[^;}]*/g, '');
  const found = new Set([...rules.matchAll(PROPERTY)].map(([name]) => name));
  for (const name of found) values.get(name)?.forEach((other) => found.add(other));
  return found;
}

export function splitTheme(file: string): { early: string; late: string } {
  const css = minifyStyle(file, readFileSync(file, 'utf8'));
  const used = namesInUse(css);
  const keep = (wanted: (name: string) => boolean) =>
    minifyStyle(
      file,
      visit(css, {
        Declaration: (declaration) => (wanted(nameOf(declaration)) ? undefined : []),
      }),
    );
  const early = keep((name) => !isOwn(name) || used.has(name));
  const late = keep((name) => isOwn(name) && !used.has(name))
    // The same element, as its shadow tree sees it.
    .replace(/html:has\([^)]*\)/g, ':not(*)')
    .replace(/\.card-kit(\[[^\]]*\])?/g, (_, attribute?: string) =>
      attribute === undefined ? ':host' : `:host(${attribute})`,
    );
  return { early, late };
}
