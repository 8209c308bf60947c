// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Card from '$kit/Card.svelte';
import '$kit/everything';
import type { CardDocument } from '$kit/wire/document';

afterEach(cleanup);

const cardOf = (...nodes: CardDocument['nodes']) => ({
  document: { version: 1, title: 'Card', theme: 'light', nodes } satisfies CardDocument,
});
const problem = (id: string, message: string) => ({ type: 'problem', id, title: id, message });
const levels = () =>
  screen.getAllByRole('heading').map(({ tagName, textContent }) => [tagName, textContent]);

it('shows its components under its heading, one level deeper', () => {
  const inner = { type: 'section', id: 'b', title: 'Inner', nodes: [problem('c', 'Deep.')] };
  const section = {
    type: 'section',
    id: 'a',
    title: 'Outer',
    nodes: [inner, problem('d', 'Flat.')],
  };
  render(Card, cardOf(section));
  expect(levels()).toEqual([
    ['H1', 'Card'],
    ['H2', 'Outer'],
    ['H3', 'Inner'],
    ['H4', 'c'],
    ['H3', 'd'],
  ]);
});

it('has its caption below its heading, above what both are about', () => {
  const nodes = [problem('b', 'Fine.')];
  render(Card, cardOf({ type: 'section', id: 'a', title: 'Outer', caption: 'All of it.', nodes }));
  const { textContent } = screen.getByRole('group', { name: 'Outer' });
  expect(textContent).toMatch(/^\s*Outer\s*All of it\.[^]*Fine\./);
});

it('says that it is empty', () => {
  render(Card, cardOf({ type: 'section', id: 'a', nodes: [] }));
  expect(screen.getByText('Nothing here yet')).toBeDefined();
});

it('shows one child that cannot be drawn as one, beside the others', () => {
  const nodes = [{ type: 'confusion_matrix', id: 'b' }, problem('c', 'Fine.')];
  render(Card, cardOf({ type: 'section', id: 'a', nodes }));
  expect(screen.getByText(/ConfusionMatrix could not be drawn/)).toBeDefined();
  expect(screen.getByText(/Fine\./)).toBeDefined();
});
