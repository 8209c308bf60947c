/** What a component learns from what it stands in: never from the window. */
import { getContext, setContext } from 'svelte';

export interface Surroundings {
  /** Level of the heading that a component starts with. */
  readonly level: number;
  /** Whether a panel is drawn around a component: not where it is alone on its card. */
  readonly framed: boolean;
  /** Whether it stands on the panel of another one; no panel is drawn in a panel. */
  readonly nested?: boolean | undefined;
}

const KEY = 'kit-surroundings';
const ALONE: Surroundings = { level: 2, framed: true };

export const getSurroundings = (): Surroundings =>
  getContext<Surroundings | undefined>(KEY) ?? ALONE;

/** Give an object with getters where the surroundings change while the card lives. */
export const setSurroundings = (surroundings: Surroundings): void => {
  setContext(KEY, surroundings);
};
