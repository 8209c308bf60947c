// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { registry } from '$kit/registry';
import schema from '../../schema/card-kit.schema.json';

it('has a component for each node of the schema, and no other', () => {
  const types = schema.oneOf.map(({ $ref }) => {
    const name = $ref.split('/').at(-1) as keyof typeof schema.definitions;
    const node = schema.definitions[name] as { properties?: { type?: { const?: string } } };
    return node.properties?.type?.const;
  });
  expect([...registry.keys()].sort()).toEqual(types.sort());
});
