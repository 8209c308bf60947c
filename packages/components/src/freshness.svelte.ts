/**
 * How far the reader can trust a card of a running task to be the present.
 *
 * A page hears from its host only: the Metaflow UI asks for data each second and passes on what is
 * new; `card server` asks each 5 seconds and passes on what it has, new or not; both are silent when
 * the task is busy, has failed, was killed, or when the network is gone. Silence proves nothing, so a
 * page never says that a task runs. It says how old its data are, as soon as new ones are overdue.
 *
 * When are they due? A task that refreshes does so at an interval of its own, and Metaflow drops
 * refreshes closer than 5 seconds by default. So data are due after the longest of the last gaps that
 * were seen here, which holds the host's interval too; before any was seen, after Metaflow's interval
 * and that of the slowest host. Overdue means 5 seconds later.
 */
import type { CardState } from './wire/document';

const UNKNOWN_GAP = 10_000;
const TOLERANCE = 5_000;
const GAPS = 3;

export type Phase =
  /** New data come when they are due. */
  | 'current'
  /** New data are overdue. */
  | 'quiet'
  /** The host has a newer layout than this page, and it could not be loaded yet. */
  | 'awaiting';

/** What a live page knows of its own age. Undefined times mean that nobody told. */
export class Freshness {
  phase: Phase = $state.raw('current');
  /** When the shown data were collected, by the clock of the task. */
  rendered: string | undefined = $state.raw();
  /** Seconds since then, as far as this page can tell. */
  age = $state.raw(0);

  #gaps: number[] = [];
  #arrived = performance.now();
  #lag = 0;
  #heard = false;
  #awaiting: boolean;
  #lacking = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(rendered: string | undefined, awaiting: boolean) {
    this.rendered = rendered;
    this.#lag = this.#lagOf(rendered);
    this.#awaiting = awaiting;
    this.#timer = setInterval(() => this.#look(), 1000);
    this.#look();
  }

  /** Data have arrived; `isNew` tells whether they differ from those that are shown. */
  hear(state: CardState | undefined, isNew: boolean): void {
    if (state === undefined ? !isNew : state.rendered === this.rendered) return;
    const now = performance.now();
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- it is read once
    this.rendered = state?.rendered ?? new Date().toISOString();
    // The clocks of the task and of the reader differ. Data that change before our eyes are new,
    // whatever their time; the first ones after the page was opened may be of a task that has ended.
    this.#lag = this.#heard ? 0 : this.#lagOf(this.rendered);
    if (this.#heard) this.#gaps = [...this.#gaps, now - this.#arrived].slice(-GAPS);
    this.#heard = true;
    this.#arrived = now;
    this.#look();
  }

  /** The host has a layout that this page cannot show. */
  wait(): void {
    this.#awaiting = true;
    this.#look();
  }

  /** Whether the latest data hold what this page cannot show. */
  lack(lacking: boolean): void {
    this.#lacking = lacking;
    this.#look();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #lagOf(rendered: string | undefined): number {
    const lag = Date.now() - Date.parse(rendered ?? '');
    return Number.isFinite(lag) ? Math.max(0, lag) : 0;
  }

  #look(): void {
    const age = this.#lag + performance.now() - this.#arrived;
    const due = this.#gaps.length === 0 ? UNKNOWN_GAP : Math.max(...this.#gaps);
    this.age = Math.floor(age / 1000);
    this.phase =
      this.#awaiting || this.#lacking ? 'awaiting' : age > due + TOLERANCE ? 'quiet' : 'current';
  }
}
