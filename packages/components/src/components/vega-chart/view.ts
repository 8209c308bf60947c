/** A view of Vega that is held to a budget, and lets the rest of the card answer meanwhile. */
import { changeset, Dataflow, View, type Runtime, type ViewOptions } from 'vega';
import { LIMITS, LimitError, limit } from './budget';
import type { Rules } from './rules';
import { isInside, safeBinding, safeEvents } from './safe';
import { isObject, type Spec } from './spec';
import type { Rows } from './tables';

const PAUSE_AFTER = 40;
const MAX_LAYOUTS = 4;
/** Above this many marks a canvas is quicker than elements. */
const MAX_ELEMENTS = 3000;
/** A timer of a chart has at most this part of the processor. */
const SHARE_OF_TIMERS = 0.2;

interface Operator {
  rank: number;
  _update: (this: unknown, given: { cursor: unknown }) => unknown;
  _targets?: Operator[];
  set(value: unknown): void;
}
interface Pulse {
  add?: unknown[];
}
interface Mark {
  marktype: string;
  items: { items?: Mark[]; strokeDash?: unknown[] | null }[];
}
/** What a view keeps for itself, and its typings do not tell. */
interface Internals {
  _heap: { push(operator: unknown): void };
  _signals: Record<string, Operator>;
  _renderer: unknown;
  _redraw: boolean;
  _getPulse(operator: unknown, encode: unknown): Pulse;
  evaluate(encode?: string, before?: unknown, after?: unknown): Promise<View>;
}
const prototype = View.prototype as unknown as Internals;
const dataflow = Dataflow.prototype as unknown as Internals;

const safeCursor = (cursor: unknown): unknown => (isInside(cursor) ? cursor : null);

function countMarks(marks: Mark[] = []): number {
  let count = 0;
  for (const { items, marktype } of marks) {
    count += items.length;
    const slow = marktype === 'trail' || (marktype === 'line' && items[0]?.strokeDash?.length);
    if (slow) limit('points of one line', items.length, LIMITS.count);
    if (marktype === 'group') for (const item of items) count += countMarks(item.items);
  }
  return count;
}

type Changes = ReturnType<typeof changeset>;

interface Shown {
  /** The rows as the view has them, which its transforms may have changed. */
  tuples: Spec[];
  /** The fields that they came with. */
  fields: Set<string>;
}

const fieldsOf = (rows: readonly Spec[]): Set<string> => new Set(rows.flatMap(Object.keys));

/** Makes a row another one: all of its fields are set again if one of them differs. */
function modify(changes: Changes, tuple: Spec, row: Spec, fields: ReadonlySet<string>): void {
  let differs = false;
  for (const field of fields) differs ||= tuple[field] !== row[field];
  if (!differs) return;
  for (const field of fields) changes.modify(tuple, field, row[field]);
}

export class BoundedView extends View {
  readonly #rules: Rules;
  #evaluating = false;
  #again = false;
  #encode: string | undefined;
  #idleUntil = 0;
  #initialized = false;
  #failed = false;
  #drawn = false;
  #tables: Rows[];
  readonly #shown = new Map<string, Shown>();

  constructor(runtime: Runtime, options: ViewOptions, rules: Rules, tables: Rows[]) {
    const {
      bindings = [],
      eventConfig,
      ...rest
    } = runtime as unknown as Spec & { bindings?: Spec[] };
    const safe = bindings.map((binding) => ({ binding, kept: safeBinding(binding) }));
    const bounded = {
      ...rest,
      bindings: safe.flatMap(({ kept }) => kept ?? []),
      eventConfig: safeEvents(eventConfig),
    };
    super(bounded as unknown as Runtime, options);
    this.#rules = rules;
    this.#tables = tables;
    for (const { binding, kept } of safe) {
      if (kept === undefined) rules.leaveOut(`the input of ${String(binding.signal)}`);
    }
    this.#guardCursor();
  }

