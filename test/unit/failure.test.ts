// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Failure from '$kit/components/failure';

afterEach(cleanup);

const failure = {
  id: 'a',
  kind: 'ValueError',
  message: '<b>bold</b>',
  lead: 'Failed after 2s, at line 3 of flow.py',
  frames: [
    { file: 'flow.py', line: 3, function: 'train' },
    { file: 'sklearn/base.py', line: 9, function: 'fit', library: 'sklearn' },
    { file: 'numpy/core.py', line: 1, function: 'dot', library: 'numpy' },
  ],
  traceback: 'Traceback',
};

it('says what failed, and where, as text', () => {
  const { container } = render(Failure, failure);
  expect(screen.getByRole('heading').textContent).toBe('ValueError: <b>bold</b>');
  expect(container.querySelector('.words b')).toBeNull();
  expect(screen.getByText(/Failed after 2s/)).toBeDefined();
});

it('folds the calls of libraries, and says how many and of which', async () => {
  const { container } = render(Failure, failure);
  const fold = screen.getByRole('button', { name: '2 frames below, in sklearn, numpy' });
  expect(fold.getAttribute('aria-expanded')).toBe('false');
  await fireEvent.click(fold);
  expect(container.querySelector('.frames.open')).not.toBeNull();
});

it('offers the last lines of a task without a traceback as lines, and nothing where there are none', () => {
  const { unmount } = render(Failure, { ...failure, frames: [], traceback: 'no license found' });
  expect(screen.getByRole('button', { name: 'Copy the lines' })).toBeDefined();
  unmount();
  render(Failure, { ...failure, frames: [], traceback: '' });
  expect(screen.queryByRole('button')).toBeNull();
});

it('marks the line that failed, also for those who do not see it', () => {
  render(Failure, {
    ...failure,
    excerpt: { file: 'flow.py', first: 2, lines: ['a = 1', 'raise ValueError'], failed: 3 },
  });
  expect(screen.getByText('(failed here)', { exact: false })).toBeDefined();
});
