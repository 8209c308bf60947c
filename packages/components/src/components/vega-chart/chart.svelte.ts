/** A chart from the node that it shows to the picture: one specification after the other. */
import { untrack } from 'svelte';
import type { Fields } from '$kit/wire/node';
import type { Chart, draw } from './draw';
import type { Pointed } from './pointed';
import { isObject } from './spec';
import { isEmpty, partsOf, readTables, type Parts } from './tables';
import type { VegaChartNode } from './types';

export type Given = Fields<Pick<VegaChartNode, 'spec' | 'tables' | 'columns' | 'title'>>;
type Phase = 'waiting' | 'drawing' | 'drawn' | 'failed';

/** Words of Vega's or of ours as a sentence. */
const sentence = (text: string): string =>
  text === ''
    ? ''
    : `${/^[a-z]+ /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text}${/[.?!]$/.test(text) ? '' : '.'}`;

export class DrawnChart {
  phase = $state.raw<Phase>('drawing');
  problem = $state.raw('');
  /** What Vega left out, and values that it has no use for. */
  remarks = $state.raw<string[]>([]);
  pointed = $state.raw<Pointed>();
  parts = $state.raw<Parts>();
  /** Whether the picture is one of elements, and no canvas. */
  isVector = $state.raw(true);
  /** Whose clocks the hours that it shows are. */
  zone = $state.raw<string>();

  readonly #place: HTMLElement;
  readonly #load: () => Promise<{ draw: typeof draw }>;
  #chart: Chart | undefined;
  #latest: Given | undefined;
  #running = false;
  #gone = false;

  /** @param load Gives what draws: a heavy part of the asset, which comes when it is asked for. */
  constructor(place: HTMLElement, load: () => Promise<{ draw: typeof draw }>) {
    this.#place = place;
    this.#load = load;
  }

  /** Shows this; of those that come while one is drawn, the last. */
  show(given: Given): void {
    this.#latest = given;
    untrack(() => void this.#follow());
  }

  fill(height: number): void {
    if (this.phase === 'drawn') this.#chart?.fill(height);
  }

  stop(): void {
    this.#gone = true;
    this.#chart?.stop();
  }

  async #follow(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let next = this.#take(); next !== undefined && !this.#gone; next = this.#take()) {
      try {
        await this.#draw(next);
      } catch (error) {
        this.#end('failed', error instanceof Error ? error.message : String(error));
      }
    }
    this.#running = false;
  }

  #take(): Given | undefined {
    const next = this.#latest;
    this.#latest = undefined;
    return next;
  }

  async #draw({ spec, tables, columns, title }: Given): Promise<void> {
    if (spec === undefined) {
      this.#end('waiting');
      return;
    }
    if (!isObject(spec)) throw new Error('its specification is no object.');
    const { named, notFinite } = await readTables(tables, columns);
    const parts = partsOf(spec, named);
    if (isEmpty(parts)) {
      this.#end('waiting');
      return;
    }
    const missing =
      notFinite === 0 ? [] : [`${notFinite} values were NaN or infinite: shown as missing.`];
    if (this.#chart === undefined || !(await this.#chart.replace(parts))) {
      const vega = await this.#load();
      if (this.#gone) return;
      if (this.#chart === undefined) this.phase = 'drawing';
      const next = await vega.draw(this.#place, parts, {
        name: title ?? 'Chart',
        onpoint: (pointed) => (this.pointed = pointed),
        onproblem: (message) => this.#end('failed', message),
      });
      this.#chart?.stop();
      this.#chart = next;
      if (this.#gone) {
        next.stop();
        return;
      }
      this.pointed = undefined;
    }
    this.parts = parts;
    this.isVector = this.#chart.isVector();
    this.zone = this.#chart.zone();
    this.remarks = [...missing, ...this.#chart.warnings];
    this.problem = '';
    this.phase = 'drawn';
  }

  #end(phase: Phase, problem = ''): void {
    this.#chart?.stop();
    this.#chart = undefined;
    this.parts = this.pointed = this.zone = undefined;
    this.remarks = [];
    this.problem = sentence(problem);
    this.phase = phase;
  }
}
