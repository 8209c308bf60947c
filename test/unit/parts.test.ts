// @vitest-environment happy-dom
import { cleanup, render, screen, within, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { barLength, goesRight } from '$kit/parts/change-bar';
import ChangeBar from '$kit/parts/ChangeBar.svelte';
import Field from '$kit/parts/Field.svelte';
import LiveText from '$kit/parts/LiveText.svelte';
import Panel from '$kit/parts/Panel.svelte';
import Segmented from '$kit/parts/Segmented.svelte';
import Tiles from '$kit/parts/Tiles.svelte';
import Toolbar from '$kit/parts/Toolbar.svelte';
import Tooltip from '$kit/parts/Tooltip.svelte';

afterEach(cleanup);

const children = createRawSnippet(() => ({ render: () => '<p>content</p>' }));

describe('a panel', () => {
  test('is a section named by its title, which is a heading of the level around it', () => {
    render(Panel, { title: 'Confusion matrix', children });
    expect(screen.getByRole('group', { name: 'Confusion matrix' })).toBeTruthy();
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Confusion matrix');
  });

  test('takes the level of its heading from what it stands in', () => {
    const context = new Map<string, unknown>();
    context.set('kit-surroundings', { level: 4, framed: false });
    const { container } = render(Panel, { props: { title: 'Inner', children }, context });
    expect(screen.getByRole('heading', { level: 4 }).textContent).toBe('Inner');
    expect(container.querySelector('.panel')?.classList.contains('open')).toBe(true);
  });

  test('has no title row when there is nothing in it', () => {
    const { container } = render(Panel, { children });
    expect(container.querySelector('.top')).toBeNull();
    expect(container.textContent.trim()).toBe('content');
  });

  test('shows its notes and its caption as text', () => {
    const { container } = render(Panel, {
      notes: ['<b>3 rows</b> left out'],
      caption: 'c',
      children,
    });
    expect(container.querySelector('b')).toBeNull();
    expect(screen.getByText('<b>3 rows</b> left out')).toBeTruthy();
    expect(screen.getByText('c')).toBeTruthy();
  });
});

describe('the menu of a toolbar', () => {
  const items = () => [
    { label: 'Copy as CSV', run: vi.fn(() => 'Copied') },
    { label: 'Save PNG', run: vi.fn(() => Promise.resolve('Saved')) },
    { label: 'Show as a table', run: vi.fn(), checked: false },
  ];
  const opener = () => screen.getByRole('button', { name: 'Menu of Loss' });

  test('opens at a click, with its first entry focused, and closes with Escape, which gives the focus back', async () => {
    render(Toolbar, { label: 'Loss', menu: items() });
    await userEvent.click(opener());
    expect(opener().getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement?.textContent.trim()).toBe('Copy as CSV');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(opener());
  });

  test('is walked by arrows, Home, End and first letters, around its ends', async () => {
    render(Toolbar, { label: 'Loss', menu: items() });
    opener().focus();
    await userEvent.keyboard('{ArrowDown}');
    const focused = () => document.activeElement?.textContent.trim();
    for (const [key, entry] of [
      ['{ArrowUp}', 'Show as a table'],
      ['{ArrowDown}', 'Copy as CSV'],
      ['{End}', 'Show as a table'],
      ['{Home}', 'Copy as CSV'],
      ['s', 'Save PNG'],
      ['s', 'Show as a table'],
      ['x', 'Show as a table'],
    ] as const) {
      await userEvent.keyboard(key);
      expect(focused(), key).toBe(entry);
    }
  });

  test('opens from its end with the upper arrow', async () => {
    render(Toolbar, { label: 'Loss', menu: items() });
    opener().focus();
    await userEvent.keyboard('{ArrowUp}');
    expect(document.activeElement?.textContent.trim()).toBe('Show as a table');
  });

  test('runs an entry and says how it went', async () => {
    const menu = items();
    render(Toolbar, { label: 'Loss', menu });
    await userEvent.click(opener());
    await userEvent.click(screen.getByRole('menuitem', { name: 'Save PNG' }));
    expect(menu[1]?.run).toHaveBeenCalledOnce();
    expect((await screen.findByText('Saved')).getAttribute('role')).toBe('status');
    expect(screen.queryByRole('menu')).toBeNull();
  });

  test('says when an entry failed', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    render(Toolbar, {
      label: 'Loss',
      menu: [{ label: 'Save PNG', run: () => Promise.reject(new Error('no canvas')) }],
    });
    await userEvent.click(opener());
    await userEvent.click(screen.getByRole('menuitem'));
    expect(await screen.findByText('That did not work')).toBeTruthy();
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });

  test('shows what is on by a check', async () => {
    render(Toolbar, { label: 'Loss', menu: items() });
    await userEvent.click(opener());
    const entry = screen.getByRole('menuitemcheckbox', { name: 'Show as a table' });
    expect(entry.getAttribute('aria-checked')).toBe('false');
  });

  test('holds the choice too, for panels that are too narrow for it', async () => {
    const pick = vi.fn();
    const choice = {
      label: 'Values',
      options: [
        { value: 'a', label: 'Counts' },
        { value: 'b', label: 'Shares' },
      ],
      value: 'a',
      pick,
    };
    render(Toolbar, { label: 'Loss', choice });
    screen.getByRole('button', { name: 'Menu of Loss', hidden: true }).click();
    const list = await screen.findByRole('menu', { hidden: true });
    const group = within(list).getByRole('group', { hidden: true });
    const [counts, shares] = within(group).getAllByRole('menuitemradio', { hidden: true });
    expect(counts?.getAttribute('aria-checked')).toBe('true');
    shares?.click();
    await waitFor(() => expect(pick).toHaveBeenCalledWith('b'));
  });
});

