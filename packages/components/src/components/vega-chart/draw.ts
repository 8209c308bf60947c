/** Draws a specification with vega-embed: no eval, no network, no style outside the element. */
import {
  read,
  type Config,
  type LoggerInterface,
  type Runtime,
  type Spec as VegaSpec,
  type ViewOptions,
} from 'vega';
import embed, { type EmbedOptions, type Result } from 'vega-embed';
import * as themes from 'vega-themes';
import { fitAxes } from './axes';
import { Budget } from './budget';
import { localDate, readDatesOf, readLocally, useLocalDates, zoneRemark } from './dates';
import { useDelimited } from './delimited';
import { closedExpressions } from './expression';
import { lookOf, mannersOf, resolve, tokensOf, viewIn } from './look';
import { pointedAt, type Pointed } from './pointed';
import { useRenderers } from './renderers';
import type { Rules } from './rules';
import { closedLoader } from './safe';
import {
  embedOptionsOf,
  fit,
  hasSchema,
  inWords,
  isLite,
  isObject,
  nameOf,
  type Spec,
  viewsAcross,
} from './spec';
import { sameRows, type Parts, type Rows } from './tables';
import { limitTransforms } from './transforms';
import { BoundedView } from './view';

export interface Options {
  /** Names the chart where its specification does not. */
  name: string;
  /** Told what the reader points at. */
  onpoint: (pointed: Pointed | undefined) => void;
  /** Told what ended a chart that was drawn. */
  onproblem: (message: string) => void;
}

export interface Chart {
  /** What Vega had to say: marks dropped, scales without data. */
  warnings: string[];
  /** Whether the picture is one of elements, and no canvas. */
  isVector(): boolean;
  /** Says whose clocks its hours are; nothing where none are shown, or nobody's. */
  zone(): string | undefined;
  /** Shows a specification that differs in its rows alone; false for another one. */
  replace(next: Parts): Promise<boolean>;
  /** Is as high as the place beside a taller panel, where no author and no names decide on that. */
  fill(height: number): void;
  /** Takes the picture away, and releases timers and listeners. */
  stop(): void;
}

limitTransforms();
useRenderers();
useLocalDates();
useDelimited();

const MAX_MESSAGES = 100;
/** What fits a sheet in letters of their size, whatever the window was. */
const PAPER = 640;
/** So much higher than by itself is a chart beside a taller panel. */
const MOST_HIGHER = 180;

function quietLogger(lite: boolean) {
  const [errors, warnings] = [new Set<string>(), new Set<string>()];
  const into = (messages: Set<string>) =>
    function (this: LoggerInterface, ...parts: unknown[]) {
      if (messages.size < MAX_MESSAGES)
        messages.add(
          parts
            .map((part) => (part instanceof Error ? inWords(part, lite).message : part))
            .join(' '),
        );
      return this;
    };
  const silent = function (this: LoggerInterface) {
    return this;
  };
  const level = (() => 0) as LoggerInterface['level'];
  const logger: LoggerInterface = {
    level,
    error: into(errors),
    warn: into(warnings),
    info: silent,
    debug: silent,
  };
  return { logger, errors, warnings };
}

/** Remarks on nothing that is lost: the card's own choice of width, an older version in `$schema`. */
const UNSAID = /^Dropping "fit-|^The input spec uses /;

/** Vega's remark on a scale without data, in words; `auc_start` is Vega-Lite's name for a part of `auc`. */
const plainly = (warning: string): string =>
  warning.replace(
    /^Infinite extent for field "(.*?)(_start|_end)?":.*$/,
    'No finite values of $1.',
  );

interface Mark {
  type?: string;
  description?: string;
  marks?: Mark[];
}

/** Vega announces a layer of marks as one picture, which needs a name; most specifications give none. */
function nameMarks(marks: Mark[] = []): void {
  for (const mark of marks) {
    mark.description ??= `${mark.type} marks`;
    nameMarks(mark.marks);
  }
}

/** Where the picture's own coordinates begin. */
function originOf(result: Result | undefined): number[] {
  const view = result?.view;
  const padding = view?.padding() as { left: number; top: number } | undefined;
  const [x = 0, y = 0] = view?.origin() ?? [];
  return [x + (padding?.left ?? 0), y + (padding?.top ?? 0)];
}

interface Source {
  name: string;
  format?: Parameters<typeof read>[1];
}

/** Rows as Vega may keep them: copies, with the types that the compiled specification gives them. */
function ingested(tables: readonly Rows[], sources: readonly Source[]): Rows[] {
  return tables.map(({ name, rows }) => {
    const copies = rows.map((row) => (isObject(row) ? { ...row } : { data: row }));
    const { format } = sources.find((source) => source.name === name) ?? {};
    return { name, rows: format ? read(copies as never, format) : copies };
  });
}

/**
 * Draw a specification in the place of what `place` holds.
 *
 * Rejects with a message for the reader when the specification cannot be drawn.
 */
