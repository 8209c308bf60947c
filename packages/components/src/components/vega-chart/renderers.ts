/** Vega's renderers behind two walls: what is drawn names nothing outside, and is not too much. */
import {
  CanvasHandler,
  CanvasRenderer,
  renderModule,
  SVGHandler,
  SVGRenderer,
  type SceneRenderer,
} from 'vega';
import { LIMITS, limit } from './budget';
import type { Rules } from './rules';
import { isInside } from './safe';

type Item = Record<string, unknown>;

interface Internals extends SceneRenderer {
  _loader: { _loader: { rules: Rules } };
  _width: number;
  _height: number;
}

const PAINTS = [
  'fill',
  'stroke',
  'cursor',
  'blend',
  'font',
  'fontStyle',
  'fontVariant',
  'fontWeight',
];
const STROKES = ['strokeCap', 'strokeJoin', 'strokeDash', 'strokeDashOffset', 'strokeMiterLimit'];
const NUMBERS = ['strokeWidth', 'opacity', 'fillOpacity', 'strokeOpacity'];
const CHECKED = [...PAINTS, ...STROKES, ...NUMBERS];
const UNPAINTED = 'transparent';

interface Gradient {
  id?: string | number;
  stops: { color: unknown }[];
}
const isGradient = (value: unknown): value is Gradient =>
  typeof value === 'object' && value !== null && 'gradient' in value && 'stops' in value;

/** Takes from an item what would name something outside of the page. */
function clean(item: Item, { leaveOut }: Rules): void {
  for (const channel of CHECKED) {
    const value = item[channel];
    if (typeof value === 'string' ? !/[(\\]/.test(value) : typeof value !== 'object') continue;
    if (isGradient(value)) {
      const { id, stops } = value;
      if ((id === undefined || /^\w+$/.test(String(id))) && stops.every((s) => isInside(s.color)))
        continue;
    } else if (isInside(value)) continue;
    leaveOut(`${channel} ${String(value).slice(0, 80)}`);
    item[channel] = channel === 'fill' || channel === 'stroke' ? UNPAINTED : undefined;
  }
  // The picture of an item comes from the loader, or was drawn; never from the specification.
  const { image } = item;
  if (image && !(image instanceof HTMLImageElement || image instanceof HTMLCanvasElement)) {
    if (Reflect.get(image, 'src')) item.image = undefined;
  }
}

const rulesOf = (renderer: unknown): Rules => (renderer as Internals)._loader._loader.rules;

function checkSize(width: number, height: number): void {
  limit('pixels of one side', Math.max(width, height), LIMITS.side);
  limit('pixels', width * height, LIMITS.area);
}

class SafeSvgRenderer extends SVGRenderer {
  override resize(width: number, height: number, origin: number[], scale?: number): this {
    checkSize(width, height);
    return super.resize(width, height, origin, scale);
  }

  override background(...given: [unknown?]): this {
    if (given.length && !isInside(given[0])) {
      rulesOf(this).leaveOut(`background ${String(given[0]).slice(0, 80)}`);
      return super.background(undefined);
    }
    return super.background(...given);
  }

  _update(kind: unknown, element: unknown, item: Item): void {
    clean(item, rulesOf(this));
    (SVGRenderer.prototype as unknown as this)._update.call(this, kind, element, item);
  }
}

/** A canvas knows no custom properties: a token is looked up when it is drawn with. */
function resolveTokens(context: CanvasRenderingContext2D, rules: Rules): void {
  for (const name of ['fillStyle', 'strokeStyle'] as const) {
    const paint = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, name);
    Object.defineProperty(context, name, {
      configurable: true,
      get: () => paint?.get?.call(context) as unknown,
      set: (color: unknown) =>
        paint?.set?.call(context, typeof color === 'string' ? rules.resolve(color) : color),
    });
  }
}

class ThemedCanvasRenderer extends CanvasRenderer {
  override initialize(...given: Parameters<SceneRenderer['initialize']>): this {
    checkSize(given[1], given[2]);
    super.initialize(...given);
    const context = this.canvas().getContext('2d');
    if (context !== null) resolveTokens(context, rulesOf(this));
    return this;
  }

  override resize(width: number, height: number, origin: number[], scale?: number): this {
    checkSize(width, height);
    return super.resize(width, height, origin, scale);
  }
}

/** Puts them in the place of Vega's own, in this copy of Vega. */
export function useRenderers(): void {
  const canvas = { handler: CanvasHandler, renderer: ThemedCanvasRenderer };
  renderModule('canvas', { ...canvas, headless: ThemedCanvasRenderer } as never);
  renderModule('png', { ...canvas, headless: ThemedCanvasRenderer } as never);
  renderModule('svg', { handler: SVGHandler, renderer: SafeSvgRenderer } as never);
}
