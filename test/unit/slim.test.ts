import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { applyCut, COMMON_CUTS } from '../../packages/components/vite/slim.js';
import { ROOT } from '../../scripts/sources';
import { checkComponents, OWN_CUTS } from '../../scripts/svelte-cuts';

const SVELTE = path.join(ROOT, 'packages/components/node_modules/svelte/src');
const MODULE = `
export class Batch {
  #id = 1;
  settled() { return this.#id; }
  schedule(effect) { if (effect.pending) { return; } this.last = effect; }
}
export function pause(effect) { effect.stop(); }
let fork = false;
`;
const parse = (code: string) => parseSync('module.js', code).program;
const cut = (what: Parameters<typeof applyCut>[1]) => applyCut(MODULE, what, parse);

describe('a cut of Svelte', () => {
  it('leaves out members, statements and words, and gives a function another body', () => {
    const text = cut({
      drop: ['Batch.#id', 'Batch.settled'],
      without: { 'Batch.schedule': ['if (effect.pending)'] },
      body: { pause: 'effect.end();' },
      words: [['let fork', 'const fork']],
    });
    expect(text.replace(/\s+/g, ' ').trim()).toBe(
      'export class Batch { schedule(effect) { ; this.last = effect; } } ' +
        'export function pause(effect) { effect.end(); } const fork = false;',
    );
  });

  it.each([
    [{ drop: ['Batch.merge'] }, 'Batch.merge is not there'],
    [{ body: { resume: '' } }, 'resume is not there'],
    [{ without: { pause: ['return'] } }, 'no statement of pause begins with "return"'],
    [{ words: [['async', ''] as [string, string]] }, '"async" is not there'],
  ])('says what is not there any more: %j', (what, message) => {
    expect(() => cut(what)).toThrow(message);
  });

  it.each(Object.keys({ ...COMMON_CUTS, ...OWN_CUTS }))(
    'fits the Svelte that is installed: %s',
    (file) => {
      const whole = readFileSync(path.join(SVELTE, file), 'utf8');
      const common = applyCut(whole, COMMON_CUTS[file] ?? {}, parse);
      const own = applyCut(common, OWN_CUTS[file] ?? {}, parse);
      expect(own).not.toBe(whole);
      expect(parseSync(file, own).errors).toEqual([]);
    },
  );
});

describe('a component of ours', () => {
  const check = (code: string): string => {
    let message = '';
    const context = { error: (text: string) => void (message = text) };
    const { transform } = checkComponents as unknown as {
      transform: (this: typeof context, code: string, id: string) => void;
    };
    transform.call(context, code, path.join(ROOT, 'packages/components/src/Card.svelte'));
    return message;
  };

  it.each([
    'let a = $.proxy([1])',
    '$.set(a, next, true)',
    'a = $.set_style(div, $.get(look), a, { top: 1 })',
    '$.transition(3, div, () => fade)',
  ])('may not ask for what is cut: %s', (code) => {
    expect(check(code)).toContain('that part of Svelte is cut');
  });

  it.each(['$.set(a, true)', "a = $.set_style(div, '', a, { top: 1 })", '$.get(a)'])(
    'may ask for the rest: %s',
    (code) => {
      expect(check(code)).toBe('');
    },
  );
});
