import { expect, it } from 'vitest';
import { minifyStyle } from '../../scripts/stylesheet';

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
