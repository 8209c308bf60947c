/**
 * What a reader has chosen, kept in the history entry of the card's page: there it outlives a load, in
 * a sandbox too. In a notebook the entry is the notebook's, and nothing is kept.
 */
import { ownsPage } from './page';

const KEY = 'metaflow-card-kit-choices';

const recallAll = (): Record<string, unknown> =>
  (history.state as Record<string, Record<string, unknown>> | null)?.[KEY] ?? {};

export function keepChoice(inside: Element, id: string, choice: string): void {
  if (!ownsPage(inside)) return;
  try {
    const kept = { ...recallAll(), [id]: choice };
    history.replaceState({ ...(history.state as object | null), [KEY]: kept }, '');
  } catch {
    // A host allows it too seldom, or not at all.
  }
}

export function recallChoice(inside: Element, id: string): string | undefined {
  const choice = ownsPage(inside) ? recallAll()[id] : undefined;
  return typeof choice === 'string' ? choice : undefined;
}
