// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import Card from '$kit/Card.svelte';
import '$kit/everything';
import { lastsText, momentsOf } from '$kit/components/timeline/times';

afterEach(cleanup);

it('tells moments of one day by the clock, of several by the day as well, of several years by the whole date', () => {
  const times = ['2026-11-23T14:02:00Z', '2026-11-23T14:05:00+00:00', undefined];
  expect(momentsOf(times).map((moment) => moment?.text)).toEqual(['14:02', '14:05', undefined]);
  expect(momentsOf([...times, '2026-11-24T01:00:00Z'])[3]?.text).toBe('11-24 01:00');
  const years = momentsOf([...times, '2025-11-23T14:02:00Z']).map((moment) => moment?.text);
  expect([years[0], years[3]]).toEqual(['2026-11-23 14:02', '2025-11-23 14:02']);
});

it('tells seconds where minutes are the same, and leaves what is no moment', () => {
  const times = ['2026-11-23T14:02:01Z', '2026-11-23T14:02:02Z', 'soon'];
  expect(momentsOf(times).map((moment) => moment?.text)).toEqual(['14:02:01', '14:02:02', 'soon']);
});

it.each(['UTC', 'America/Los_Angeles', 'Pacific/Auckland'])(
  'goes by the clock of a moment without a zone, for a reader in %s',
  (zone) => {
    vi.stubEnv('TZ', zone);
    const times = ['2026-11-23T14:02:00', '2026-11-23T15:00:00', '2026-11-23 16:00'];
    expect(momentsOf(times).map((moment) => moment?.text)).toEqual(['14:02', '15:00', '16:00']);
    expect(lastsText(times)).toBe('2026-11-23, 1h 58m, no time zone');
    expect(lastsText([...times, '2026-11-23T14:02:00Z'])).toBe(
      '2026-11-23, 1h 58m, UTC, some without a time zone',
    );
    expect(lastsText(times.slice(0, 1))).toBe('2026-11-23, no time zone');
    vi.unstubAllEnvs();
  },
);

it('says the day or the year of all, and how long all of it took', () => {
  const night = ['2026-01-01T00:00:00Z', '2026-03-01T23:00:00Z'];
  expect(lastsText(night)).toBe('2026, 59d 23h, UTC');
  expect(lastsText([...night, '2025-12-31T23:00:00Z'])).toBe('60d 00h, UTC');
  expect(lastsText(['2026-11-23T14:02:00Z', '2026-11-23T14:15:00Z'])).toBe(
    '2026-11-23, 13m 00s, UTC',
  );
  expect(lastsText([undefined, 'soon'])).toBeUndefined();
});

it('puts components with the event that they belong to', () => {
  const problem = (id: string) => ({ type: 'problem', id, message: `the ${id}` });
  const node = {
    type: 'timeline',
    id: 'a',
    events: [{ title: 'one', components: 1 }, { title: 'two' }, { title: 'three', components: 1 }],
    nodes: [problem('first'), problem('second')],
  };
  render(Card, { document: { version: 1, title: 'Card', theme: 'light', nodes: [node] } });
  const items = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(items[0]).toContain('the first');
  expect(items[1]).not.toContain('the');
  expect(items[2]).toContain('the second');
});
