/** The rows of a long table that are drawn: those in sight, and some around them. */
export interface RowWindow {
  /** Index of the first row. */
  start: number;
  /** Index after the last row. */
  end: number;
}

/** Steps of the window, so that it does not move with every pixel; smaller ones where rows are wide. */
const [STEP, WIDE_STEP, WIDE] = [8, 4, 50];

export function rowWindow(
  count: number,
  rowHeight: number,
  view: { top: number; height: number },
  width = 1,
): RowWindow {
  const step = width > WIDE ? WIDE_STEP : STEP;
  const first = Math.floor(view.top / rowHeight / step) * step - step;
  const last = Math.ceil((view.top + view.height) / rowHeight / step) * step + step;
  const end = Math.min(count, Math.max(last, 0));
  return { start: Math.max(0, Math.min(first, end)), end };
}
