import { describe, expect, it } from 'vitest';
import { componentName } from '$kit/lib/names';
import { formatClock } from '$kit/words';

describe('a moment of a live page', () => {
  const moment = '2026-11-25T21:24:51.250Z';
  it.each([
    ['of this day is its time', '2026-11-25T23:59:59Z', '21:24:51 UTC'],
    [
      'of another day has its date, a minute after midnight too',
      '2026-11-26T00:01:00Z',
      '25 Nov 2026, 21:24 UTC',
    ],
  ])('%s', (_, now, words) => expect(formatClock(moment, new Date(now))).toBe(words));

  it('that is none is as it was given', () => {
    expect(formatClock('soon', new Date())).toBe('soon');
  });
});

it.each([
  ['metric_table', 'MetricTable'],
  ['acme.gauge', 'acme.gauge'],
])('a component of type %s is called %s', (type, name) => expect(componentName(type)).toBe(name));
