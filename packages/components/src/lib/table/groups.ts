/**
 * A table that is wider than the paper, as groups of columns. The first column repeats in each, so
 * that its names stand beside every value. Widths are in pixels; indices are of columns.
 */
export function columnGroups(widths: readonly number[], room: number): number[][] {
  const all = widths.map((_, i) => i);
  if (widths.length < 3) return [all];
  const groups: number[][] = [];
  let group: number[] = [];
  let used = 0;
  for (const i of all.slice(1)) {
    const width = widths[i] ?? 0;
    if (group.length > 0 && used + width > room) group = [];
    if (group.length === 0) {
      group = [0];
      groups.push(group);
      used = widths[0] ?? 0;
    }
    group.push(i);
    used += width;
  }
  return groups;
}
