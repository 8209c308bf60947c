// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Tiles from '$kit/components/tiles';

afterEach(cleanup);

it('shows a figure with its unit, its status and what it is compared with', () => {
  render(Tiles, {
    id: 'a',
    tiles: [
      { label: 'Attempts', value: '2', unit: 'of 4', status: '1 failed', tone: 'bad', note: 'one' },
    ],
  });
  const tile = screen.getByText('Attempts').parentElement;
  expect(tile?.textContent.replaceAll(/\s+/g, ' ')).toContain('2 of 4');
  expect(screen.getByText('1 failed').className).toContain('bad');
  expect(screen.getByText('one')).toBeDefined();
});

it('draws no history of a single value', () => {
  const { container } = render(Tiles, {
    id: 'a',
    tiles: [{ label: 'One', value: '1', history: [1] }],
  });
  expect(container.querySelector('.spark')).toBeNull();
});

it('says that there are no figures', () => {
  render(Tiles, { id: 'a', tiles: [] });
  expect(screen.getByText('There are no figures.')).toBeDefined();
});
