import type { Node } from '$kit/wire/node';

/** A name and its value as text. */
export interface NamedValue {
  /** Name of the parameter. */
  name: string;
  /** The value; what stands in its place where it is a secret. */
  value: string;
  /** What it holds, where `value` says only what it is: JSON, or the beginning of a file. */
  text?: string;
  /** The default, where the value is another one. */
  default?: string;
  /** Its name or its looks say that it is a secret: it is not in the card. */
  secret?: boolean;
}

/** Parameters by name: those that are not the default stand out, and secrets are not there. */
export interface ParametersNode extends Node {
  /**
   * The parameters, in the order in which they were given.
   * @computed from parameters, defaults, show
   */
  parameters: NamedValue[];
  /**
   * Whether defaults are known.
   * @computed from defaults
   */
  compared?: boolean;
}
