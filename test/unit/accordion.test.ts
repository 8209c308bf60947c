// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Card from '$kit/Card.svelte';
import '$kit/everything';
import type { CardDocument } from '$kit/wire/document';
import type { TypedNode } from '$kit/wire/node';
import { chart, problem, section } from '../../stories/layouts';

afterEach(cleanup);

const cardOf = (...nodes: TypedNode[]) => ({
  document: { version: 1, title: 'Card', theme: 'light', nodes } satisfies CardDocument,
});
const accordionOf = (nodes: TypedNode[], more: Partial<TypedNode> = {}): TypedNode => ({
  ...{ type: 'accordion', id: 'a', nodes },
  ...more,
});
const TWO = [
  section('Data', [problem('d', 'In data.')], '1,204 rows left out'),
  section('Folds', [problem('f', 'In folds.')]),
];

const row = (name: RegExp) => screen.getByRole('button', { name });
const open = () =>
  screen
    .getAllByRole('button', { expanded: true })
    .map(({ textContent }) => textContent.trim().replace(/\s+/g, ' '));

it('opens the sections that its author named, and each at a click, beside the others', async () => {
  render(Card, cardOf(accordionOf(TWO, { open: ['Folds'] })));
  expect(open()).toEqual(['Folds']);
  await fireEvent.click(row(/Data/));
  expect(open()).toEqual(['Data 1,204 rows left out', 'Folds']);
  await fireEvent.click(row(/Folds/));
  expect(open()).toEqual(['Data 1,204 rows left out']);
});

it('keeps out of reach what is closed', async () => {
  render(Card, cardOf(accordionOf(TWO)));
  const pane = screen.getByText(/In data/).closest('[inert]');
  expect(pane?.id).toBe(row(/Data/).getAttribute('aria-controls'));
  await fireEvent.click(row(/Data/));
  expect(screen.getByText(/In data/).closest('[inert]')).toBe(null);
});

it('keeps what the reader opened and closed when sections come and change', async () => {
  const { rerender } = render(Card, cardOf(accordionOf(TWO, { open: ['Folds'] })));
  await fireEvent.click(row(/Data/));
  await fireEvent.click(row(/Folds/));
  const more = [section('Search', []), ...TWO.map((one) => ({ ...one, caption: 'new' }))];
  await rerender(cardOf(accordionOf(more, { open: ['Folds'] })));
  expect(open()).toEqual(['Data new']);
});

it('makes a heading of each row, one level under its own', () => {
  render(Card, cardOf(accordionOf(TWO, { title: 'How' }), problem('p', 'Beside.')));
  const headings = screen.getAllByRole('heading');
  expect(headings.map(({ tagName }) => tagName)).toEqual(['H1', 'H2', 'H3', 'H3']);
});

it('draws no panel in its panel', () => {
  const nodes = [section('Folds', [chart('a', 'One'), chart('b', 'Two')])];
  render(Card, cardOf(accordionOf(nodes), chart('c', 'Beside')));
  expect(document.querySelectorAll('.panel .panel')).toHaveLength(2);
  expect(document.querySelectorAll('.panel .panel:not(.open)')).toHaveLength(0);
});

it('opens the section of what a reader is led to', async () => {
  render(Card, cardOf(accordionOf(TWO)));
  await fireEvent(screen.getByText(/In folds/), new Event('beforematch', { bubbles: true }));
  expect(open()).toEqual(['Folds']);
});
