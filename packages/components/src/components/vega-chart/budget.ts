/** What one chart may cost. A specification is data, and may ask for a billion rows in ten words. */
export const LIMITS = {
  /** Rows that one transform reads or makes. */
  rows: 500_000,
  /** Marks of the whole chart. */
  marks: 150_000,
  /** Panels that data make, as in facets. */
  groups: 500,
  /** Ticks, steps, bins: what a parameter counts. */
  count: 10_000,
  /** Characters that an expression makes. */
  characters: 100_000,
  /** Pixels of one side, and of the whole. */
  side: 30_000,
  area: 60_000_000,
  /** Cells of a grid that a transform fills. */
  cells: 4_000_000,
  /** Calls of expressions in one evaluation, and what they make. */
  steps: 50_000_000,
  /** Seconds of one evaluation, the pauses for other components left out. */
  seconds: 30,
  /** Seconds without a pause, in which nothing else on the page answers. */
  blocked: 10,
};

/** A chart asks for more than a card gives. The message is for the reader. */
export class LimitError extends Error {}

const amount = (value: number): string =>
  Number.isFinite(value) ? Math.round(value).toLocaleString('en-US') : 'endlessly many';

/** Refuses more than `most` of what `what` names. */
export function limit(what: string, found: unknown, most: number): void {
  const count = Number(found);
  if (count > most) {
    throw new LimitError(
      `it asks for ${amount(count)} ${what}; a chart holds at most ${amount(most)}`,
    );
  }
}

const STEPS_BETWEEN_LOOKS = 20_000;

/** The time of one evaluation of a chart, looked at between operators and inside of expressions. */
export class Budget {
  #steps = 0;
  #looked = 0;
  #spent = 0;
  #since = 0;

  begin(): void {
    this.#spent = this.#steps = this.#looked = 0;
    this.#since = performance.now();
  }

  /** Milliseconds since the last pause. */
  get sincePause(): number {
    return performance.now() - this.#since;
  }

  /** Milliseconds of this evaluation, its pauses left out. */
  get spent(): number {
    return this.#spent + this.sincePause;
  }

  /** Lets everything else on the page have its turn. */
  async pause(): Promise<void> {
    this.#spent += this.sincePause;
    await new Promise((resolve) => setTimeout(resolve));
    this.#since = performance.now();
  }

  check(): void {
    const seconds = this.sincePause / 1000 > LIMITS.blocked ? LIMITS.blocked : LIMITS.seconds;
    if (this.spent / 1000 > seconds) {
      throw new LimitError(`it takes longer than ${seconds} seconds to compute`);
    }
  }

  /** Counts a call of an expression, or what it makes. */
  spend(units = 1): void {
    this.#steps += units;
    if (this.#steps - this.#looked < STEPS_BETWEEN_LOOKS) return;
    this.#looked = this.#steps;
    limit('steps', this.#steps, LIMITS.steps);
    this.check();
  }
}
