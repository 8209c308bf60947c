/** A tree of data as the rows that are open: a flat list, of which only what is in sight is drawn. */

import { jsonText, readLong } from '$kit/wire/long';

export interface Row {
  /** The way to the value, as the keys that lead to it. */
  path: readonly (string | number)[];
  /** Identity of the path. */
  key: string;
  depth: number;
  /** The last key; absent at the root. */
  name?: string | number;
  value: unknown;
  /** How many values a list or an object has; absent for what has none. */
  size?: number;
  open: boolean;
}

export type Path = readonly (string | number)[];

/** Identity of the root; that of a child begins with that of its parent. */
export const ROOT = '$';

const PLAIN = /^\w+$/;

const rowKey = (parent: string, name: string | number): string =>
  `${parent}/${typeof name === 'number' || PLAIN.test(name) ? name : JSON.stringify(name)}`;

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;

const entriesOf = (value: object): [string | number, unknown][] =>
  Array.isArray(value) ? value.map((item, i) => [i, item as unknown]) : Object.entries(value);

export const sizeOf = (value: object): number =>
  Array.isArray(value) ? value.length : Object.keys(value).length;

/** The rows of what is open, in reading order. */
export function rowsOf(root: unknown, isOpen: (key: string) => boolean): Row[] {
  const rows: Row[] = [];
  const add = (path: Path, key: string, value: unknown): void => {
    const name = path.at(-1);
    const row: Row = { path, key, depth: path.length, value, open: false };
    if (name !== undefined) row.name = name;
    rows.push(row);
    if (!isBranch(value)) return;
    row.size = sizeOf(value);
    row.open = row.size > 0 && isOpen(key);
    if (!row.open) return;
    for (const [part, child] of entriesOf(value)) add([...path, part], rowKey(key, part), child);
  };
  add([], ROOT, root);
  return rows;
}

/** What is open at first: level by level, as long as the rows are few. */
export function openAtFirst(root: unknown, most = 40): Set<string> {
  const open = new Set<string>();
  let rows = 1;
  let level = [{ key: ROOT, value: root }];
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { key, value } of level) {
      if (!isBranch(value)) continue;
      const size = sizeOf(value);
      if (size === 0 || (rows + size > most && key !== ROOT)) continue;
      open.add(key);
      rows += size;
      if (size > most) continue;
      for (const [part, child] of entriesOf(value)) {
        next.push({ key: rowKey(key, part), value: child });
      }
    }
    level = next;
  }
  return open;
}

/** Every branch of a tree. */
export function allBranches(root: unknown): Set<string> {
  const found = new Set<string>();
  const look = (key: string, value: unknown): void => {
    if (!isBranch(value) || sizeOf(value) === 0) return;
    found.add(key);
    for (const [part, child] of entriesOf(value)) look(rowKey(key, part), child);
  };
  look(ROOT, root);
  return found;
}

export interface Found {
  /** Rows that have the words, in reading order. */
  matches: string[];
  /** What must be open to see them. */
  open: Set<string>;
}

/** Where a text stands, in keys and in values. */
export function search(root: unknown, query: string, most = 1000): Found {
  const needle = query.toLowerCase();
  const found: Found = { matches: [], open: new Set() };
  const look = (parents: readonly string[], key: string, name: string, value: unknown): void => {
    if (found.matches.length >= most) return;
    const text = isBranch(value) ? '' : leafText(value);
    if (name.toLowerCase().includes(needle) || text.toLowerCase().includes(needle)) {
      found.matches.push(key);
      for (const parent of parents) found.open.add(parent);
    }
    if (!isBranch(value)) return;
    const around = [...parents, key];
    for (const [part, child] of entriesOf(value)) {
      look(around, rowKey(key, part), String(part), child);
    }
  };
  if (needle !== '') look([], ROOT, '', root);
  return found;
}

const SPECIAL = new Set(['NaN', 'Infinity', '-Infinity']);

/** A value without parts as it is read; JSON has no undefined. */
export function leafText(value: unknown): string {
  if (value === undefined) throw new TypeError('there are no data');
  if (typeof value === 'string') return SPECIAL.has(value) ? value : jsonText(value);
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- what JSON holds
  return String(value);
}

export const kindOf = (value: unknown): 'text' | 'literal' =>
  typeof value === 'string' && !SPECIAL.has(value) && readLong(value) === undefined
    ? 'text'
    : 'literal';

/** A path as Python reads it: `["model"]["layers"][0]`. */
export const pathText = (path: Path): string =>
  path.map((key) => `[${JSON.stringify(key)}]`).join('');
