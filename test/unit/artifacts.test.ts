// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import Artifacts from '$kit/components/artifacts';
import { clientLine } from '$kit/components/artifacts/client-line';
import { previewText } from '$kit/components/artifacts/preview-text';
import { formatBytes } from '$kit/lib/bytes';

afterEach(cleanup);

describe('the line that loads an artifact', () => {
  it('is an attribute of the data where the name is one', () => {
    expect(clientLine('F/1/s/2', 'model').join('')).toBe(
      'from metaflow import Task; Task("F/1/s/2").data.model',
    );
  });
  it('is quoted where the name would be code', () => {
    expect(clientLine('F/1/s/2', '"); x("').join('')).toBe(
      'from metaflow import Task; Task("F/1/s/2")["\\"); x(\\""].data',
    );
  });
});

it.each([
  [0, '0 B'],
  [412, '412 B'],
  [1500, '1.5 KB'],
  [98_700_000, '99 MB'],
  [9_800_000_000, '9.8 GB'],
])('%d bytes are %s', (size, text) => {
  expect(formatBytes(size)).toBe(text);
});

it('says what was not read, why, and how it would be', () => {
  render(Artifacts, {
    id: 'a',
    artifacts: [{ name: 'raw', unread: 'not read: 9.8 GB', hint: 'max_size="10GB"' }],
  });
  expect(screen.getByText('not read: 9.8 GB')).toBeDefined();
  expect(screen.getByText('max_size="10GB"')).toBeDefined();
});

it('draws no picture that does not travel with the page', () => {
  const artifacts = [{ name: 'a', picture: { src: 'https://example.org/a.png' } }];
  const { container } = render(Artifacts, { id: 'a', artifacts });
  expect(container.querySelector('img')).toBeNull();
});

it('says how many numbers of an array are infinite', () => {
  const range = { min: 1, max: 1, mean: 1, missing: 1, infinite: 2, bars: [1] };
  render(Artifacts, { id: 'a', artifacts: [{ name: 'scores', shape: [4], range }] });
  expect(screen.getByText('mean 1, 1 NaN, 2 infinite')).toBeDefined();
});

it('shows markup as text', () => {
  const artifacts = [{ name: '<b>n</b>', kind: '<i>k</i>', text: '<img src=x>' }];
  const { container } = render(Artifacts, { id: 'a', artifacts });
  expect(container.querySelectorAll('table img, table b, table i')).toHaveLength(0);
});

it('copies a preview without its pictures', () => {
  const range = { min: 0, max: 1, mean: 0.5, missing: 0, bars: [1] };
  expect(previewText({ name: 'a', shape: [3, 1200], range })).toBe('3 × 1,200, 0 to 1');
  const some = { ...range, missing: 1, infinite: 2 };
  expect(previewText({ name: 'a', range: some })).toBe('0 to 1, 1 NaN, 2 infinite');
  expect(previewText({ name: 'a', secret: true })).toBe('secret');
});
