/** What each component adds to a card, measured when the asset is built. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { encode } from '../packages/components/vite/chunk.js';
import { ROOT } from './sources';

/** The chunk that draws the card. No type can have a name with a hyphen. */
export const CARD = 'kit-core';

export interface Part {
  /** Names of the chunks that it imports. */
  imports: string[];
  /** A function, of what becomes one script with the others of its page. */
  code?: string;
  /** Its style sheet, which stands in that script behind all functions. */
  style?: string;
  /** The script of a library, packed. */
  data?: string;
  /** Of that script, for the policy of a page. */
  hash?: string;
}

/** Bytes in a page. */
export interface Sizes {
  /** The chunks of every card. */
  card: number;
  /** What a component adds to a card without others, by its type. */
  components: Record<string, number>;
}

export const SIZES = path.join(ROOT, 'schema/sizes.json');

/** Committed sizes follow the measured ones at this distance, so that few changes touch the file. */
const isClose = (a: number | undefined, b: number | undefined) =>
  a !== undefined && b !== undefined && Math.abs(a - b) <= Math.max(1000, 0.1 * b);

/** The chunks that these chunks need, in the order in which they can be run; themselves last. */
export function closureOf(
  names: readonly string[],
  chunks: Readonly<Record<string, { imports: readonly string[] }>>,
): string[] {
  const found = new Set<string>();
  const take = (name: string) => {
    if (found.has(name) || chunks[name] === undefined) return;
    chunks[name].imports.forEach(take);
    found.add(name);
  };
  names.forEach(take);
  return [...found];
}

export function measure(chunks: Readonly<Record<string, Part>>): Sizes {
  const bytes = (names: readonly string[]) => {
    const parts = closureOf(names, chunks).map((name) => chunks[name]);
    const code = parts.map((part) => part?.code ?? '').join('');
    const style = JSON.stringify(parts.map((part) => part?.style ?? '').join(''));
    const libraries = parts.reduce((sum, part) => sum + (part?.data?.length ?? 0), 0);
    return encode(gzipSync(code + style, { level: 9 })).length + libraries;
  };
  const card = bytes([CARD]);
  const components = Object.keys(chunks)
    .filter((name) => !name.includes('-'))
    .sort()
    .map((type) => [type, bytes([CARD, type, `${type}-section`]) - card] as const);
  return { card, components: Object.fromEntries(components) };
}

/** The committed sizes, of which no one is far from the measured one. */
export function readSizes(): Sizes {
  return existsSync(SIZES)
    ? (JSON.parse(readFileSync(SIZES, 'utf8')) as Sizes)
    : { card: 0, components: {} };
}

/** Whether committed sizes say what was measured, within a tenth or a kilobyte. */
export function agree(committed: Sizes, measured: Sizes): boolean {
  const types = new Set([
    ...Object.keys(committed.components),
    ...Object.keys(measured.components),
  ]);
  return (
    isClose(committed.card, measured.card) &&
    [...types].every((type) => isClose(committed.components[type], measured.components[type]))
  );
}

export function writeSizes(measured: Sizes): void {
  const committed = readSizes();
  const settled = (old: number | undefined, now: number) =>
    old !== undefined && isClose(old, now) ? old : Math.round(now / 100) * 100;
  const sizes: Sizes = {
    card: settled(committed.card, measured.card),
    components: Object.fromEntries(
      Object.entries(measured.components).map(([type, now]) => [
        type,
        settled(committed.components[type], now),
      ]),
    ),
  };
  writeFileSync(SIZES, `${JSON.stringify(sizes, null, 2)}\n`);
}

/** `6 KB`, of a component that is not part of every card. */
export function sizeInWords(type: string): string | undefined {
  const bytes = readSizes().components[type];
  return bytes === undefined ? undefined : `${Math.max(1, Math.round(bytes / 1000))} KB`;
}
