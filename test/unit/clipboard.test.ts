// @vitest-environment happy-dom
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { copyText } from '$kit/lib/clipboard';
import { createOutcome } from '$kit/parts/outcome.svelte';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('puts text on the clipboard, and says so', async () => {
  userEvent.setup();
  expect(await copyText('c,d\r\n')).toBe('Copied');
  expect(await navigator.clipboard.readText()).toBe('c,d\r\n');
});

it.each([
  [true, 'Copied'],
  [false, 'The browser refused to copy'],
])('where the clipboard is refused and a selection is copied: %s', async (done, words) => {
  userEvent.setup();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('refused'));
  let copied = '';
  const execCommand = (command: string) => {
    if (command === 'copy') copied = document.querySelector('textarea')?.value ?? '';
    return done;
  };
  Object.assign(document, { execCommand });
  expect(await copyText('e,f\r\n')).toBe(words);
  expect(copied.replaceAll('\r', '')).toBe('e,f\n');
  expect(document.querySelector('textarea')).toBeNull();
});

it('what became of an action goes again, counted from the last one', async () => {
  userEvent.setup();
  vi.useFakeTimers();
  const outcome = createOutcome();
  await outcome.copy('a');
  vi.advanceTimersByTime(1500);
  await outcome.copy('b');
  vi.advanceTimersByTime(1500);
  expect(outcome.text).toBe('Copied');
  vi.advanceTimersByTime(600);
  expect(outcome.text).toBe('');
});
