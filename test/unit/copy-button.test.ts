// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import CopyButton from '$kit/parts/CopyButton.svelte';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it('puts the text of the moment on the clipboard, and says so', async () => {
  const user = userEvent.setup();
  let text = 'a,b\r\n';
  render(CopyButton, { label: 'Copy CSV', text: () => text });
  text = 'c,d\r\n';
  await user.click(screen.getByRole('button', { name: 'Copy CSV' }));
  expect(await navigator.clipboard.readText()).toBe('c,d\r\n');
  expect(screen.getByRole('button').textContent.trim()).toBe('Copied');
});

it.each([
  [true, 'Copied'],
  [false, 'The browser refused'],
])('where the clipboard is refused and a selection is copied: %s', async (done, words) => {
  const user = userEvent.setup();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('refused'));
  let copied = '';
  const execCommand = (command: string) => {
    if (command === 'copy') copied = document.querySelector('textarea')?.value ?? '';
    return done;
  };
  Object.assign(document, { execCommand });
  render(CopyButton, { label: 'Copy CSV', text: () => 'e,f\r\n' });
  await user.click(screen.getByRole('button', { name: 'Copy CSV' }));
  expect(copied.replaceAll('\r', '')).toBe('e,f\n');
  expect(screen.getByRole('button').textContent.trim()).toBe(words);
  expect(document.querySelector('textarea')).toBeNull();
});
