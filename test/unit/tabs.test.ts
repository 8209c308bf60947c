// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Card from '$kit/Card.svelte';
import '$kit/everything';
import type { CardDocument } from '$kit/wire/document';
import type { TypedNode } from '$kit/wire/node';
import { problem, section } from '../../stories/layouts';

afterEach(cleanup);

const tabsOf = (...nodes: TypedNode[]): TypedNode => ({ type: 'tabs', id: 'tabs', nodes });
const cardOf = (...nodes: TypedNode[]) => ({
  document: { version: 1, title: 'Card', theme: 'light', nodes } satisfies CardDocument,
});
const THREE = ['One', 'Two', 'Three'].map((name) => section(name, [problem(name, `In ${name}.`)]));

const tab = (name: string) => screen.getByRole('tab', { name });
const selected = () =>
  screen.getAllByRole('tab', { selected: true }).map(({ textContent }) => textContent.trim());
const stops = () =>
  screen
    .getAllByRole('tab')
    .filter(({ tabIndex }) => tabIndex === 0)
    .map(({ textContent }) => textContent.trim());
const inert = () =>
  [...document.querySelectorAll('[role="tabpanel"]')].map((pane) => pane.hasAttribute('inert'));

it('shows the first section, and the others where they are chosen', async () => {
  render(Card, cardOf(tabsOf(...THREE)));
  expect([selected(), inert()]).toEqual([['One'], [false, true, true]]);
  await fireEvent.click(tab('Two'));
  expect([selected(), inert()]).toEqual([['Two'], [true, false, true]]);
});

it('is one stop of the keyboard, and the arrow keys, Home and End choose', async () => {
  render(Card, cardOf(tabsOf(...THREE)));
  for (const [key, name] of [
    ['ArrowLeft', 'Three'],
    ['ArrowRight', 'One'],
    ['ArrowRight', 'Two'],
    ['End', 'Three'],
    ['Home', 'One'],
    ['ArrowDown', 'One'],
  ] as const) {
    await fireEvent.keyDown(tab(selected()[0] ?? ''), { key });
    expect([key, selected(), stops()]).toEqual([key, [name], [name]]);
  }
  expect(document.activeElement).toBe(tab('One'));
});

it('leaves keys with a modifier to the browser', async () => {
  render(Card, cardOf(tabsOf(...THREE)));
  await fireEvent.keyDown(tab('One'), { key: 'ArrowRight', altKey: true });
  expect(selected()).toEqual(['One']);
});

it('keeps the chosen tab when others come, go and change, and falls back to the first', async () => {
  const { rerender } = render(Card, cardOf(tabsOf(...THREE)));
  await fireEvent.click(tab('Two'));
  await rerender(cardOf(tabsOf(section('New', []), section('Two', [problem('x', 'Else.')]))));
  expect(selected()).toEqual(['Two']);
  await rerender(cardOf(tabsOf(section('New', []))));
  expect(selected()).toEqual(['New']);
  await rerender(cardOf(tabsOf(...THREE)));
  expect(selected()).toEqual(['Two']);
});

it('names each panel by its tab, and points from the tab to it', () => {
  render(Card, cardOf(tabsOf(section('One and all', [problem('a', 'In.')], '929'))));
  const panel = screen.getByRole('tabpanel', { name: 'One and all 929' });
  expect(tab('One and all 929').getAttribute('aria-controls')).toBe(panel.id);
  expect(panel.id).not.toMatch(/\s/);
});

it('has headings one level deeper inside of each tab, whether it has a title or not', () => {
  const inside = [section('Tab', [problem('a', 'In.', 'Child')])];
  const levels = () =>
    screen.getAllByRole('heading', { hidden: true }).map(({ tagName }) => tagName);
  render(Card, cardOf(tabsOf(...inside)));
  expect(levels()).toEqual(['H1', 'H2', 'H3']);
  cleanup();
  render(Card, cardOf({ ...tabsOf(...inside), title: 'Tabs' }));
  expect(levels()).toEqual(['H1', 'H2', 'H3', 'H4']);
});

it('opens the tab of what a reader is led to', async () => {
  render(Card, cardOf(tabsOf(...THREE)));
  const inside = screen.getByText(/In Three/);
  await fireEvent(inside, new Event('beforematch', { bubbles: true }));
  expect(selected()).toEqual(['Three']);
});

it('says that it is empty, and that a tab is', () => {
  render(Card, cardOf(tabsOf()));
  expect(screen.getByText(/stand here, each as a tab/)).toBeDefined();
  cleanup();
  render(Card, cardOf(tabsOf(section('One', []))));
  expect(screen.getByText(/appended to this tab/)).toBeDefined();
});
