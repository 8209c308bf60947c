// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Card from '$kit/Card.svelte';
import '$kit/everything';
import type { CardDocument } from '$kit/wire/document';
import type { TypedNode } from '$kit/wire/node';
import { chart, problem } from '../../stories/layouts';

afterEach(cleanup);

const cardOf = (...nodes: TypedNode[]) => ({
  document: { version: 1, title: 'Card', theme: 'light', nodes } satisfies CardDocument,
});
const gridOf = (nodes: TypedNode[], more: Partial<TypedNode> = {}): TypedNode => ({
  ...{ type: 'grid', id: 'grid', nodes },
  ...more,
});

it('shows its components in their order, one level under its title', () => {
  const nodes = [problem('a', 'One.', 'First'), problem('b', 'Two.', 'Second')];
  render(Card, cardOf(gridOf(nodes, { title: 'Folds', per_row: 2 })));
  const headings = screen.getAllByRole('heading');
  expect(headings.map(({ tagName, textContent }) => `${tagName} ${textContent}`)).toEqual([
    'H1 Card',
    'H2 Folds',
    'H3 First',
    'H3 Second',
  ]);
});

it('gives its components the level that its title would have, where it has none', () => {
  render(Card, cardOf(gridOf([problem('a', 'One.', 'First')], { per_row: 2 })));
  expect(screen.getByRole('heading', { name: 'First' }).tagName).toBe('H2');
});

it('draws panels around several components, though it is alone on its card', () => {
  render(Card, cardOf(gridOf([chart('a', 'One'), chart('b', 'Two')], { per_row: 2 })));
  expect(document.querySelectorAll('.panel:not(.open)')).toHaveLength(2);
});

it('keeps the element of a component when another comes before it', async () => {
  const { rerender } = render(Card, cardOf(gridOf([problem('a', 'One.')], { per_row: 2 })));
  const before = screen.getByText(/One\./);
  await rerender(cardOf(gridOf([problem('b', 'Two.'), problem('a', 'One.')], { per_row: 2 })));
  expect(screen.getByText(/One\./)).toBe(before);
});

it('says that it is empty', () => {
  render(Card, cardOf(gridOf([])));
  expect(screen.getByText('Nothing here yet')).toBeDefined();
});
