// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Foreign from '$kit/Foreign.svelte';

afterEach(cleanup);

it('shows the data of a node that no component knows', () => {
  const { container } = render(Foreign, { type: 'acme.gauge', id: 'a', data: [[1]] });
  expect(container.querySelector('code')?.textContent).toBe('acme.gauge');
  expect(JSON.parse(container.querySelector('pre')?.textContent ?? '')).toEqual({ data: [[1]] });
});
