/** Which of its series a reader of a chart looks at: by pointing at a name, or by a press for longer. */
export type Choice = ReturnType<typeof chooseAmong>;

/** @param itemsOf The entries of the legend; the last is that of all series without their own. */
export function chooseAmong(itemsOf: () => readonly { label: string }[]) {
  let pointed = $state.raw<string>();
  let alone = $state.raw<string>();

  /** Whether this name steps back behind the one that is looked at. */
  const isBehind = (label: string | undefined): boolean => {
    const seen = pointed ?? alone;
    return label !== seen && itemsOf().some((item) => item.label === seen);
  };

  return {
    get alone() {
      return alone;
    },
    point: (label?: string) => (pointed = label),
    press(label: string) {
      alone = alone === label ? undefined : label;
      // The press is seen at once, though the pointer is still there.
      pointed = undefined;
    },
    isBehind,
    /** The same of the series with this number. */
    isDim(index: number): boolean {
      const items = itemsOf();
      return isBehind(items[Math.min(index, items.length - 1)]?.label);
    },
  };
}
