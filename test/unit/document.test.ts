import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patch } from '$kit/document';
import type { TypedNode } from '$kit/wire/node';

const leaf = (id: string, text = ''): TypedNode => ({ type: 'problem', id, message: text });
const box = (id: string, ...contents: unknown[]): TypedNode => ({ type: 'section', id, contents });

describe('patch', () => {
  it('replaces a node by its id, wherever it is', () => {
    const tree = [box('outer', box('inner', leaf('a', 'old')), leaf('b'))];
    expect(patch(tree, { a: leaf('a', 'new') })).toEqual([
      box('outer', box('inner', leaf('a', 'new')), leaf('b')),
    ]);
  });

  it('keeps the identity of what it does not touch', () => {
    const tree = [leaf('a'), box('box', leaf('b'))];
    const next = patch(tree, { b: leaf('b', 'new') });
    expect(next).not.toBe(tree);
    expect(next[0]).toBe(tree[0]);
    expect(patch(tree, { unknown: leaf('unknown') })).toBe(tree);
  });

  it('gives the new node the id by which it was named', () => {
    const change = { type: 'problem', message: 'new' } as unknown as TypedNode;
    expect(patch([leaf('a')], { a: change })).toEqual([leaf('a', 'new')]);
  });

  it('ignores changes that are no nodes', () => {
    const tree = [leaf('a')];
    for (const change of [null, undefined, 7, 'text', [], {}, { id: 'a' }, { type: 7 }]) {
      expect(patch(tree, { a: change as never })).toBe(tree);
    }
  });

  it('takes a name that every object inherits for no change', () => {
    const tree = [leaf('constructor'), leaf('toString')];
    expect(patch(tree, {})).toBe(tree);
  });

  it('never raises and never changes the tree it was given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (tree, changes) => {
        const before = JSON.stringify(tree);
        patch(tree, Object(changes) as never);
        expect(JSON.stringify(tree)).toBe(before);
      }),
    );
  });
});
