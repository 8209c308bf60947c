// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Progress from '$kit/components/progress';
import { addMark, paceOf, type Mark } from '$kit/components/progress/pace';

afterEach(cleanup);

it('shows the part that is done, and what is counted', () => {
  render(Progress, { id: 'a', title: 'Rows', value: 31420, total: 48210, unit: 'customers' });
  const bar = screen.getByRole('progressbar', { name: 'Rows' });
  expect(bar.getAttribute('aria-valuenow')).toBe('65');
  expect(screen.getByText('31,420 of 48,210 customers')).toBeDefined();
});

it.each([
  [15, 10, '150.0%', '100'],
  [-5, 10, '−50.0%', '0'],
  [10, 10, '100.0%', '100'],
  [9999, 10000, '>99.9%', '100'],
])(
  '%d of %d is %s, as Python writes it, on a bar that ends at 0 and 100',
  (value, total, text, now) => {
    render(Progress, { id: 'a', value, total, rate: 1, seconds_left: 5 });
    expect(screen.getByText(text)).toBeDefined();
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe(now);
    expect(screen.queryByText(/left/) === null).toBe(value >= total);
  },
);

it('shows the rate and the time that is left, but not when all is done', async () => {
  const node = { id: 'a', value: 10, total: 20, rate: 2.5, seconds_left: 130 };
  const { rerender } = render(Progress, node);
  expect(screen.getByText('about 2m 10s left')).toBeDefined();
  expect(screen.getByText(/2\.5.* a second/)).toBeDefined();
  await rerender({ ...node, value: 20 });
  expect(screen.queryByText(/left/)).toBeNull();
});

it('sees by itself how fast something goes that does not tell', () => {
  let marks: readonly Mark[] = [];
  marks = addMark(marks, { time: 0, value: 0 });
  expect(paceOf(marks, 100)).toBeUndefined();
  marks = addMark(marks, { time: 5, value: 0 });
  marks = addMark(marks, { time: 10, value: 20 });
  expect(paceOf(marks, 100)).toEqual({ rate: 2, secondsLeft: 40 });
  expect(addMark(marks, { time: 11, value: 1 })).toEqual([{ time: 11, value: 1 }]);
});

it('has no bar for what has no end, and none for what is no number', () => {
  render(Progress, { id: 'a', value: 'NaN', total: 10 });
  expect(screen.queryByRole('progressbar')).toBeNull();
  expect(screen.getByText('NaN of 10')).toBeDefined();
});
