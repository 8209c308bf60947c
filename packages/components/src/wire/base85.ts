/**
 * Base 85, a sixteenth shorter than base 64. It is Python's `b85encode` with `.,:/]` in the place
 * of `<>&$` and the backquote, so that HTML, JSON and template literals leave it as it is.
 */
const ALPHABET =
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#/%:()*+-;.=,?@^_]{|}~';

export function encode(bytes: Uint8Array): string {
  const words = new DataView(new ArrayBuffer(Math.ceil(bytes.length / 4) * 4));
  new Uint8Array(words.buffer).set(bytes);
  let text = '';
  for (let at = 0; at < words.byteLength; at += 4) {
    let word = words.getUint32(at);
    let group = '';
    for (let digit = 0; digit < 5; digit++) {
      group = ALPHABET.charAt(word % 85) + group;
      word = Math.floor(word / 85);
    }
    text += group;
  }
  // A last group of n bytes is n + 1 digits.
  return text.slice(0, Math.ceil((bytes.length * 5) / 4));
}

export function decode(text: string): Uint8Array<ArrayBuffer> {
  const digits: number[] = [];
  for (let digit = 0; digit < 85; digit++) digits[ALPHABET.charCodeAt(digit)] = digit;
  const words = new DataView(new ArrayBuffer(Math.ceil(text.length / 5) * 4));
  for (let at = 0; at < text.length; at += 5) {
    let word = 0;
    // The digits that a last group lacks are the highest ones: lower ones would change its bytes.
    for (let i = at; i < at + 5; i++) word = word * 85 + (digits[text.charCodeAt(i)] ?? 84);
    words.setUint32((at / 5) * 4, word);
  }
  return new Uint8Array(words.buffer, 0, Math.floor((text.length * 4) / 5));
}
