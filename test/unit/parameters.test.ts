// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Parameters from '$kit/components/parameters';

afterEach(cleanup);

it('says how many parameters are not the default, and shows the default beside them', () => {
  const parameters = [
    { name: 'depth', value: '8', default: '6' },
    { name: 'seed', value: '17' },
  ];
  render(Parameters, { id: 'a', parameters, compared: true });
  expect(screen.getByText('2, of them 1 not the default')).toBeDefined();
  expect(screen.getByText('default 6')).toBeDefined();
});

it('shows a secret as a lock and words, without its value', () => {
  const parameters = [{ name: 'token', value: '••••••', secret: true }];
  render(Parameters, { id: 'a', parameters });
  expect(screen.getByText('secret, not in this card')).toBeDefined();
});

it('folds what is the default of a long list, and never what is not', async () => {
  const parameters = Array.from({ length: 40 }, (_, i) => ({
    name: `p${i}`,
    value: '1',
    ...(i === 39 ? { default: '0' } : {}),
  }));
  render(Parameters, { id: 'a', parameters, compared: true });
  expect(screen.getByText('p39')).toBeDefined();
  expect(screen.queryByText('p30')).toBeNull();
  await fireEvent.click(screen.getByText('24 more'));
  expect(screen.getByText('p30')).toBeDefined();
});

it('shows what a mapping or a file holds at a click, and copies it', async () => {
  const text = '{\n  "lr": 0.1\n}';
  render(Parameters, { id: 'a', parameters: [{ name: 'config', value: '1 keys: lr', text }] });
  const button = screen.getByRole('button', { name: 'config: 1 keys: lr' });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  expect(screen.queryByText(/"lr": 0.1/)).toBeNull();
  await fireEvent.click(button);
  expect(screen.getByText(/"lr": 0.1/).tagName).toBe('PRE');
  await fireEvent.click(button);
  expect(screen.queryByText(/"lr": 0.1/)).toBeNull();
});

it('says that the flow has no parameters', () => {
  render(Parameters, { id: 'a', parameters: [] });
  expect(screen.getByText('The flow has no parameters.')).toBeDefined();
});
