/** Labels moved apart, each as near to its place as the others allow. */
export function spread(
  places: readonly number[],
  apart: number,
  low: number,
  high: number,
): number[] {
  const order = places.map((_, i) => i).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const room = Math.min(apart, (high - low) / Math.max(1, places.length - 1));
  const result = [...places];
  // Groups of labels that touch share the mean of their places.
  const groups: { members: number[]; middle: number }[] = [];
  for (const index of order) {
    groups.push({ members: [index], middle: places[index] ?? 0 });
    for (;;) {
      const [above, below] = [groups.at(-2), groups.at(-1)];
      if (above === undefined || below === undefined) break;
      const half = ((above.members.length + below.members.length) / 2) * room;
      if (bounded(below) - bounded(above) >= half) break;
      groups.splice(-2, 2, merged(above, below));
    }
  }
  function bounded({ members, middle }: { members: number[]; middle: number }): number {
    const half = ((members.length - 1) / 2) * room;
    return Math.max(low + half, Math.min(high - half, middle));
  }
  function merged(a: (typeof groups)[number], b: (typeof groups)[number]) {
    const [n, m] = [a.members.length, b.members.length];
    return {
      members: [...a.members, ...b.members],
      middle: (bounded(a) * n + bounded(b) * m) / (n + m),
    };
  }
  for (const group of groups) {
    const start = bounded(group) - ((group.members.length - 1) / 2) * room;
    group.members.forEach((member, i) => (result[member] = start + i * room));
  }
  return result;
}
