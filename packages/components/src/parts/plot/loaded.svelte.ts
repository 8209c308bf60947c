import type { Column } from '$kit/wire/column';
import { readColumns, type Columns } from './columns';

export interface Loaded<Value> {
  /** What was made of the columns; undefined until the first are read. */
  readonly value: Value | undefined;
  /** What is wrong with them, where they cannot be read. */
  readonly problem: string | undefined;
}

/**
 * The columns of a node, read as they come: what is shown stays until those after it are there.
 * `make` gets them, and what it made of those before.
 */
export function loadColumns<Value>(
  columnsOf: () => readonly Column[],
  make: (columns: Columns, before: Value | undefined) => Value,
): Loaded<Value> {
  let value = $state.raw<Value>();
  let problem = $state.raw<string>();
  let latest: readonly Column[] | undefined;

  $effect(() => {
    const columns = (latest = columnsOf());
    readColumns(columns).then(
      (read) => {
        if (latest !== columns) return;
        value = make(read, value);
        problem = undefined;
      },
      (error: unknown) => {
        if (latest === columns) problem = error instanceof Error ? error.message : String(error);
      },
    );
  });

  return {
    get value() {
      return value;
    },
    get problem() {
      return problem;
    },
  };
}
