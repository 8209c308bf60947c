/** The line of a sparkline, in a box of 100 by 100 that is stretched to the size of the picture. */
export interface Spark {
  /** For `d`; broken where a value is missing. */
  path: string;
  /** The last value that is there. */
  end: { x: number; y: number } | undefined;
  /** Height of the reference line. */
  reference: number | undefined;
}

export function sparkline(values: readonly (number | null)[], reference?: number): Spark {
  const numbers = values.map((value) => value ?? Number.NaN);
  const known = [...numbers, reference ?? Number.NaN].filter(Number.isFinite);
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  const xOf = (i: number) => tenth(numbers.length === 1 ? 100 : (100 * i) / (numbers.length - 1));
  const yOf = (value: number) => (span > 0 ? tenth(100 - (100 * (value - low)) / span) : 50);

  let path = '';
  let pen = false;
  numbers.forEach((value, i) => {
    const there = Number.isFinite(value);
    if (there) path += `${pen ? 'L' : 'M'}${xOf(i)} ${yOf(value)}`;
    pen = there;
  });
  const last = numbers.findLastIndex(Number.isFinite);
  return {
    path,
    end: last < 0 ? undefined : { x: xOf(last), y: yOf(numbers[last] ?? 0) },
    reference: reference === undefined || !Number.isFinite(reference) ? undefined : yOf(reference),
  };
}

const tenth = (value: number) => Math.round(value * 10) / 10;
