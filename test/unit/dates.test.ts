import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate, localDay } from '$kit/lib/dates';
import shown from './fixtures/dates.json';

describe('a date', () => {
  it.each(shown)('%j is shown as in Python', (text, expected) => {
    expect(formatDate(text)).toBe(expected);
  });

  it('is shown with its zone, or with a word on having none', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        expect(formatDate(date.toISOString())).toMatch(/^[+-]?\d{4,6}-\d\d-\d\d \d\d:\d\d\S* UTC$/);
        expect(formatDate(date.toISOString().replace('Z', ''))).toMatch(/ \(no time zone\)$/);
      }),
    );
  });

  it('begins on no day where there is none', () => {
    for (const text of ['', 'today', '2024-05', '2024-05-01T00:00', '24-05-01'])
      expect(localDay(text), text).toBeNaN();
    expect(new Date(localDay('2024-02-29')).getDate()).toBe(29);
    expect(new Date(localDay('0050-03-01')).getFullYear()).toBe(50);
  });

  it('begins at midnight by the clock of the reader', () => {
    for (const text of ['2024-05-01', '0001-01-01', '1999-12-31']) {
      const date = new Date(localDay(text));
      const [year, month, day] = text.split('-').map(Number);
      expect([date.getFullYear(), date.getMonth() + 1, date.getDate()]).toEqual([year, month, day]);
      expect(date.getHours() + date.getMinutes() + date.getSeconds()).toBe(0);
    }
    expect(localDay('2024-05-01T00:00:00')).toBeNaN();
  });
});
