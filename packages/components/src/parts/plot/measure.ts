/** How wide a text is drawn, before it is drawn. */
export type Measure = (text: string, size: number, weight?: number) => number;

const KEPT = 2000;

let context: CanvasRenderingContext2D | null | undefined;
const widths = new Map<string, number>();

/** Where there is no canvas, such as in a test without a browser: the width of a middling letter. */
const estimate: Measure = (text, size) => [...text].length * size * 0.56;

/** Measures in the font that an element inherits. */
export function measureIn(element: Element): Measure {
  context ??= document.createElement('canvas').getContext('2d');
  const pen = context;
  if (pen === null) return estimate;
  const family = getComputedStyle(element).fontFamily || 'sans-serif';
  return (text, size, weight = 400) => {
    const font = `${weight} ${size}px ${family}`;
    const key = `${font}|${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      pen.font = font;
      width = pen.measureText(text).width;
      if (widths.size > KEPT) widths.clear();
      widths.set(key, width);
    }
    return width;
  };
}

/** As much of a text as fits into a width, with an ellipsis where it is cut. */
export function fitText(text: string, room: number, size: number, measure: Measure): string {
  if (measure(text, size) <= room) return text;
  const letters = [...text];
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const part = `${letters.slice(0, middle).join('')}…`;
    if (measure(part, size) <= room) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join('').trimEnd()}…`;
}
