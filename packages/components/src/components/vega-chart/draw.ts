/** Draws a specification with vega-embed: no eval, no network, no style outside the element. */
import {
  loader as openLoader,
  mergeConfig,
  type Config,
  type Loader,
  type LoggerInterface,
} from 'vega';
import embed, { type Result } from 'vega-embed';
import * as themes from 'vega-themes';
import { lookOf, mannersOf, resolve } from './look';
import {
  embedOptionsOf,
  fit,
  hasSchema,
  isLite,
  isObject,
  nameOf,
  readDataUri,
  sentence,
  type Spec,
} from './spec';

export interface Options {
  /** Names the chart where its specification does not. */
  name: string;
  /** Told what the reader points at; empty for nothing. */
  onpoint: (text: string) => void;
  /** A chart whose selections this one takes over, if both come from the same specification. */
  before?: Chart | undefined;
}

export interface Chart {
  /** What Vega had to say: marks dropped, scales without data. */
  warnings: string[];
  /** Whether pointing at it tells something. */
  talks: boolean;
  /** What the reader has selected, for the chart that follows. */
  selections(): Selections;
  /** Release timers and listeners; the picture stays until the element goes. */
  stop(): void;
}

interface Selections {
  /** The specification without its data. */
  form: string;
  state: unknown;
}

const LAYOUT = /^(width|height|padding|background|autosize|parent)$|_(width|height|step)$/;

function quietLogger() {
  const [errors, warnings] = [new Set<string>(), new Set<string>()];
  const into = (messages: Set<string>) =>
    function (this: LoggerInterface, ...parts: unknown[]) {
      messages.add(parts.map((part) => (part instanceof Error ? part.message : part)).join(' '));
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

/** Reads what is inside the page; everything else is refused, and named. */
function closedLoader(refused: Set<string>): Loader {
  const open = openLoader({ target: '_blank' });
  const refuse = (uri: string): never => {
    refused.add(uri);
    throw new Error(`${uri}: a card loads nothing from the network`);
  };
  return {
    ...open,
    load: async (uri) => readDataUri(uri) ?? refuse(uri),
    sanitize: async (uri, options) =>
      options.context === ('href' as string) || /^(data|blob):/i.test(uri)
        ? { ...(await open.sanitize(uri, options)), rel: 'noopener noreferrer' }
        : refuse(uri),
  };
}

/** A specification without its data: two of one form have the same selections. */
const formOf = (spec: Spec): string =>
  JSON.stringify(spec, (key, value: unknown) =>
    key === 'data' || key === 'datasets' ? undefined : value,
  );

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

/** Vega's own messages are for the reader; a type error of its code says nothing to one. */
function inWords(error: unknown, lite: boolean): unknown {
  if (!(error instanceof Error) || error.name !== 'TypeError') return error;
  const language = lite ? 'Vega-Lite' : 'Vega';
  return new Error(
    `${language} cannot read this specification; a mark, a type or a channel may be misspelled ` +
      `(${error.message}).`,
  );
}

/**
 * Draw `spec`, which is changed by it, in the place of what `place` holds.
 *
 * Rejects with a message for the reader when the specification cannot be drawn.
 */
export async function draw(place: HTMLElement, spec: Spec, options: Options): Promise<Chart> {
  const lite = isLite(spec);
  const form = formOf(spec);
  const { config, theme, formatLocale, timeFormatLocale } = embedOptionsOf(spec);
  const themed = Object.entries(themes).some(([name, found]) => name === theme && isObject(found));
  const refused = new Set<string>();
  const { logger, errors, warnings } = quietLogger();
  const before = options.before?.selections();
  let result: Result | undefined;
  try {
    // The place keeps its height while the old picture is gone and the new one not there yet.
    place.style.minHeight = `${place.offsetHeight}px`;
    const container = place.ownerDocument.createElement('div');
    const look = themed ? mannersOf(lite) : lookOf(resolve(place), lite);
    place.replaceChildren(container);
    result = await embed(
      container,
      {
        ...(lite ? fit(spec) : spec),
        // vega-embed fails at a schema without a version.
        $schema: hasSchema(spec) ? spec.$schema : undefined,
        // What stands here wins over the options below.
        usermeta: { embedOptions: { config, theme: themed ? theme : undefined } },
      } as never,
      {
        mode: lite ? 'vega-lite' : 'vega',
        // vega-embed's own options of locale would be those of every chart on the page.
        config: { ...look, locale: { number: formatLocale, time: timeFormatLocale } } as Config,
        actions: false,
        ast: true,
        defaultStyle: false,
        loader: closedLoader(refused),
        logger,
        renderer: 'svg',
        tooltip: (...[, , , value]) => options.onpoint(sentence(value)),
        patch: (compiled) => {
          nameMarks(compiled.marks as Mark[]);
          compiled.description = nameOf(spec) ?? options.name;
          // An input bound to a signal stays inside the chart; no other element is looked up.
          compiled.config = mergeConfig(compiled.config ?? {}, { events: { bind: 'container' } });
          return compiled;
        },
      },
    );
    const { view, vgSpec, finalize } = result;
    if (before?.form === form) await view.setState(before.state as never).runAsync();
    const [address] = refused;
    if (address !== undefined) {
      throw new Error(
        `${address}: a card loads nothing from the network. Put the values into the specification.`,
      );
    }
    const [error] = errors;
    if (error !== undefined) throw new Error(error);
    return {
      warnings: [...new Set([...warnings].filter((text) => !UNSAID.test(text)).map(plainly))],
      talks: JSON.stringify(vgSpec.marks ?? []).includes('"tooltip"'),
      selections: () => ({
        form,
        state: view.getState({
          data: (name) => name?.endsWith('_store') ?? false,
          signals: (name) => name !== undefined && !LAYOUT.test(name),
        }),
      }),
      stop: finalize,
    };
  } catch (error) {
    result?.finalize();
    place.replaceChildren();
    throw inWords(error, lite);
  } finally {
    place.style.minHeight = '';
  }
}
