import type { Node, Num } from '$kit/wire/node';

/** A column of a frame in a few bars. */
export interface ColumnPicture {
  /** Name of the column. */
  name: string;
  /** Shares of the fullest: bins of numbers and dates, else the commonest values. */
  bars: number[];
}

/** What the finite numbers of an array are. */
export interface ArrayRange {
  min: Num;
  max: Num;
  mean: Num;
  /** How many are NaN. */
  missing: number;
  /** How many are infinite; absent where none is. */
  infinite?: number;
  /** Counts of equally wide bins, as shares of the fullest. */
  bars: number[];
}

/** An image, or a figure drawn. */
export interface ArtifactPicture {
  /** A data URL; absent where the file is too large for a card. */
  src?: string;
  /** Pixels of the original. */
  width?: number;
  height?: number;
}

/** What a task stored under a name, as far as it was read. */
export interface Artifact {
  /** Its name in the flow. */
  name: string;
  /** Its class, and of an array what it holds: `ndarray float32`. */
  kind?: string;
  /** Its bytes as they are stored. */
  size?: number;
  /** Its name says that it is a secret: it was not read. */
  secret?: boolean;
  /** Why it was not read. */
  unread?: string;
  /** The option with which it would be. */
  hint?: string;
  /** Rows and columns of a frame, dimensions of an array. */
  shape?: number[];
  /** The first columns of a frame. */
  pictures?: ColumnPicture[];
  /** How many more columns it has. */
  more_columns?: number;
  /** Of an array of numbers. */
  range?: ArrayRange;
  /** Of an image or a figure. */
  picture?: ArtifactPicture;
  /** The beginning of anything else, as Python writes it. */
  text?: string;
  /** How much there is: `6 keys`, `no finite value`. */
  remark?: string;
}

/** Artifacts by name, with type, size and a preview in a line. */
export interface ArtifactsNode extends Node {
  /**
   * The artifacts, by name.
   * @computed from artifacts, show
   */
  artifacts: Artifact[];
  /**
   * Pathspec of the task that has them: the card says how to load each.
   * @computed from artifacts
   */
  task?: string;
}
