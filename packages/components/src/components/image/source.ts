/** A picture that is in the card itself; nothing else is ever loaded. */
const PICTURE = /^data:image\/(?:png|jpeg|gif|webp|avif|svg\+xml);base64,[A-Za-z0-9+/=\s]*$/;

export const isPicture = (source: unknown): source is string =>
  typeof source === 'string' && PICTURE.test(source);

/** `data:image/png;base64,...` as bytes, with its type and the extension of a file. */
export function bytesOf(source: string): { blob: Blob; extension: string } {
  const [, type = 'image/png', data = ''] = /^data:([\w/+]+);base64,(.*)$/s.exec(source) ?? [];
  const binary = atob(data.replace(/\s/g, ''));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const extension = type.replace('image/', '').replace('svg+xml', 'svg').replace('jpeg', 'jpg');
  return { blob: new Blob([bytes], { type }), extension };
}

/** Pixels of the screen for one of a picture that is too small to be looked at; `wire/pictures.py` has the same. */
export function squaresOf(size: readonly number[] | undefined): number {
  const longest = Math.max(...(size ?? []));
  return longest > 0 && longest <= 64 ? Math.min(12, Math.floor(180 / longest)) : 1;
}
