// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import Log from '$kit/components/log';
import { foldLines } from '$kit/components/log/folds';
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

it.each([
  ['14:05:21 INFO read 3 rows', [undefined, '14:05:21', 'info', 'read 3 rows']],
  [
    '2026-11-23 14:05:31,123 - app - INFO - ok',
    ['2026-11-23', '14:05:31,123', undefined, 'app - INFO - ok'],
  ],
  ['[2026-11-23T14:05:31Z] WARNING: hot', ['2026-11-23', '14:05:31Z', 'warn', 'hot']],
  ['WARNING:root:hot', [undefined, undefined, 'warn', 'root:hot']],
  ['11:19:27 ValueError: no column', [undefined, '11:19:27', 'error', 'ValueError: no column']],
  [
    '12:30:00-13:00:00 is the window',
    [undefined, undefined, undefined, '12:30:00-13:00:00 is the window'],
  ],
  ['Error rates fall', [undefined, undefined, undefined, 'Error rates fall']],
  ['INFORMATION is free', [undefined, undefined, undefined, 'INFORMATION is free']],
])('takes the time and the level from the words of %j', (text, head) => {
  const [line] = readLines(text);
  const words = line?.runs.map((run) => run.text).join('');
  expect([line?.date, line?.time, line?.word, words]).toEqual(head);
  expect(line?.text).toBe(text);
});

it('keeps the colors of what stands behind the time', () => {
  const [line] = readLines('\u001b[2m14:05:21\u001b[0m \u001b[31mbad\u001b[0m');
  expect(line?.runs).toEqual([{ text: 'bad', style: 'red' }]);
});

it('says a date once where all lines have it, and with each line where there are several', () => {
  const lines = (dates: string[]) => dates.map((date) => `${date} 14:05:21 INFO words`).join('\n');
  const { rerender } = render(Log, {
    id: 'x',
    title: 'L',
    text: lines(Array<string>(9).fill('2026-11-23')),
  });
  expect(screen.getByText('9 lines, 2026-11-23')).toBeTruthy();
  expect(screen.getAllByText('14:05:21').length).toBe(2);
  return rerender({ id: 'x', title: 'L', text: lines(['2026-11-23', '2026-11-24']) }).then(() =>
    expect(screen.getByText('2026-11-24 14:05:21')).toBeTruthy(),
  );
});

it.each([
  ['5;208', 'yellow'],
  ['5;196', 'red'],
  ['5;46', 'green'],
  ['5;21', 'blue'],
  ['5;51', 'cyan'],
  ['5;201', 'magenta'],
  ['5;9', 'red'],
  ['5;255', 'white'],
  ['5;232', 'black'],
  ['5;244', ''],
  ['2;255;0;0', 'red'],
  ['2;80;200;120', 'green'],
  ['2;250;250;250', 'white'],
  [':2::0:0:255', 'blue'],
  [':5:201', 'magenta'],
])('shows the color %s as the nearest that has a name', (code, name) => {
  const escape = code.startsWith(':') ? `38${code}` : `38;${code}`;
  const [line] = readLines(`\u001b[${escape};1mwords\u001b[48;2;9;9;9m`);
  expect(line?.runs).toEqual([{ text: 'words', style: `${name} bold`.trim() }]);
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

const numbered = (lines: readonly string[]) =>
  readLines(lines.join('\n')).map((line, number) => ({ line, number }));
/** Texts of lines, and how many a fold holds. */
const folded = (lines: readonly string[], stderr: number[] = [], left_out = 0) =>
  foldLines(numbered(lines), new Set(stderr), { start: 100, left_out }).map((part) =>
    'key' in part ? part.lines.length : part.line.text,
  );
const steps = (count: number, start = 0) =>
  Array.from({ length: count }, (_, i) => `14:05:${10 + i} iter ${start + i} loss ${1 / (i + 1)}`);

it('folds lines that differ in their numbers only, between the first and the last of them', () => {
  const lines = ['begin', ...steps(8), 'done'];
  expect(folded(lines)).toEqual(['begin', lines[1], 6, lines[8], 'done']);
  expect(folded(steps(5))).toEqual(steps(5));
  const same = Array.from({ length: 6 }, () => 'retrying');
  expect(folded(same)).toEqual(['retrying', 4, 'retrying']);
});

it('folds no line with a level, no empty line, no row of a table, and none beyond its stream or a gap', () => {
  const errors = Array.from({ length: 9 }, (_, i) => `ERROR ${i}`);
  expect(folded(errors)).toEqual(errors);
  const blank = Array.from({ length: 9 }, () => '');
  expect(folded(blank)).toEqual(blank);
  const figures = Array.from({ length: 9 }, (_, i) => `${i} ${i / 2}`);
  expect(folded(figures)).toEqual(figures);
  const table = Array.from({ length: 9 }, (_, i) => `| class_${i} | 0.9${i} | 0.8${i} |`);
  expect(folded(table)).toEqual(table);
  expect(folded(steps(12), [0, 1, 2, 3, 4, 5])).toEqual([
    steps(12)[0],
    4,
    steps(12)[5],
    steps(12)[6],
    4,
    steps(12)[11],
  ]);
  expect(folded(steps(200), [], 50).filter((part) => typeof part === 'number')).toEqual([98, 98]);
});

it('opens a fold, and finds what is in it', async () => {
  const text = ['begin', ...steps(20), 'done'].join('\n');
  const { container } = render(Log, { id: 'log', title: 'Log', text });
  const shown = () => container.querySelectorAll('.box > div').length;
  expect(shown()).toBe(4);
  const fold = screen.getByRole('button', { name: '18 more lines like this' });
  fold.click();
  await tick();
  expect(fold.getAttribute('aria-expanded')).toBe('true');
  expect(shown()).toBe(22);
  fold.click();
  await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'iter 7' } });
  expect(shown()).toBe(1);
});
