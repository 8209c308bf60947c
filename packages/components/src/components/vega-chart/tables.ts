/**
 * The rows of a specification apart from its form. What is drawn is compiled from the form alone,
 * so that new rows need no new chart.
 */
import { isLite, isObject, type Spec } from './spec';

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

/** A format that says more than the types of fields has to be read together with its rows. */
const isPlain = (format: unknown): boolean =>
  !isObject(format) || !['property', 'feature', 'mesh'].some((key) => key in format);

/** Takes the rows out of a specification, which stays as it is. */
export function partsOf(spec: Spec): Parts {
  const tables: Rows[] = [];
  const lite = isLite(spec);
  const datasets = lite && isObject(spec.datasets) ? spec.datasets : {};
  const names = new Map<string, string>();
  const add = (rows: readonly unknown[], name = `rows ${tables.length}`): string => {
    tables.push({ name, rows });
    return name;
  };
  const source = (data: unknown): unknown => {
    if (!isObject(data)) return data;
    const { values, ...rest } = data;
    if (Array.isArray(values) && isPlain(data.format)) {
      const named = typeof data.name === 'string' && tables.every((one) => one.name !== data.name);
      return { ...rest, name: add(values, named ? String(data.name) : undefined) };
    }
    const rows = typeof data.name === 'string' ? datasets[data.name] : undefined;
    if (Array.isArray(rows) && values === undefined) {
      const key = String(data.name);
      const name = names.get(key) ?? add(rows);
      names.set(key, name);
      return { ...rest, name };
    }
    return data;
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
