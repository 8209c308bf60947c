import type { Column } from '$kit/wire/column';
import { readColumns, type Columns } from './columns';

export interface Loaded {
  /** Undefined until the first columns are read. */
  readonly columns: Columns | undefined;
  /** What is wrong with them, where they cannot be read. */
  readonly problem: string | undefined;
}

/** The columns of a node, read as they come: what is shown stays until those after it are there. */
export function loadColumns(columnsOf: () => readonly Column[]): Loaded {
  let columns = $state.raw<Columns>();
  let problem = $state<string>();
  let latest: readonly Column[] | undefined;

  $effect(() => {
    const wanted = (latest = columnsOf());
    readColumns(wanted).then(
      (read) => {
        if (latest !== wanted) return;
        [columns, problem] = [read, undefined];
      },
      (error: unknown) => {
        if (latest === wanted) problem = error instanceof Error ? error.message : String(error);
      },
    );
  });

  return {
    get columns() {
      return columns;
    },
    get problem() {
      return problem;
    },
  };
}
