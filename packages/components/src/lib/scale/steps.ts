/** Round numbers at equal distances: 1, 2 or 5 times a power of ten apart. */

/** A step as whole numbers, so that its multiples are as exact as a float can be. */
interface Step {
  digit: number;
  exponent: number;
}

/** What the quotient of two numbers may be off by. */
const slack = (quotient: number) => Math.min(1e-3, 1e-9 + Math.abs(quotient) * 1e-15);

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

/** The round step whose ratio to a length is nearest to 1. */
function stepNear(length: number): Step | undefined {
  for (const { digit, exponent } of stepsFrom(length)) {
    const shorter =
      digit === 1 ? { digit: 5, exponent: exponent - 1 } : { digit: digit >> 1, exponent };
    return length * length < multiple({ digit, exponent }, 1) * multiple(shorter, 1)
      ? shorter
      : { digit, exponent };
  }
  return undefined;
}

/** A round length near another. */
export function roundStep(length: number): number {
  const step = stepNear(length);
  return step === undefined ? length : multiple(step, 1);
}

/** Round numbers between two others, so that there are about as many gaps as wanted; alone only where less than one is. */
export function roundNumbers(low: number, high: number, gaps: number, whole = false): number[] {
  const span = high - low;
  if (!(span > 0)) return [low];
  for (let more = gaps; more < 10 * gaps; more *= 1.5) {
    const step = stepNear(Math.max(span / more, whole ? 1 : 0));
    if (step === undefined) break;
    const size = multiple(step, 1);
    const first = Math.ceil(low / size - slack(low / size));
    const count = Math.floor(high / size + slack(high / size)) - first + 1;
    if (count > 1 || gaps < 1 || (whole && size <= 1))
      return Array.from({ length: count }, (_, i) => multiple(step, first + i));
  }
  return [low, high];
}

/** Ends made round, about ten steps apart. */
export function roundEnds(low: number, high: number): [number, number] {
  for (const step of stepsFrom((high - low) / 10)) {
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
