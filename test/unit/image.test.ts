// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Image from '$kit/components/image';
import { bytesOf, isPicture } from '$kit/components/image/source';

afterEach(cleanup);

const DOT = 'data:image/gif;base64,R0lGODlhAQABAIAAAP///////yH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

it('shows a picture that is in the card, under its name', () => {
  render(Image, { id: 'a', source: DOT, alt: 'A dot', size: [1, 1] });
  expect(screen.getByRole('img', { name: 'A dot' }).getAttribute('src')).toBe(DOT);
  expect(screen.getByRole('button', { name: 'A dot: open large' })).toBeDefined();
});

it.each([
  'https://example.org/a.png',
  '//example.org/a.png',
  'javascript:alert(1)',
  'data:text/html;base64,AAAA',
  'data:image/png,<svg onload=alert(1)>',
  'blob:https://example.org/1',
  '',
])('loads nothing from %j', (source) => {
  expect(isPicture(source)).toBe(false);
  render(Image, { id: 'a', source });
  expect(screen.queryByRole('img')).toBeNull();
  expect(screen.getByText('No picture')).toBeDefined();
});

it('gives its bytes back', () => {
  const { blob, extension } = bytesOf(DOT);
  expect([blob.type, blob.size, extension]).toEqual(['image/gif', 43, 'gif']);
});
