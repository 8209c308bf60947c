/** What Vega exports at run time, and its typings leave out. */
import 'vega';

declare module 'vega' {
  interface View {
    error(...given: unknown[]): this;
  }
  interface SceneRenderer {
    initialize(
      el: HTMLElement | null,
      width: number,
      height: number,
      origin: number[],
      scale?: number,
      options?: unknown,
    ): this;
    resize(width: number, height: number, origin: number[], scale?: number): this;
    background(color?: unknown): this;
    canvas(): HTMLCanvasElement & SVGSVGElement;
  }
  export class Dataflow {
    error(...given: unknown[]): this;
  }
  export class Operator {
    value: unknown;
  }
  export function formats(
    name: string,
    read: (text: unknown, format: { header?: string[]; delimiter?: string }) => unknown[],
  ): void;
  export const typeParsers: Record<string, (value: unknown) => unknown>;
  export const SVGRenderer: new (loader: unknown) => SceneRenderer;
  export const CanvasRenderer: new (loader: unknown) => SceneRenderer;
  export const SVGHandler: unknown;
  export const CanvasHandler: unknown;
}
