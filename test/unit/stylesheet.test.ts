import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { minifyStyle } from '../../scripts/stylesheet';
import { splitTheme } from '../../scripts/theme';

it('a style sheet loses its comments and spaces, and keeps its meaning', () => {
  const css = '/* a {} */ .a > b::after {\n  content: "a  ;  b";\n  margin: calc(1px + 2%) 0 ;\n}';
  expect(minifyStyle('a.css', css)).toBe('.a>b:after{content:"a  ;  b";margin:calc(1px + 2%) 0}');
});

it('what is not ASCII is escaped', () => {
  expect(minifyStyle('a.css', 'q{content:"→ b"}')).toBe('q{content:"\\2192  b"}');
});

it('a mistake is an error', () => {
  expect(() => minifyStyle('a.css', 'a{}\nb{color:}}')).toThrow('Unexpected');
});

/** The two halves of a style sheet. */
function halves(css: string): { early: string; late: string } {
  const home = mkdtempSync(path.join(tmpdir(), 'card-kit-theme-'));
  const file = path.join(home, 'theme.css');
  writeFileSync(file, css);
  try {
    return splitTheme(file);
  } finally {
    rmSync(home, { recursive: true });
  }
}

it('properties that the plain form uses, by themselves or by another, stay on the page', () => {
  const css = `.card-kit{--kit-a:var(--kit-b, "; } --kit-c: x");--kit-b:var(--kit-d);--kit-d:1px;
    --kit-c:";}";--kit-e:url("a;--kit-f:b}")}
    .card-kit > div{margin:var(--kit-a);content:"var(--kit-e)"}`;
  expect(halves(css)).toEqual({
    early: minifyStyle(
      'a.css',
      `.card-kit{--kit-a:var(--kit-b, "; } --kit-c: x");--kit-b:var(--kit-d);--kit-d:1px}
       .card-kit>div{margin:var(--kit-a);content:"var(--kit-e)"}`,
    ),
    late: minifyStyle('a.css', ':host{--kit-c:";}";--kit-e:url("a;--kit-f:b}")}'),
  });
});

it('what comes later is set on the host, by whatever its element says of itself', () => {
  const css = `.card-kit, html:has(> body > .card-kit:not(.a)){--kit-a:1}
    .card-kit[data-theme='dark']{--kit-a:2} .card-kit > div{--kit-b:3}
    html:has(> .card-kit){--kit-b:4}`;
  expect(halves(css).late).toBe(
    ':host{--kit-a:1}:host([data-theme=dark]){--kit-a:2}:host>div{--kit-b:3}',
  );
});
