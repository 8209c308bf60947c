/** The pieces of a page that hold its columns, for `decode` of `wire/column`. */
export type ColumnParts = () => readonly Uint8Array<ArrayBuffer>[];

let parts: ColumnParts = () => [];

export const provideColumnParts = (provided: ColumnParts): void => void (parts = provided);

/** They are read out of the page when a first component asks for them. */
export const columnParts: ColumnParts = () => parts();
