/** Round numbers at equal distances: 1, 2 or 5 times a power of ten apart. */

/** A step as whole numbers, so that its multiples are as exact as a float can be. */
interface Step {
  digit: number;
  exponent: number;
}

/** What the quotient of two numbers may be off by. */
const slack = (quotient: number) => 1e-9 + Math.abs(quotient) * 1e-15;

const multiple = ({ digit, exponent }: Step, count: number): number =>
  exponent < 0 ? (count * digit) / 10 ** -exponent : count * digit * 10 ** exponent;

/** The round steps that are at least as long as a length, from the shortest on. */
function* stepsFrom(length: number): Generator<Step> {
  if (!(length > 0 && Number.isFinite(length))) return;
  for (let exponent = Math.floor(Math.log10(length)); ; exponent += 1) {
    for (const digit of [1, 2, 5]) {
      if (digit * 10 ** exponent >= length * (1 - 1e-9)) yield { digit, exponent };
    }
  }
}

/** At most `most` round numbers between two others, at the shortest step that gives so few. */
export function roundNumbers(low: number, high: number, most: number, whole = false): number[] {
  const span = high - low;
  if (!(span > 0 && Number.isFinite(span))) return [low];
  for (const step of stepsFrom(Math.max(span / most, whole ? 1 : 0))) {
    const size = multiple(step, 1);
    const first = Math.ceil(low / size - slack(low / size));
    const count = Math.floor(high / size + slack(high / size)) - first + 1;
    if (count > most) continue;
    return Array.from({ length: Math.max(0, count) }, (_, i) => multiple(step, first + i));
  }
  return [];
}

/** A round length, at least as long as another. */
export function roundStep(length: number): number {
  for (const step of stepsFrom(length)) return multiple(step, 1);
  return length;
}

/** Ends made round, about ten steps apart. */
export function roundEnds(low: number, high: number): [number, number] {
  const span = high - low;
  if (!(span > 0 && Number.isFinite(span))) return [low, high];
  for (const step of stepsFrom(span / 10)) {
    const size = multiple(step, 1);
    const start = Math.floor(low / size + slack(low / size));
    return [multiple(step, start), multiple(step, Math.ceil(high / size - slack(high / size)))];
  }
  return [low, high];
}

/** Where a value would be put into ascending ones, before those that are equal. */
export function placeOf(values: ArrayLike<number>, value: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
