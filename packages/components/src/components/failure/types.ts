import type { Node } from '$kit/wire/node';

/** A call on the way to an exception. */
export interface Frame {
  /** Base name of the file; of a library its path within it. */
  file: string;
  /** Number of the line. */
  line: number;
  /** Name of the function. */
  function: string;
  /** The line itself. */
  source?: string;
  /** The package that it is of, where it is not the flow's author's. */
  library?: string;
}

/** Some lines of a file, and the one that failed. */
export interface Excerpt {
  /** Base name of the file. */
  file: string;
  /** Number of the first line. */
  first: number;
  /** The lines. */
  lines: string[];
  /** Number of the line that failed. */
  failed?: number;
}

/** What failed, where, and the calls that led there. */
export interface FailureNode extends Node {
  /**
   * Class of the exception.
   * @computed from exception
   */
  kind: string;
  /**
   * What it says.
   * @computed from exception
   */
  message: string;
  /**
   * Where and when: `Failed after 1m 14s, at line 96 of flow.py`.
   * @computed from exception
   */
  lead: string;
  /** Sentences on why, and on what comes next. */
  remarks?: string[];
  /**
   * The source around the line that failed.
   * @computed from exception
   */
  excerpt?: Excerpt;
  /**
   * The calls, from the step to the line that raised.
   * @computed from exception
   */
  frames: Frame[];
  /**
   * The exceptions that led to this one, the nearest first.
   * @computed from exception
   */
  causes?: string[];
  /**
   * The whole traceback as Python prints it, its files as base names or within their library; of
   * a task without an exception the last lines of stderr.
   * @computed from exception
   */
  traceback: string;
}
