/** Signs as strokes in a square of 16. Each stands beside a word that says the same. */
export const CHECK = 'M3 8.5l3.5 3.5L13 4.5';
export const CROSS = 'M4 4l8 8M12 4l-8 8';
export const CIRCLED_CROSS = 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M6 6l4 4M10 6l-4 4';
/** Three quarters of a circle; it turns while something runs. */
export const RING = 'M8 2.5A5.5 5.5 0 1 1 2.5 8';
export const WARNING = 'M8 2.5l6.2 11H1.8zM8 6.5v3.2M8 11.8v.2';
export const UP = 'M8 2.5l6.5 11h-13z';
export const DOWN = 'M8 13.5l-6.5-11h13z';
export const CHEVRON_DOWN = 'M4 6l4 4 4-4';
export const CHEVRON_RIGHT = 'M6 4l4 4-4 4';
export const CHEVRON_LEFT = 'M10 4L6 8l4 4';
export const COPY = 'M6 6h7.5v7.5H6zM3.5 10H2.5V2.5H10v1';
export const SEARCH = 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9M10.5 10.5l3 3';
export const DOTS = 'M3 8h.01M8 8h.01M13 8h.01';
export const VACANT =
  'M4 3H2.5v1.5M6.5 3h3M12 3h1.5v1.5M13.5 7v2M13.5 11.5V13H12M9.5 13h-3M4 13H2.5v-1.5M2.5 9V7';
export const INFORMATION = 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M8 7.5v3.2M8 5.2v.1';
export const CLOCK = 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M8 5v3.3l2.2 1.5';
export const LOCK = 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5';