  get #internals(): Internals {
    return this as unknown as Internals;
  }

  /** Vega writes the cursor into a style; what is written is looked at first. */
  #guardCursor(): void {
    const setter = this.#internals._signals.cursor?._targets;
    let last: Operator | undefined;
    setter?.forEach((operator) => (last = operator));
    if (last === undefined) return;
    const update = last._update;
    last._update = function ({ cursor }) {
      const { user, item } = isObject(cursor) ? cursor : { user: cursor, item: null };
      return update.call(this, { cursor: { user: safeCursor(user), item: safeCursor(item) } });
    };
  }

  override initialize(place?: string | Element, inputs?: string | Element): this {
    super.initialize(place, inputs);
    if (!this.#initialized) {
      this.#initialized = true;
      for (const { name, rows } of this.#tables) {
        this.#shown.set(name, { tuples: [...rows] as Spec[], fields: fieldsOf(rows as Spec[]) });
        this.insert(name, rows);
      }
      this.#tables = [];
    }
    return this;
  }

  /** Shows other rows in the same view: its zoom, its selections and its inputs stay. */
  async replace(tables: readonly Rows[]): Promise<void> {
    for (const { name, rows } of tables) {
      const { tuples, fields } = this.#shown.get(name) ?? { tuples: [], fields: new Set() };
      const changes = changeset();
      const next = rows as readonly Spec[];
      for (const field of fieldsOf(next)) fields.add(field);
      tuples.forEach((tuple, place) => {
        const row = next[place];
        if (row !== undefined) modify(changes, tuple, row, fields);
      });
      changes.remove(tuples.splice(next.length));
      const added = next.slice(tuples.length);
      for (const row of added) tuples.push(row);
      this.#shown.set(name, { tuples, fields });
      this.change(name, changes.insert(added));
    }
    await this.runAsync();
  }

  override run(encode?: string): this {
    if (!this.#evaluating) return super.run(encode);
    // A layout that found another size: it is computed next, with its pauses, before it is drawn.
    this.#again = true;
    this.#encode = encode;
    return this;
  }

  async evaluate(encode?: string, before?: unknown, after?: unknown): Promise<this> {
    if (this.#failed) return this;
    const { budget } = this.#rules;
    budget.begin();
    this.#evaluating = true;
    try {
      this.#checkSize();
      await dataflow.evaluate.call(this, encode, before);
      for (let pass = 0; this.#again && pass < MAX_LAYOUTS; pass++) {
        this.#again = false;
        await dataflow.evaluate.call(this, this.#encode);
      }
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- set while it was awaited
      if (this.#failed) return this;
      this.#chooseRenderer();
    } catch (error) {
      this.error(error);
      return this;
    } finally {
      this.#evaluating = this.#again = false;
    }
    // Nothing is left to compute: it draws.
    await prototype.evaluate.call(this, undefined, undefined, after);
    this.#drawn = true;
    this.#idleUntil = performance.now() + budget.spent * (1 / SHARE_OF_TIMERS - 1);
    return this;
  }

  override error(...given: unknown[]): this {
    const [error] = given;
    // Vega's constructor may tell of one before there is anything to end.
    const ends = error instanceof LimitError || (#rules in this && !this.#drawn);
    if (#rules in this && ends) {
      this.#failed = true;
      this.#rules.fail(error instanceof Error ? error : new Error(String(error)));
      this.finalize();
      return this;
    }
    return super.error(...given);
  }

  #checkSize(): void {
    const [width, height] = [this.width(), this.height()];
    limit('pixels of one side', Math.max(width, height), LIMITS.side);
    limit('pixels', width * height, LIMITS.area);
  }

  #chooseRenderer(): void {
    const { root } = this.scenegraph() as unknown as { root: Mark };
    const count = countMarks([root]);
    limit('marks', count, LIMITS.marks);
    if (count <= MAX_ELEMENTS || this.renderer() !== 'svg') return;
    this.renderer('canvas');
  }

  timer(callback: (moment: unknown) => void, delay: number): void {
    const tick = (moment: unknown) => {
      // Of a view whose constructor has failed they go on.
      if (#idleUntil in this && performance.now() > this.#idleUntil) callback(moment);
    };
    (View.prototype as unknown as this).timer.call(this, tick, Math.max(delay || 0, 16));
  }

  _getPulse(operator: unknown, encode: unknown): Pulse {
    const { budget } = this.#rules;
    budget.check();
    const pulse = prototype._getPulse.call(this, operator, encode);
    limit('rows', pulse.add?.length, LIMITS.rows);
    if (budget.sincePause > PAUSE_AFTER) {
      const run = async () => {
        await budget.pause();
        return {};
      };
      // Lowest in rank: it is the next, and the evaluation goes on after it.
      this.#internals._heap.push({ rank: -1, qrank: -1, run });
    }
    return pulse;
  }
}
