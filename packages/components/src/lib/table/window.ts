/** The rows of a long table that are drawn: those in sight, and some around them. */
export interface RowWindow {
  /** Index of the first row. */
  start: number;
  /** Index after the last row. */
  end: number;
}

/** Steps of the window, so that it does not move with every pixel. */
const STEP = 16;

export function rowWindow(
  count: number,
  rowHeight: number,
  view: { top: number; height: number },
): RowWindow {
  const first = Math.floor(view.top / rowHeight / STEP) * STEP - STEP;
  const last = Math.ceil((view.top + view.height) / rowHeight / STEP) * STEP + STEP;
  const end = Math.min(count, Math.max(last, 0));
  return { start: Math.max(0, Math.min(first, end)), end };
}
