/** The drawing of a plot for a file, what its canvas shows with it. */
export function wholeDrawing(picture: HTMLElement | undefined): SVGSVGElement | null {
  const svg = picture?.querySelector('svg') ?? null;
  const canvas = svg?.querySelector('canvas');
  const frame = canvas?.parentElement;
  if (canvas == null || frame == null) return svg;
  // A copy of a canvas is empty, so a picture takes its place for as long as the drawing is copied.
  const image = document.createElementNS('http://www.w3.org/2000/svg', 'image');
  image.setAttribute('href', canvas.toDataURL());
  for (const name of ['width', 'height']) image.setAttribute(name, frame.getAttribute(name) ?? '');
  frame.replaceWith(image);
  setTimeout(() => image.replaceWith(frame));
  return svg;
}
