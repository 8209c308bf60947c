/**
 * What holds for every card, however wide its window and whatever its theme. Each function runs in the
 * page, and returns a sentence for each thing that is wrong.
 */

/** What the checks ask of a page; it is installed as `cardChecks`. */
export interface CardChecks {
  edges(): string[];
  overlaps(): string[];
  contrasts(): string[];
  controls(): string[];
  /** Numbers that go on in the next line. */
  numbers(): string[];
  /** The texts that are seen, but for controls and the ticks of axes, which are chosen for the width. */
  texts(): string[];
}

declare global {
  interface Window {
    cardChecks: CardChecks;
  }
}

/** Runs in the page, so that it uses nothing from outside of itself. */
export function installChecks(): void {
  const TOLERANCE = 1;
  const root = document.querySelector('[data-card-kit]')?.shadowRoot;
  const card = root?.querySelector<HTMLElement>('.card');
  if (!root || !card) throw new Error('There is no card.');

  interface Box {
    left: number;
    right: number;
    top: number;
    bottom: number;
  }
  interface Label extends Box {
    text: string;
    element: Element;
    /** Corners, where the text is turned. */
    corners: [number, number][] | undefined;
  }

  const nameOf = (element: Element) => {
    const text = (element.textContent ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 40);
    return `<${element.localName} class="${element.getAttribute('class') ?? ''}">${text}`;
  };
  const parentOf = (element: Element) => element.parentElement;

  /** What floats above a card stands at its target, and is hidden until it is called for. */
  const isFloating = (element: Element) => element.closest('[popover], dialog, [role=tooltip]');
  const isVisible = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    !isFloating(element);

  const ALL = { left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity };
  let windows = new Map<Element, Box>();

  /** What the ancestors of an element let be seen. */
  const windowOf = (element: Element): Box => {
    const above = parentOf(element);
    return above === null ? ALL : windowIn(above);
  };

  /** What an element, and what is around it, let be seen of its content. */
  function windowIn(at: Element): Box {
    let seen = windows.get(at);
    if (seen === undefined) {
      seen = windowOf(at);
      const style = getComputedStyle(at);
      const isOpen = style.overflowX === 'visible' && style.overflowY === 'visible';
      if (!isOpen && (!(at instanceof SVGElement) || at instanceof SVGSVGElement))
        seen = intersection(seen, at.getBoundingClientRect());
      windows.set(at, seen);
    }
    return seen;
  }

  const intersection = (a: Box, b: Box): Box => ({
    left: Math.max(a.left, b.left),
    right: Math.min(a.right, b.right),
    top: Math.max(a.top, b.top),
    bottom: Math.min(a.bottom, b.bottom),
  });

  /** The part of a box that can be seen; undefined where nothing is. */
  function clip(box: Box, around: Box): Box | undefined {
    const seen = intersection(box, around);
    return seen.right - seen.left > 1 && seen.bottom - seen.top > 1 ? seen : undefined;
  }

  function cornersOf(element: Element): [number, number][] | undefined {
    let angle = 0;
    if (element instanceof SVGGraphicsElement) {
      const matrix = element.getScreenCTM();
      if (matrix === null || Math.abs(matrix.b) < 0.01) return undefined;
      const { x, y, width, height } = element.getBBox();
      return (
        [
          [x, y],
          [x + width, y],
          [x + width, y + height],
          [x, y + height],
        ] as [number, number][]
      ).map(([a, b]) => {
        const point = new DOMPoint(a, b).matrixTransform(matrix);
        return [point.x, point.y];
      });
    }
    for (let at: Element | null = element; at !== null && at !== card; at = parentOf(at)) {
      const { transform, rotate } = getComputedStyle(at);
      if (transform !== 'none') {
        const { a, b } = new DOMMatrix(transform);
        angle += Math.atan2(b, a);
      }
      if (rotate !== 'none') angle += (parseFloat(rotate) * Math.PI) / 180;
    }
    if (Math.abs(angle) < 0.01 || !(element instanceof HTMLElement)) return undefined;
    // What is too long ends with its element.
    const seen = element.getBoundingClientRect();
    const [x, y] = [(seen.left + seen.right) / 2, (seen.top + seen.bottom) / 2];
    const [w, h] = [element.offsetWidth / 2, element.offsetHeight / 2];
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return (
      [
        [-w, -h],
        [w, -h],
        [w, h],
        [-w, h],
      ] as [number, number][]
    ).map(([dx, dy]) => [x + dx * cos - dy * sin, y + dx * sin + dy * cos]);
  }

  function labels(): Label[] {
    windows = new Map();
    opacities = new Map();
    const found: Label[] = [];
    const walker = document.createTreeWalker(card as Node, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim();
      if (element === null || !text || ['STYLE', 'SCRIPT', 'OPTION'].includes(element.tagName))
        continue;
      if (!isVisible(element)) continue;
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        const box = { left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom };
        const seen = clip(box, windowIn(element));
        if (seen === undefined) continue;
        const corners = cornersOf(element);
        found.push({ ...(corners === undefined ? seen : box), text, element, corners });
      }
    }
    return found;
  }

  const quadOf = (label: Label): [number, number][] =>
    label.corners ?? [
      [label.left, label.top],
      [label.right, label.top],
      [label.right, label.bottom],
      [label.left, label.bottom],
    ];

  /** How far two quadrilaterals reach into each other: the least over all directions of their edges. */
  function depth(a: Label, b: Label): number {
    let least = Infinity;
    for (const quad of [quadOf(a), quadOf(b)]) {
      for (const i of [0, 1] as const) {
        const [from, to] = [quad[i] as [number, number], quad[i + 1] as [number, number]];
        const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
        const [x, y] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
        const [one, two] = [quadOf(a), quadOf(b)].map((points) =>
          points.map(([px, py]) => px * x + py * y),
        ) as [number[], number[]];
        least = Math.min(
          least,
          Math.min(Math.max(...one), Math.max(...two)) -
            Math.max(Math.min(...one), Math.min(...two)),
        );
      }
    }
    return least;
  }

  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const colors = new Map<string, [number, number, number, number]>();
  function colorOf(text: string): [number, number, number, number] {
    let color = colors.get(text);
    if (color === undefined && context !== null) {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = '#000';
      context.fillStyle = text;
      context.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, a = 0] = context.getImageData(0, 0, 1, 1).data;
      colors.set(text, (color = [r, g, b, a / 255]));
    }
    return color ?? [0, 0, 0, 1];
  }
  const over = (top: readonly number[], below: readonly number[], alpha: number) =>
    [0, 1, 2].map((i) => (top[i] ?? 0) * alpha + (below[i] ?? 0) * (1 - alpha));
  const luminance = (color: readonly number[]) => {
    const [r = 0, g = 0, b = 0] = color.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: readonly number[], b: readonly number[]) => {
    const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  let opacities = new Map<Element, number>();
  function opacityOf(element: Element): number {
    let opacity = opacities.get(element);
    if (opacity === undefined) {
      const above = parentOf(element);
      opacity = Number(getComputedStyle(element).opacity) * (above ? opacityOf(above) : 1);
      opacities.set(element, opacity);
    }
    return opacity;
  }

  function isFilledAt(shape: SVGGeometryElement, x: number, y: number): boolean {
    const matrix = shape.getScreenCTM();
    return (
      matrix !== null && shape.isPointInFill(new DOMPoint(x, y).matrixTransform(matrix.inverse()))
    );
  }

  /** What lies under the middle of a text; undefined on a picture whose colors cannot be read. */
  function groundOf(label: Label): number[] | undefined {
    const x = (label.left + label.right) / 2;
    const y = (label.top + label.bottom) / 2;
    let ground: number[] = [255, 255, 255];
    const stack = root?.elementsFromPoint(x, y).reverse() ?? [];
    const path = new Set<Element>(stack);
    for (let at: Element | null = label.element; at !== null; at = parentOf(at)) {
      if (!path.has(at)) stack.push(at);
    }
    ground = over(colorOf(getComputedStyle(card as Element).backgroundColor), ground, 1);
    for (const element of stack) {
      if (element instanceof HTMLCanvasElement) return undefined;
      if (element === label.element && element instanceof SVGElement) continue;
      const style = getComputedStyle(element);
      const isShape = element instanceof SVGGeometryElement;
      if (element instanceof SVGElement && !isShape) continue;
      if (isShape && !isFilledAt(element, x, y)) continue;
      const fill = isShape ? style.fill : style.backgroundColor;
      if (fill === 'none') continue;
      const color = colorOf(fill);
      const alpha = color[3] * opacityOf(element) * (isShape ? Number(style.fillOpacity) : 1);
      ground = over(color, ground, alpha);
    }
    return ground;
  }

  window.cardChecks = {
    edges() {
      const wrong: string[] = [];
      windows = new Map();
      const page = document.documentElement;
      if (page.scrollWidth > page.clientWidth)
        wrong.push(`the page is ${page.scrollWidth} wide in a window of ${page.clientWidth}`);
      const width = page.clientWidth;
      for (const element of card.querySelectorAll('*')) {
        if (!isVisible(element) || element.closest('defs, clipPath')) continue;
        const box = element.getBoundingClientRect();
        const seen = clip(box, windowOf(element));
        if (seen === undefined || box.width === 0) continue;
        if (seen.left < -TOLERANCE || seen.right > width + TOLERANCE) {
          wrong.push(`${nameOf(element)} ends at ${Math.round(seen.right)} of ${width}`);
          continue;
        }
        const panel = element.closest('.panel:not(.open)');
        if (panel === null || panel === element) continue;
        const edge = panel.getBoundingClientRect();
        const beyond = Math.max(
          edge.left - seen.left,
          seen.right - edge.right,
          edge.top - seen.top,
          seen.bottom - edge.bottom,
        );
        if (beyond > TOLERANCE)
          wrong.push(`${nameOf(element)} is ${beyond.toFixed(1)} beyond its panel`);
      }
      for (const element of card.querySelectorAll<HTMLElement>('*')) {
        if (!isVisible(element) || !element.textContent?.trim()) continue;
        const { overflowX, textOverflow } = getComputedStyle(element);
        // What is only said to a screen reader is a pixel wide.
        const isCut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 5;
        if (isCut && overflowX === 'hidden' && textOverflow !== 'ellipsis')
          wrong.push(
            `${nameOf(element)} is cut at ${element.clientWidth} of ${element.scrollWidth}`,
          );
      }
      return wrong;
    },

    overlaps() {
      const wrong: string[] = [];
      const all = labels().sort((a, b) => a.top - b.top);
      all.forEach((one, i) => {
        for (let j = i + 1; j < all.length; j += 1) {
          const two = all[j] as Label;
          if (two.top > one.bottom) break;
          // The boxes of letters are a little higher than their ink.
          if (two.element === one.element || two.left >= one.right || one.left >= two.right)
            continue;
          if (depth(one, two) <= 3) continue;
          wrong.push(`"${one.text}" and "${two.text}" by ${depth(one, two).toFixed(1)} px`);
        }
      });
      return wrong;
    },

    contrasts() {
      const wrong: string[] = [];
      for (const label of labels()) {
        const ground = groundOf(label);
        if (ground === undefined) continue;
        const style = getComputedStyle(label.element);
        const color = colorOf(label.element instanceof SVGElement ? style.fill : style.color);
        const ink = over(color, ground, color[3] * opacityOf(label.element));
        const ratio = contrast(ink, ground);
        if (ratio < 4.5) wrong.push(`"${label.text}" is read at ${ratio.toFixed(2)} to 1`);
      }
      return wrong;
    },

    controls() {
      const operated =
        'button, input, select, textarea, a[href], summary, [role=button], [role=radio], [role=slider]';
      return [...card.querySelectorAll(operated)].filter(isVisible).flatMap((element) => {
        const { width, height } = element.getBoundingClientRect();
        if (element.matches('input[type=radio], input[type=checkbox]')) return [];
        return width < 23.5 || height < 23.5
          ? [`${nameOf(element)} is ${width.toFixed(1)} by ${height.toFixed(1)}`]
          : [];
      });
    },

    numbers() {
      const lines = new Map<Element, Set<number>>();
      for (const { text, element, top, corners } of labels()) {
        // Beyond 24 letters it goes on below itself.
        if (corners || !/^[+−-]?\d[\d.,]{0,22}(e[+−-]\d+)?%?$/.test(text)) continue;
        lines.set(element, (lines.get(element) ?? new Set()).add(Math.round(top)));
      }
      return [...lines]
        .filter(([, tops]) => tops.size > 1)
        .map(([element]) => `${nameOf(element)} is broken`);
    },

    texts: () =>
      labels()
        .filter(({ element }) => element.closest('.tick, button') === null)
        .map(({ text }) => text),
  };
}
