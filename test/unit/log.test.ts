// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Log from '$kit/components/log';
import { levelOf, markRuns, readLines } from '$kit/components/log/lines';

afterEach(cleanup);

it('reads colors, which last until they are changed', () => {
  const [first, second] = readLines('\u001b[1;31mbad\u001b[39m still bold\nnext\u001b[0m plain');
  expect(first?.runs).toEqual([
    { text: 'bad', style: 'red bold' },
    { text: ' still bold', style: 'bold' },
  ]);
  expect(second?.runs).toEqual([
    { text: 'next', style: 'bold' },
    { text: ' plain', style: '' },
  ]);
});

it('drops every other escape, and shows no control of a terminal', () => {
  const text =
    'a\u001b[2Kb\u001b]8;;https://example.org\u0007c\u001b[38;5;196md\u001b[48;2;1;2;3me\u001b';
  expect(readLines(text).map((line) => line.text)).toEqual(['abcde']);
});

it.each([
  ['2026-11-23 14:05:31 WARNING nps is missing', 'warn'],
  ['[ERROR] refused', 'error'],
  ['ValueError: no', 'error'],
  ['Traceback (most recent call last):', 'error'],
  ['UserWarning: careful', 'warn'],
  ['error: no such file', 'error'],
  ['0 errors, no warnings', undefined],
  ['the mirror ERRORS', undefined],
  ['loss 0.3', undefined],
])('%j is a line of level %s', (line, level) => {
  expect(levelOf(line)).toBe(level);
});

it('marks what was found over the borders of colors', () => {
  const runs = [
    { text: 'fo', style: 'red' },
    { text: 'ld fold', style: '' },
  ];
  expect(markRuns(runs, 'FOLD').filter(({ found }) => found)).toEqual([
    { text: 'fo', style: 'red', found: true },
    { text: 'ld', style: '', found: true },
    { text: 'fold', style: '', found: true },
  ]);
});

it('counts what went wrong, and says what is left out where it is', () => {
  const text = Array.from({ length: 120 }, (_, i) => (i === 110 ? 'ERROR no' : `line ${i}`));
  const { container } = render(Log, { id: 'a', title: 'Log', text: text.join('\n'), left_out: 7 });
  expect(screen.getByText('1 error')).toBeDefined();
  expect(container.querySelector('.box > p')?.textContent).toBe('7 lines are not in this card');
  expect(container.querySelector('.box > p')?.previousElementSibling?.textContent).toBe('line 99');
  expect(screen.getByText('127 lines')).toBeDefined();
});

it('tells lines of the error stream apart, and how many they are', async () => {
  const node = { type: 'log', id: 'log', text: 'a\nb\nc' } as const;
  const { rerender, container } = render(Log, { ...node, stderr: [1] });
  expect([...container.querySelectorAll('.stderr')].map((line) => line.textContent)).toEqual(['b']);
  expect(screen.getByText('1 from stderr')).toBeDefined();
  await rerender({ ...node, stderr: [0, 1, 2] });
  expect(screen.getByText('all of it from stderr')).toBeDefined();
});
