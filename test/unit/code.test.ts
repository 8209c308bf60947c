// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Code from '$kit/components/code';
import { highlightLines } from '$kit/lib/highlight';

afterEach(cleanup);

const lines = (code: string, more: object = {}) => [
  ...render(Code, { id: 'a', code, ...more }).container.querySelectorAll<HTMLElement>('.line'),
];

it('numbers its lines from the first one, apart from what is copied', () => {
  const shown = lines('def f():\n\n    pass', { first_line: 84 });
  expect(shown.map(({ dataset }) => dataset.line)).toEqual(['84', '85', '86']);
  expect(shown.map(({ textContent }) => textContent)).toEqual(['def f():', '', '    pass']);
});

it('tells the words of a text over several lines apart in each of them', () => {
  const shown = highlightLines('a = """x\ny"""\nb', 'python');
  expect(shown.map((runs) => runs.map(({ text, kind }) => `${kind ?? ''}:${text}`))).toEqual([
    [':a = ', 'literal:"""x'],
    ['literal:y"""'],
    [':b'],
  ]);
});

it('says that there is no code', () => {
  lines('');
  expect(screen.getByText('No code')).toBeDefined();
});
