/** What stands packed in the page of a card, read and replaced. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { decode, encode } from '$kit/wire/base85';
import type { CardDocument } from '$kit/wire/document';

const PART =
  /(<script type="application\/gzip" data-part="([\w.-]+)"(?: data-late)?>)([^<]*)<\/script>/g;

/** The packed text of each part, by name: the document, scripts, columns. */
export const packedParts = (page: string): Map<string, string> =>
  new Map([...page.matchAll(PART)].map(([, , name = '', packed = '']) => [name, packed]));

export const unpack = (packed: string): string => gunzipSync(decode(packed)).toString('utf8');

export const readDocument = (page: string): CardDocument =>
  JSON.parse(unpack(packedParts(page).get('document') ?? '')) as CardDocument;

/** The same page with another document in it. */
export function withDocument(page: string, change: (document: CardDocument) => unknown): string {
  const next = encode(gzipSync(JSON.stringify(change(readDocument(page)))));
  return page.replace(PART, (part: string, head: string, name: string) =>
    name === 'document' ? `${head}${next}</script>` : part,
  );
}
