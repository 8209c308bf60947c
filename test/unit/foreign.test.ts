// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Foreign from '$kit/Foreign.svelte';

afterEach(cleanup);

it.each([
  { type: 'text', id: 'a', text: '# A <b>heading</b>' },
  { type: 'markdown', id: 'a', source: '# A <b>heading</b>' },
])('shows the words of a $type node as they are', (node) => {
  const { container } = render(Foreign, node);
  expect(container.textContent.trim()).toBe('# A <b>heading</b>');
});

it('shows the data of any other node', () => {
  const { container } = render(Foreign, { type: 'table', id: 'a', data: [[1]] });
  expect(container.querySelector('code')?.textContent).toBe('table');
  expect(JSON.parse(container.querySelector('pre')?.textContent ?? '')).toEqual({ data: [[1]] });
});