export async function draw(place: HTMLElement, given: Parts, options: Options): Promise<Chart> {
  const lite = isLite(given.form);
  let { tables } = given;
  const key = JSON.stringify(given.form);
  const form = JSON.parse(key) as Spec;
  const { config, theme, formatLocale, timeFormatLocale } = embedOptionsOf(form);
  const themed = Object.entries(themes).some(([name, found]) => name === theme && isObject(found));
  const { logger, errors, warnings } = quietLogger(lite);
  const refused = new Set<string>();
  const tokens = tokensOf(place);
  const rules: Rules = {
    budget: new Budget(),
    readDate: readDatesOf(key),
    leaveOut: (what) => warnings.add(`Left out: ${what}.`),
    resolve: (color) => tokens.resolve(color),
    fail: (error) => {
      const { message } = inWords(error, lite);
      errors.add(message);
      if (drawn) options.onproblem(message);
    },
  };
  const loader = Object.assign(
    closedLoader((address) => refused.add(address)),
    { rules },
  );
  const container = place.ownerDocument.createElement('div');
  const inputs = place.ownerDocument.createElement('div');
  inputs.className = 'vega-bindings';
  let sources: Source[] = [];
  let own: number | undefined;
  let drawn = false;
  let result: Result | undefined;
  const View = function (runtime: Runtime, given: ViewOptions) {
    return new BoundedView(runtime, given, rules, ingested(tables, sources));
  };
  try {
    // The place keeps its height while the old picture is gone and the new one not there yet.
    place.style.minHeight = `${place.offsetHeight}px`;
    const across = lite
      ? viewsAcross(
          form,
          tables.flatMap(({ rows }) => rows),
        )
      : 0;
    const sized = viewIn(place.clientWidth, across);
    const look = themed ? mannersOf(lite, sized) : lookOf(resolve(place), lite, sized);
    place.replaceChildren(container, inputs);
    result = await embed(
      container,
      {
        ...(lite ? fit(form) : form),
        // vega-embed fails at a schema without a version.
        $schema: hasSchema(form) ? form.$schema : undefined,
        // What stands here wins over the options below.
        usermeta: { embedOptions: { config, theme: themed ? theme : undefined } },
      } as never,
      {
        mode: lite ? 'vega-lite' : 'vega',
        // vega-embed's own options of locale would be those of every chart on the page.
        config: { ...look, locale: { number: formatLocale, time: timeFormatLocale } } as Config,
        actions: false,
        ast: true,
        bind: inputs,
        defaultStyle: false,
        expr: closedExpressions(rules),
        loader,
        logger,
        renderer: 'svg',
        tooltip: (_: unknown, event: MouseEvent | null, item: unknown, value: unknown) =>
          options.onpoint(
            pointedAt(value, item, event, container.querySelector('.marks'), originOf(result)),
          ),
        viewClass: View,
        patch: (compiled: VegaSpec) => {
          nameMarks(compiled.marks);
          if (lite && !themed) fitAxes(compiled as Spec);
          compiled.description = nameOf(form) ?? options.name;
          own =
            lite && typeof compiled.height === 'number' && !('height' in form)
              ? compiled.height
              : undefined;
          sources = (compiled.data ?? []) as Source[];
          if (rules.readDate === localDate) readLocally(sources);
          return compiled;
        },
      } as unknown as EmbedOptions,
    );
    const { view, finalize } = result as Result & { view: BoundedView };
    const [address] = refused;
    if (address !== undefined) {
      throw new Error(
        `${address}: a card loads nothing from the network. Put the values into the specification.`,
      );
    }
    const [error] = errors;
    if (error !== undefined) throw new Error(error);
    drawn = true;
    // A picture of elements follows its tokens; a canvas is painted again.
    const paper = matchMedia('print');
    const isWide = fit(form).width === 'container';
    const natural = container.offsetHeight;
    let higher = 0;
    const size = () => {
      if (lite && isWide) view.width(paper.matches ? PAPER : place.clientWidth);
      if (own !== undefined) view.height(own + (paper.matches ? 0 : higher));
      void view.resize().runAsync();
    };
    const repaint = () => {
      tokens.forget();
      size();
    };
    paper.addEventListener('change', repaint);
    return {
      warnings: [...new Set([...warnings].filter((text) => !UNSAID.test(text)).map(plainly))],
      isVector: () => view.renderer() === 'svg',
      zone: () => zoneRemark(key, tables, container),
      async replace(next) {
        if (JSON.stringify(next.form) !== key) return false;
        if (!sameRows(tables, next.tables)) {
          ({ tables } = next);
          await view.replace(ingested(tables, sources));
        }
        return true;
      },
      fill(height) {
        const more = Math.max(0, Math.min(MOST_HIGHER, height - natural));
        if (own === undefined || inputs.childElementCount > 0 || more === higher) return;
        higher = more;
        // What it draws does not make it higher, or it would stay so when its row becomes lower.
        place.style.minHeight = `${natural}px`;
        container.style.cssText = 'position:absolute;inset:0';
        size();
      },
      stop() {
        place.style.minHeight = '';
        paper.removeEventListener('change', repaint);
        finalize();
        container.remove();
        inputs.remove();
      },
    };
  } catch (error) {
    result?.finalize();
    place.replaceChildren();
    throw inWords(error, lite);
  } finally {
    place.style.minHeight = '';
  }
}
