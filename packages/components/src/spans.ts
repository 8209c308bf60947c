import { COLUMNS } from './lib/spans';
import type { TypedNode } from './wire/node';

type Span = (node: TypedNode) => number;

const modules = import.meta.glob<{ span?: Span }>('./components/*/index.ts', { eager: true });

/** The columns that a node needs, by what its component says of it; all of them where it says nothing. */
export function defaultSpan(node: TypedNode): number {
  const span = modules[`./components/${node.type.replaceAll('_', '-')}/index.ts`]?.span;
  try {
    return span?.(node) ?? COLUMNS;
  } catch {
    return COLUMNS;
  }
}
