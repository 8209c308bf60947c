import type { Box } from './boxes';

/** What makes a step's button answer: its place in the order of tabs, and its events. */
export interface StepButton {
  tabindex: 0 | -1;
  onfocus: (event: FocusEvent) => void;
  onblur: () => void;
  onclick: () => void;
  onkeydown: (event: KeyboardEvent) => void;
  onmouseenter: (event: MouseEvent) => void;
  onmouseleave: () => void;
}

export type StepActions = (name: string, box: Box) => StepButton;
