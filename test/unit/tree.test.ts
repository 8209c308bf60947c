import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walk } from '$kit/wire/tree';
import { arrange, patch, reconcile } from '$kit/reconcile';
import type { TypedNode } from '$kit/wire/node';

const leaf = (id: string, text = ''): TypedNode => ({ type: 'problem', id, message: text });
const box = (id: string, ...nodes: TypedNode[]): TypedNode => ({ type: 'section', id, nodes });
const copy = <T>(value: T): T => structuredClone(value);
const idsOf = (nodes: readonly TypedNode[]) => nodes.map(({ id }) => id);

describe('walk', () => {
  it('gives every node in reading order, a container before its children', () => {
    const tree = [box('a', leaf('b'), box('c', leaf('d'))), leaf('e')];
    expect(idsOf([...walk(tree)])).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('finds children in nodes, and nowhere else', () => {
    const data = { ...leaf('a'), rows: [leaf('row')], spec: { nodes: [leaf('b')] } };
    expect(idsOf([...walk([data])])).toEqual(['a']);
  });

  it('goes as deep as a document does', () => {
    let tree = leaf('last');
    for (let depth = 0; depth < 20_000; depth++) tree = box(`${depth}`, tree);
    expect([...walk([tree])]).toHaveLength(20_001);
  });
});

describe('reconcile', () => {
  it('gives back what it was given before, if nothing changed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(reconcile(value, copy(value))).toBe(value);
      }),
    );
  });

  it('says what the new value says, whatever was there before', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        const [old, expected] = [copy(before), copy(after)];
        expect(reconcile(before, after)).toEqual(expected);
        expect(before).toEqual(old);
      }),
    );
  });

  it('keeps each part that did not change, in a list that lost and moved some', () => {
    const before = [leaf('a'), box('b', leaf('c'), leaf('d')), leaf('e')];
    const after = copy([before[2], before[1]]) as TypedNode[];
    const inner = after[1]?.nodes?.[1];
    if (inner !== undefined) inner.message = 'new';
    const next = reconcile(before, after);
    expect(next[0]).toBe(before[2]);
    expect(next[1]).not.toBe(before[1]);
    expect(next[1]?.nodes?.[0]).toBe(before[1]?.nodes?.[0]);
    expect(next).toEqual([leaf('e'), box('b', leaf('c'), leaf('d', 'new'))]);
  });
});

describe('patch', () => {
  it('replaces a node by its id, however deep it is', () => {
    const tree = [box('outer', box('inner', leaf('a', 'old')), leaf('b'))];
    expect(patch(tree, { a: leaf('a', 'new') })).toEqual([
      box('outer', box('inner', leaf('a', 'new')), leaf('b')),
    ]);
  });

  it('takes no row of data for a node', () => {
    const row = { id: 'run-7', type: 'metric_table', auc: 0.9 };
    const tree = [{ ...leaf('a'), spec: { data: { values: [row] } } }];
    expect(patch(tree, { 'run-7': leaf('run-7', 'new') })).toBe(tree);
  });

  it('keeps the identity of what it does not touch, and of what is equal', () => {
    const tree = [leaf('a'), box('box', leaf('b'), leaf('c'))];
    const next = patch(tree, { box: box('box', leaf('b', 'new'), leaf('c')) });
    expect(next[0]).toBe(tree[0]);
    expect(next[1]?.nodes?.[1]).toBe(tree[1]?.nodes?.[1]);
    expect(patch(tree, { unknown: leaf('unknown') })).toBe(tree);
    expect(patch(tree, { a: leaf('a') })).toBe(tree);
  });

  it('gives the new node the id by which it was named', () => {
    const change = { type: 'problem', message: 'new' } as unknown as TypedNode;
    expect(patch([leaf('a')], { a: change })).toEqual([leaf('a', 'new')]);
  });

  it('updates a component that stands on the card twice in both places', () => {
    const tree = [leaf('a'), { ...leaf('a~2'), same_as: 'a' }];
    expect(patch(tree, { a: leaf('a', 'new') })).toEqual([
      leaf('a', 'new'),
      { ...leaf('a~2', 'new'), same_as: 'a' },
    ]);
  });

  it('ignores changes that are no nodes', () => {
    const tree = [leaf('a')];
    for (const change of [null, undefined, 7, 'text', [], {}, { id: 'a' }, { type: 7 }]) {
      expect(patch(tree, { a: change })).toBe(tree);
    }
  });

  it('takes a name that every object inherits for no change', () => {
    const tree = [leaf('constructor'), leaf('toString')];
    expect(patch(tree, {})).toBe(tree);
  });

  it('never raises and never changes the tree it was given', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), (tree, changes) => {
        const before = JSON.stringify(tree);
        patch(tree as unknown as TypedNode[], Object(changes) as Record<string, unknown>);
        expect(JSON.stringify(tree)).toBe(before);
      }),
    );
  });
});

describe('arrange', () => {
  const news = { b: leaf('b'), d: leaf('d') };

  it('puts what is new behind what it follows, or before what follows it', () => {
    const tree = [leaf('own'), leaf('a'), leaf('c')];
    const order = ['a', 'b', 'c', 'd'];
    expect(idsOf(arrange(tree, news, ['a', 'c'], order))).toEqual(['own', 'a', 'b', 'c', 'd']);
    expect(idsOf(arrange([leaf('c')], { b: leaf('b') }, ['c'], ['b', 'c']))).toEqual(['b', 'c']);
    expect(idsOf(arrange([], news, [], ['b', 'd']))).toEqual(['b', 'd']);
  });

  it('takes away what no longer comes, and nothing that never came', () => {
    const tree = [leaf('picture'), leaf('a'), leaf('b')];
    expect(idsOf(arrange(tree, {}, ['a', 'b'], ['a']))).toEqual(['picture', 'a']);
    expect(idsOf(arrange(tree, {}, ['a', 'b'], []))).toEqual(['picture']);
  });

  it('gives back the list that it was given, if the layout is the same', () => {
    const tree = [leaf('a'), leaf('b')];
    expect(arrange(tree, news, ['a', 'b'], ['a', 'b'])).toBe(tree);
  });
});
