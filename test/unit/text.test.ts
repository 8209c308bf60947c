// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Text from '$kit/components/text';
import { highlight } from '$kit/lib/highlight';
import headings from './fixtures/headings.json';

afterEach(cleanup);

const shown = (text: string, more: object = {}) =>
  render(Text, { id: 'a', text, ...more }).container.querySelector('.prose') as HTMLElement;

it('shows Markdown with its headings below what it stands in', () => {
  const prose = shown('# One\n\n## Two\n\n**bold** and `code`');
  expect([...prose.children].map(({ tagName }) => tagName)).toEqual(['H2', 'H3', 'P']);
  expect(prose.querySelector('strong')?.textContent).toBe('bold');
  expect(prose.querySelector('code')?.textContent).toBe('code');
});

it('puts the headings of a text with a title below that', () => {
  expect(shown('# One', { title: 'Notes' }).querySelector('h3')?.textContent).toBe('One');
});

it('shows tables with their alignment, and the marks of tasks', () => {
  const prose = shown('| a | b |\n|---|--:|\n| 1 | 2 |\n\n- [x] done\n- [ ] open');
  expect([...prose.querySelectorAll('td')].map(({ className }) => className)).toEqual([
    '',
    'right',
  ]);
  const items = [...prose.querySelectorAll('li')].map(({ textContent }) => textContent.trim());
  expect(items).toEqual(['☑ done', '☐ open']);
});

it('opens links in a new tab, and those that are none are text', () => {
  const prose = shown('[a](https://example.org) [b](javascript:alert(1)) [c](mailto:a@b.example)');
  const links = [...prose.querySelectorAll('a')];
  expect(links.map(({ textContent }) => textContent)).toEqual(['a', 'c']);
  for (const link of links) {
    expect([link.target, link.rel]).toEqual(['_blank', 'noopener noreferrer']);
  }
  expect(prose.textContent).toContain('b');
});

it('shows pictures that it has, and makes links of those that would be loaded', () => {
  const prose = shown('![dot](data:image/gif;base64,R0lGOD) ![cat](https://example.org/cat.png)');
  expect([...prose.querySelectorAll('img')].map(({ alt }) => alt)).toEqual(['dot']);
  expect(prose.querySelector('a')?.getAttribute('href')).toBe('https://example.org/cat.png');
});

it('shows of HTML what is safe, and no attribute of its own', () => {
  const prose = shown(
    '<p onclick="x()" style="color:red">a <b>b</b></p><script>c</script><form><input name="d"></form>',
    { markup: 'html' },
  );
  expect(prose.textContent.trim()).toBe('a b');
  expect(prose.querySelector('p')?.getAttributeNames()).toEqual([]);
});

it('shows plain text as it is', () => {
  expect(shown('# <b>x</b>', { markup: 'plain' }).innerHTML).toContain('# &lt;b&gt;x&lt;/b&gt;');
});

it('shows as plain what a parser would need too long for, or cannot follow', () => {
  expect(shown('_a__'.repeat(6000)).className).toContain('plain');
  expect(shown('>'.repeat(9000)).className).toContain('plain');
});

it('tells the words of code apart, and loses none', () => {
  const code = '@step\ndef f(self):  # why\n    return "a" + str(1.5)';
  const runs = highlight(code, 'python');
  expect(runs.map(({ text }) => text).join('')).toBe(code);
  expect(runs.filter(({ kind }) => kind).map(({ text, kind }) => [text, kind])).toEqual([
    ['@step', 'name'],
    ['def', 'keyword'],
    ['# why', 'comment'],
    ['return', 'keyword'],
    ['"a"', 'literal'],
    ['1.5', 'literal'],
  ]);
  expect(highlight('def', 'cobol')).toEqual([{ text: 'def' }]);
  expect(highlight('def')).toEqual([{ text: 'def' }]);
});

it('leads to a footnote and back', () => {
  const prose = shown('One[^b] and two[^a].\n\n[^a]: First **note**\n[^b]: Second');
  expect([...prose.querySelectorAll('sup')].map(({ textContent }) => textContent)).toEqual([
    '1',
    '2',
  ]);
  const notes = [...prose.querySelectorAll('ol > li')];
  expect(notes.map(({ textContent }) => textContent)).toEqual(['Second ↩', 'First note ↩']);
  prose.querySelector<HTMLElement>('sup a')?.click();
  expect(document.activeElement).toBe(notes[0]);
});

it.each(headings)(
  'draws the headings that Python lists: $name',
  ({ text, markup, headings: listed }) => {
    const prose = shown(text, {
      markup,
      headings: listed.map(([level, title]) => ({ level, title })),
    });
    const drawn = [...prose.querySelectorAll('[data-heading]')];
    expect(drawn.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())).toEqual(
      listed.map(([, title]) => title),
    );
  },
);

it('leads to a heading of the same text by the name that GitHub gives to it', () => {
  const prose = shown(
    '[go](#far-away-2) [over](#d%C3%A9j%C3%A0-vu) [twice](#twice-1) [none](#none)\n\n' +
      '## Far away, 2\n\n## Déjà *vu*\n\n## Twice\n\n## Twice',
  );
  const [go, over, twice, none] = prose.querySelectorAll('a');
  const headings = [...prose.querySelectorAll('h3')];
  for (const [link, heading] of [go, over, twice].map((each, i) => [
    each,
    headings[[0, 1, 3][i] ?? 0],
  ])) {
    link?.click();
    expect(document.activeElement).toBe(heading);
  }
  none?.click();
  expect(document.activeElement).toBe(headings[3]);
});

it('leads to a heading of another text of the card, if it has none of that name itself', () => {
  const other = shown('## Far away');
  const prose = shown('[go](#far-away)');
  prose.querySelector('a')?.click();
  expect(document.activeElement).toBe(other.querySelector('h3'));
});

it('shows the alerts that GitHub has as callouts, with a sign and their word', () => {
  const kinds = ['NOTE', 'TIP', 'IMPORTANT', 'warning', 'CAUTION'];
  const prose = shown(kinds.map((kind) => `> [!${kind}]\n> A **b**.\n>\n> - c`).join('\n\n'));
  const callouts = [...prose.querySelectorAll('.callout')];
  expect(callouts.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())).toEqual([
    'Note: A b. c',
    'Tip: A b. c',
    'Important: A b. c',
    'Warning: A b. c',
    'Caution: A b. c',
  ]);
  expect(callouts.map(({ classList }) => classList[1])).toEqual([
    'accent',
    'good',
    'accent',
    'warn',
    'bad',
  ]);
  expect(prose.querySelectorAll('.callout svg')).toHaveLength(5);
  expect(prose.querySelectorAll('blockquote')).toHaveLength(0);
});

it('shows an alert with a title of its own, and other quotes as quotes', () => {
  const prose = shown('Before\n> [!WARNING] Before the *rollout*.\n> Cache it.\n\n> [!LATER]\n> a');
  expect(prose.querySelector('.callout b')?.textContent.trim()).toBe(
    'Warning: Before the rollout.',
  );
  expect(prose.querySelector('blockquote')?.textContent).toContain('[!LATER]');
});
