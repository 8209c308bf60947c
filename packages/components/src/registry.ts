/** Wire type -> the code that shows its nodes. Which types are here differs from page to page. */
import type { Component } from 'svelte';
import type { Surroundings } from './parts/surroundings';
import type { TaskFacts } from './wire/document';
import type { TypedNode } from './wire/node';

export type View = Component<Record<string, unknown>>;

/** The columns of twelve that a node needs. */
export type Span = (node: TypedNode) => number;

/** What a component of another package exports, so that it may bring a framework of its own. */
export interface Contract {
  span?: Span;
  mount(target: HTMLElement, node: TypedNode, surroundings: Surroundings): MountedNode;
}

export interface MountedNode {
  /** Show new data in place. */
  update(node: TypedNode): void;
  /** Release timers and listeners; the element is removed afterwards. */
  destroy(): void;
}

/** The way a type is shown: by a Svelte component of ours, by another package's contract, or in words. */
export type Entry =
  { view: View; span?: Span | undefined } | { contract: Contract } | { reason: string };

/** What shows nodes that are not ours; a chunk of its own, which few pages carry. */
export type Guests = typeof import('./guests');

/** The table of contents; a chunk of its own, which long cards carry, and those that may grow. */
export type ContentsModule = typeof import('./contents');

/** What a card of a running task says of itself, with what that needs. */
export interface Status {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  component: Component<any>;
  props: Record<string, unknown>;
  /** Whether the card is known to be the present; it stands at the top where it is not. */
  isCurrent(): boolean;
  /** What is known of its task by now. */
  task(): TaskFacts | undefined;
}

const entries = new Map<string, Entry>();
let guests: Guests | undefined;

export const provideGuests = (provided: Guests): void => void (guests = provided);
export const findGuests = (): Guests | undefined => guests;

export const register = (type: string, entry: Entry): void => void entries.set(type, entry);
export const find = (type: string): Entry | undefined => entries.get(type);

/** What a chunk of ours exports. */
export interface ComponentModule {
  default: View;
  span?: Span;
}

const hasFunction = (exported: object, name: string) =>
  typeof (exported as Record<string, unknown>)[name] === 'function';

/** The entry of a type by what its chunk exports. */
export function entryOf(exported: unknown): Entry {
  if (typeof exported === 'object' && exported !== null) {
    if (hasFunction(exported, 'mount')) return { contract: exported as Contract };
    if (hasFunction(exported, 'default')) {
      const { default: view, span } = exported as ComponentModule;
      return { view, span };
    }
  }
  return { reason: 'its chunk exports no mount(target, node)' };
}
