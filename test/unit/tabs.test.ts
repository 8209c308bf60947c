// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Tabs from '$kit/components/tabs';

afterEach(cleanup);

const items = () => screen.getAllByRole('listitem').map((item) => item.textContent);

it('shows the numbers in their order, with the same decimals and the unit', () => {
  render(Tabs, { id: 'a', values: [0.5, 0.25], unit: 's' });
  expect(items()).toEqual(['0.500 s', '0.250 s']);
});

it('shows what is missing and what is not finite as what it is', () => {
  render(Tabs, { id: 'a', values: [null, 'NaN', '-Infinity'] });
  expect(items()).toEqual(['—', 'NaN', '−∞']);
});

it('says that there are no values', () => {
  render(Tabs, { id: 'a', values: [] });
  expect(screen.getByText('No values.')).toBeDefined();
});
