const UNITS = [
  ['GB', 1e9],
  ['MB', 1e6],
  ['KB', 1e3],
] as const;

/** A number of bytes in three digits or fewer: `9.8 GB`, `412 B`; as `bytes_text` in Python. */
export function formatBytes(size: number): string {
  const [unit, scale] = UNITS.find(([, scale]) => size >= scale) ?? ['B', 1];
  return `${(size / scale).toFixed(size >= 10 * scale || scale === 1 ? 0 : 1)} ${unit}`;
}
