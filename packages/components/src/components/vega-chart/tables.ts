/**
 * The rows of a specification apart from its form. What is drawn is compiled from the form alone,
 * so that new rows need no new chart.
 */
import { decode, rows as rowsOf, type Column, type Values } from '$kit/wire/column';
import { columnParts } from '$kit/wire/column-parts';
import { isLite, isObject, type Spec } from './spec';
import type { VegaTable } from './types';

export interface Rows {
  /** The name of the data source that holds them. */
  name: string;
  rows: readonly unknown[];
}

export interface Parts {
  /** The specification with names in the place of its rows. */
  form: Spec;
  tables: Rows[];
}

/** Rows by the name that a specification calls them by. */
export type Named = ReadonlyMap<string, readonly unknown[]>;

export interface Read {
  named: Named;
  /** How many values were NaN or infinite, which Vega has no use for. */
  notFinite: number;
}

const NUMBERS = ['int', 'decimal', 'float64'];

/** Reads the rows that stand in a node's columns. */
export async function readTables(
  tables: readonly VegaTable[] = [],
  columns: readonly Column[] = [],
): Promise<Read> {
  const read = await Promise.all(columns.map((column) => decode(column, columnParts())));
  const named = new Map<string, readonly unknown[]>();
  let notFinite = 0;
  let start = 0;
  const cell = (column: Values, place: number): unknown => {
    const value = column.at(place);
    if (typeof value !== 'string' || !NUMBERS.includes(column.dtype)) return value;
    notFinite += 1;
    return null;
  };
  for (const table of tables) {
    const own = read.slice(start, (start += table.columns));
    named.set(table.name, [...rowsOf(own, cell)]);
  }
  return { named, notFinite };
}

/** A format that says more than the types of fields has to be read together with its rows. */
const isPlain = (format: unknown): boolean =>
  !isObject(format) || !['property', 'feature', 'mesh'].some((key) => key in format);

/** Takes the rows out of a specification, which stays as it is. */
export function partsOf(spec: Spec, named: Named = new Map()): Parts {
  const tables: Rows[] = [];
  const lite = isLite(spec);
  const datasets = lite && isObject(spec.datasets) ? spec.datasets : {};
  const names = new Map<unknown, string>();
  const add = (rows: readonly unknown[], given: unknown): string => {
    // In Vega, the rest of the specification calls them by their name.
    const name = lite || typeof given !== 'string' ? `rows ${tables.length}` : given;
    tables.push({ name, rows });
    if (given !== undefined) names.set(given, name);
    return name;
  };
  const source = (data: unknown): unknown => {
    if (!isObject(data)) return data;
    const { values, ...rest } = data;
    if (Array.isArray(values) && isPlain(data.format)) {
      return { ...rest, name: add(values, data.name) };
    }
    const { name } = data;
    if (values !== undefined || typeof name !== 'string') return data;
    const rows = named.get(name) ?? datasets[name];
    const known = names.get(name);
    if (known === undefined && !Array.isArray(rows)) return data;
    return { ...rest, name: known ?? add(rows as unknown[], name) };
  };
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => {
        if (key === 'values') return [key, part];
        // In Vega, sources inside of a group may stand there many times.
        return [key, key === 'data' && lite ? source(part) : walk(part)];
      }),
    );
  };
  const form = walk(lite ? { ...spec, datasets: undefined } : spec) as Spec;
  if (!lite && Array.isArray(spec.data)) form.data = spec.data.map(source);
  const others = Object.entries(datasets).filter(([name]) => !names.has(name));
  if (others.length) form.datasets = Object.fromEntries(others);
  else if (lite) delete form.datasets;
  return { form, tables };
}

/** Whether there are sources of rows, and no row in any. */
export const isEmpty = ({ tables }: Parts): boolean =>
  tables.length > 0 && tables.every(({ rows }) => rows.length === 0);

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/** Whether both hold the same rows. */
export const sameRows = (some: readonly Rows[], others: readonly Rows[]): boolean =>
  some.length === others.length &&
  some.every(({ name, rows }, i) => {
    const theirs = others[i];
    return (
      theirs?.name === name &&
      theirs.rows.length === rows.length &&
      rows.every((row, at) => isSame(row, theirs.rows[at]))
    );
  });
