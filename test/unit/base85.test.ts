import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from '$kit/wire/base85';
import written from './fixtures/base85.json';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('base 85', () => {
  it.each(Object.entries(written))('of %s is what Python writes and reads', (hex, text) => {
    expect(encode(bytes(hex))).toBe(text);
    expect(decode(text)).toEqual(bytes(hex));
  });

  it('gives back bytes of any length and value', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
        expect(decode(encode(data))).toEqual(data);
      }),
    );
  });

  it('is a quarter longer than the bytes, and inert in HTML, JSON and templates', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
        const text = encode(data);
        expect(text).toHaveLength(Math.ceil((data.length * 5) / 4));
        expect(text).not.toMatch(/[^!-~]|[<>&"'`$\\[]/);
      }),
    );
  });
});
