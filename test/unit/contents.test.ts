// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Card from '$kit/Card.svelte';
import { Contents } from '$kit/contents';
import { findNode } from '$kit/contents/address';
import { entriesOf } from '$kit/contents/entries';
import '$kit/everything';
import type { CardDocument } from '$kit/wire/document';
import type { TypedNode } from '$kit/wire/node';
import { chart, problem, section } from '../../stories/layouts';
import cases from './fixtures/contents.json';

afterEach(cleanup);

const titled = (count: number) =>
  Array.from({ length: count }, (_, i) => problem(`p${i}`, 'Text.', `Title ${i}`));
const cardOf = (nodes: TypedNode[]) => ({
  document: { version: 1, title: 'Card', theme: 'light', nodes } satisfies CardDocument,
  contents: Contents,
});

it.each(cases)('$name: the same cards have contents in both languages', ({ nodes, listed }) => {
  expect(entriesOf(nodes as unknown as TypedNode[]).length > 0).toBe(listed);
});

it('lists titles two levels deep, and what is in a node without a title as if beside it', () => {
  const nodes = [
    section('One', [section('Inner', [problem('deep', '', 'Too deep')]), problem('x', '')]),
    { type: 'grid', id: 'grid', nodes: titled(2) },
    problem('last', '', 'Last'),
  ];
  expect(entriesOf(nodes).map(({ title, level }) => `${level} ${title}`)).toEqual([
    '1 One',
    '2 Inner',
    '1 Title 0',
    '1 Title 1',
    '1 Last',
  ]);
});

it('lists a failure by what has failed, and nothing inside of events and cells', () => {
  const inside = titled(2);
  const nodes = [
    { type: 'failure', id: 'failure', kind: 'ValueError' },
    { type: 'timeline', id: 'events', title: 'Events', nodes: inside },
    { type: 'table', id: 'table', title: 'Table', nodes: inside },
    ...titled(2),
  ];
  expect(entriesOf(nodes).map(({ title }) => title)).toEqual([
    ...['ValueError', 'Events', 'Table', 'Title 0', 'Title 1'],
  ]);
});

const report = (text: string, headings: [number, string][]): TypedNode => ({
  type: 'text',
  id: 'report',
  text,
  headings: headings.map(([level, title]) => ({ level, title })),
});

it('lists components by the headings that they have without a title', async () => {
  const given: Record<string, object> = {
    artifacts: { artifacts: [{ name: 'rows', kind: 'int' }] },
    model_comparison: {
      models: [{ name: 'a' }],
      metrics: [{ name: 'accuracy', cells: [{ value: 0.9 }] }],
      parameters: [],
    },
    parameters: { parameters: [{ name: 'depth', value: '3' }] },
  };
  const nodes = Object.entries(given).map(([type, fields]) => ({ type, id: type, ...fields }));
  render(Card, cardOf([...nodes, ...titled(4)]));
  const headings = await screen.findAllByRole('heading', { level: 2 });
  const texts = headings.map(({ textContent }) => textContent.trim());
  const entries = entriesOf([...nodes, ...titled(4)]);
  expect(entries.map(({ title }) => title)).toEqual(texts);
  expect(texts).toContain('Models');
});

it('lists the headings of a text from the highest on, beside the titles', () => {
  const nodes = [
    report('', [
      [2, 'Data'],
      [4, 'Too deep'],
      [3, 'Customers'],
    ]),
    section('Inside', [report('', [[1, 'Inner']])]),
    ...titled(2),
  ];
  expect(entriesOf(nodes).map(({ id, title, level }) => `${level} ${title} ${id}`)).toEqual([
    '1 Data report~1',
    '2 Customers report~3',
    '1 Inside Inside',
    '2 Inner report~1',
    '1 Title 0 p0',
    '1 Title 1 p1',
  ]);
});

it('leads to a heading of a text, and to the text where its headings are others', async () => {
  const words: [number, string][] = [
    [2, 'Data'],
    [2, 'Model'],
  ];
  const { rerender } = render(
    Card,
    cardOf([report('## Data\n\n> ## Quoted\n\nModel\n---\n', words), ...titled(3)]),
  );
  const model = screen.getByRole('heading', { name: 'Model' });
  await fireEvent.click(screen.getByRole('link', { name: 'Model', hidden: true }));
  await waitFor(() => expect(document.activeElement).toBe(model));
  expect(findNode(model, 'report~2')).toBe(model);
  expect(findNode(model, 'report~1')?.textContent).toBe('Data');
  const link = screen.getByRole('link', { name: 'Link to Data' });
  expect([link.getAttribute('href'), link.closest('h3')]).toEqual(['#report~1', null]);
  await rerender(cardOf([report('## Other', words), ...titled(3)]));
  const other = screen.getByRole('heading', { name: 'Other' });
  expect(findNode(other, 'report~2')?.dataset.node).toBe('report');
});

it('lists only the first level of a card that has many', () => {
  const nodes = Array.from({ length: 10 }, (_, i) => section(`Section ${i}`, titled(4)));
  expect(entriesOf(nodes).map(({ level }) => level)).toEqual(Array(10).fill(1));
});

it('comes and goes with the length of a card, and leaves its components where they are', async () => {
  const { rerender } = render(Card, cardOf(titled(4)));
  const before = screen.getByRole('heading', { name: 'Title 0' });
  expect(screen.queryByRole('navigation')).toBe(null);
  await rerender(cardOf(titled(5)));
  expect(screen.getByRole('navigation', { name: 'On this card' })).toBeDefined();
  expect(screen.getByRole('heading', { name: 'Title 0' })).toBe(before);
  await rerender(cardOf(titled(2)));
  expect(screen.queryByRole('navigation')).toBe(null);
});

it('gives each heading a link of its own name, which is no part of the heading', () => {
  render(Card, cardOf([section('One', []), chart('c', 'Loss'), ...titled(5)]));
  const link = screen.getByRole('link', { name: 'Link to Loss' });
  expect(link.getAttribute('href')).toBe('#c');
  expect(screen.getByRole('heading', { name: 'Loss' }).contains(link)).toBe(false);
  expect(screen.getByRole('link', { name: 'Link to One' })).toBeDefined();
});

it('writes an id into the address as an address has it', () => {
  render(Card, cardOf([...titled(4), problem('tabs/a b#ü', '', 'Odd')]));
  const link = screen.getByRole('link', { name: 'Odd', hidden: true });
  expect(link.getAttribute('href')).toBe('#tabs%2Fa%20b%23%C3%BC');
});
