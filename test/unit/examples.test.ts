// @vitest-environment happy-dom
import { cleanup, render, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import Card from '$kit/Card.svelte';
import { types } from '$kit/everything';
import type { TypedNode } from '$kit/wire/node';
import { provideSections } from '$kit/wire/sections';

/** What Python rendered of the examples in the docstrings. */
const files = import.meta.glob<{ code: string; node: TypedNode }[]>(
  '../../schema/examples/*.json',
  { eager: true, import: 'default' },
);
const examples = Object.entries(files).map(
  ([file, found]) => [file.replace(/^.*\/|\.json$/g, ''), found] as const,
);
const sections = import.meta.glob('../../packages/components/src/components/*/section.ts');

provideSections((type) => {
  const folder = type.replaceAll('_', '-');
  const load = sections[`../../packages/components/src/components/${folder}/section.ts`];
  return load?.() ?? Promise.reject(new Error(`${type} has no section.ts`));
});

afterEach(cleanup);

it('there is an example of every component', () => {
  expect(examples.map(([slug]) => slug).toSorted()).toEqual(types.toSorted());
});

describe.each(examples)('%s', (slug, found) => {
  it.each(found)('$code is drawn by its component, without a problem', async ({ node }) => {
    const warn = vi.spyOn(console, 'warn');
    const { container } = render(Card, {
      document: { version: 1, title: 'Card', theme: 'light', nodes: [node] },
    });
    const place = container.querySelector('.node');
    await waitFor(() => {
      expect(place?.querySelector('table, svg, canvas, dl, p, [role="grid"]')).not.toBeNull();
    });
    expect(place?.textContent).not.toMatch(/could not be drawn|cannot be shown|is not drawn/);
    if (typeof node.title === 'string') expect(place?.textContent).toContain(node.title);
    if (slug !== 'problem') expect(place?.textContent).not.toContain('has no component');
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});
