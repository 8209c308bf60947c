// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import ValueBox, { span } from '$kit/components/value-box';

afterEach(cleanup);

it('shows the value, what it is and how it changed', () => {
  const node = { id: 'a', value: 0.934, label: 'Accuracy', change: '+1.3%', note: 'from 0.922' };
  const { container } = render(ValueBox, { ...node, tone: 'good' });
  for (const text of ['0.934', 'Accuracy', '+1.3%', 'from 0.922']) {
    expect(screen.getByText(text)).toBeDefined();
  }
  expect(container.querySelector('.pill.good')).not.toBeNull();
});

it.each([
  [99.96, '%', '.1f', '>99.9'],
  [99.96, 'ms', '.1f', '100.0'],
  [100, '%', '.1f', '100.0'],
  [0.9996, undefined, '.1%', '>99.9%'],
])('never reads as all of it: %d in %s by %s', (value, unit, format, text) => {
  render(ValueBox, { id: 'a', value, format, ...(unit === undefined ? {} : { unit }) });
  expect(screen.getByText(text)).toBeDefined();
});

it('shows a text as it is, also one that reads as a number', () => {
  render(ValueBox, { id: 'a', value: { text: 'Infinity' } });
  expect(screen.getByText('Infinity')).toBeDefined();
});

it('shows a missing value as a dash, and takes a third of a row', () => {
  render(ValueBox, { id: 'a', value: null });
  expect(screen.getByText('—')).toBeDefined();
  expect(span()).toBe(4);
});
