/** The entry of a menu that a key leads to, by ARIA's pattern; undefined for other keys. */
export function entryFor(key: string, labels: readonly string[], at: number): number | undefined {
  const count = labels.length;
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (Math.max(at, 0) + count - 1) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key.length !== 1 || key === ' ') return undefined;
  // A letter leads to the next entry that begins with it.
  const begins = (i: number) => labels[i]?.toLowerCase().startsWith(key.toLowerCase());
  for (let step = 1; step <= count; step++) {
    if (begins((at + step) % count)) return (at + step) % count;
  }
  return undefined;
}
