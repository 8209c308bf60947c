/** What the tools of a panel are made of. */

/** An entry of the "..." menu. */
export interface MenuItem {
  label: string;
  /** A string that it returns or resolves to, such as "Copied", is shown and announced for a moment. */
  run: () => unknown;
  /** Given for what is on or off; the entry shows a check. */
  checked?: boolean | undefined;
}

/** The one visible control of a panel: one value out of a few. */
export interface Choice<Value extends string = string> {
  /** What is chosen, for a screen reader: "What the cells show". */
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  // eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- it is passed on without its object
  pick(this: void, value: Value): void;
}
