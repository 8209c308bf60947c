// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Problem from '$kit/components/problem';

afterEach(cleanup);

it('says what was wrong, and shows the hint as code', () => {
  const message = 'counts has 3 rows for 2 labels.';
  const { container } = render(Problem, { id: 'a', message, hint: 'labels=["a", "b", "c"]' });
  expect(screen.getByText(message, { exact: false }).textContent).toBe(message);
  expect(container.querySelector('pre')?.textContent).toBe('labels=["a", "b", "c"]');
});

it('shows markup as text', () => {
  const message = '<img src=x onerror=alert(1)>';
  const { container } = render(Problem, { id: 'a', title: '<b>bold</b>', message, hint: message });
  expect(container.querySelectorAll('img, b')).toHaveLength(0);
  expect(screen.getByRole('heading').textContent).toBe('<b>bold</b>');
});

it.each([
  ['metric_table', 'MetricTable'],
  ['acme.dial_plate', 'acme.dial_plate'],
])('of a %s says %s', (component, name) => {
  render(Problem, { id: 'a', title: 'Held out', message: 'No data.', component });
  expect(screen.getByText('No data.', { exact: false }).textContent).toBe(
    `${name} is not shown. No data.`,
  );
});