test('a segmented switch is a group of radio buttons that arrow keys move', async () => {
  const pick = vi.fn();
  render(Segmented, {
    label: 'Values',
    options: [
      { value: 'a', label: 'Counts' },
      { value: 'b', label: 'Shares' },
    ],
    value: 'a',
    pick,
  });
  expect(screen.getByRole('group', { name: 'Values' })).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Counts' }).checked).toBe(true);
  await userEvent.click(screen.getByRole('radio', { name: 'Shares' }));
  expect(pick).toHaveBeenCalledWith('b');
});

test('a field is emptied by Escape, and says what it found only while something is sought', async () => {
  render(Field, { label: 'Filter models', value: '', found: '2 found' });
  const input = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Filter models' });
  expect(screen.queryByText('2 found')).toBeNull();
  await userEvent.type(input, 'cat');
  expect(screen.getByText('2 found')).toBeTruthy();
  await userEvent.keyboard('{Escape}');
  expect(input.value).toBe('');
});

describe('a tooltip', () => {
  const target = { left: 0, top: 0, width: 10, height: 10 };

  test('says its sentence to a screen reader while something is pointed at', async () => {
    const { rerender } = render(Tooltip, { props: { target: undefined, text: '47 of 522' } });
    const live = document.querySelector('[aria-live]');
    expect(live?.textContent).toBe('');
    await rerender({ target, text: '47 of 522' });
    expect(live?.textContent).toBe('47 of 522');
    expect(document.querySelector('.tooltip')?.textContent).toBe('47 of 522');
  });

  test('closes with Escape until something else is pointed at', async () => {
    const { rerender } = render(Tooltip, { props: { target, text: 'one' } });
    await userEvent.keyboard('{Escape}');
    expect(document.querySelector('.tooltip')).toBeNull();
    await rerender({ target: { ...target, left: 20 }, text: 'two' });
    expect(document.querySelector('.tooltip')?.textContent).toBe('two');
  });
});

describe('tiles', () => {
  test('are terms with their values, units, verdicts and what they are compared with', () => {
    render(Tiles, {
      tiles: [
        {
          label: 'Latency p99',
          value: '41.7',
          unit: 'ms',
          pill: { tone: 'bad', text: '9.2% worse' },
          note: 'from 38.2 ms',
        },
      ],
    });
    expect(screen.getByRole('term').textContent).toBe('Latency p99');
    const [value, below] = screen
      .getAllByRole('definition')
      .map(({ textContent }) => textContent.trim());
    expect(value?.replace(/\s+/g, ' ')).toBe('41.7 ms');
    expect(below?.replace(/\s+/g, ' ')).toBe('9.2% worse from 38.2 ms');
  });
});

test('a live text is washed when it changes, not when it appears', async () => {
  const { container, rerender } = render(LiveText, { text: '0.91' });
  expect(container.querySelector('.fresh')).toBeNull();
  await rerender({ text: '0.93' });
  expect(container.querySelector('.fresh')?.textContent).toBe('0.93');
});

test('a change without a direction goes the way of its sign, and one that is none nowhere', () => {
  expect([-0.5, 0, 0.5].map((ratio) => goesRight(ratio))).toEqual([false, false, true]);
  expect([Number.NaN, 0.05, -0.1, 9].map((ratio) => barLength(ratio, 0.2))).toEqual([
    0, 0.25, 0.5, 1,
  ]);
});

describe('the bar of a change', () => {
  const bar = (props: { ratio: number; verdict?: 'better' | 'worse' }) =>
    render(ChangeBar, props).container.querySelector<HTMLElement>('i');

  test('goes right for better and left for worse, whatever the sign', () => {
    expect(bar({ ratio: -0.1, verdict: 'better' })?.classList.contains('left')).toBe(false);
    expect(bar({ ratio: 0.1, verdict: 'worse' })?.classList.contains('left')).toBe(true);
  });

  test('fills its half at the cap, and is torn beyond it', () => {
    expect(bar({ ratio: 0.1 })?.style.width).toContain('25%');
    const capped = bar({ ratio: 1.02 });
    expect(capped?.style.width).toContain('50%');
    expect(capped?.classList.contains('capped')).toBe(true);
  });

  test('is not drawn where there is nothing to compare', () => {
    expect(bar({ ratio: Number.NaN })).toBeNull();
  });
});
