// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { types } from '$kit/everything';
import { entryOf } from '$kit/registry';
import schema from '../../schema/card-kit.schema.json';

it('has a component for each node of the schema, and no other', () => {
  const known = schema.oneOf.map(({ $ref }) => {
    const name = $ref.split('/').at(-1) as keyof typeof schema.definitions;
    const node = schema.definitions[name] as { properties?: { type?: { const?: string } } };
    return node.properties?.type?.const;
  });
  expect(types.toSorted()).toEqual(known.sort());
});

it('tells a component of ours and one of another package by what its chunk exports', () => {
  const view = () => undefined;
  const contract = { mount: () => ({ update: () => undefined, destroy: () => undefined }) };
  expect(entryOf({ default: view })).toEqual({ view });
  expect(entryOf({ ...contract, default: view })).toHaveProperty('contract');
});

it.each([undefined, null, 7, {}, { default: 7 }, { mount: 'here' }])(
  'says what a chunk that exports %o lacks',
  (exported) => {
    expect(entryOf(exported)).toEqual({ reason: 'its chunk exports no mount(target, node)' });
  },
);
