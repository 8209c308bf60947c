/** The data behind a chart, as a table. */
import type { Field } from '$kit/lib/tabular';

export interface ChartTable {
  headers: readonly string[];
  /** How many rows there are. */
  length: number;
  /** A row as it is read. */
  row(index: number): readonly string[];
  /** The same, its numbers exact. */
  exact(index: number): readonly Field[];
}

export function* rowsOf<Row>(length: number, row: (index: number) => Row): Generator<Row> {
  for (let index = 0; index < length; index += 1) yield row(index);
}

/** A number for a file: what is missing is an empty field. */
export const exactly = (value: number): Field => (Number.isNaN(value) ? null : value);
