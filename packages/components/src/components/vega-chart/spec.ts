export type Spec = Record<string, unknown>;

/** The language of a specification, by its `$schema`; without one it is Vega-Lite. */
export const isLite = (spec: Spec): boolean =>
  !(typeof spec.$schema === 'string' && /\/schema\/vega\//.test(spec.$schema));

/** Whether `$schema` names a language and its version. */
export const hasSchema = ({ $schema }: Spec): boolean =>
  typeof $schema === 'string' && /\/schema\/vega(-lite)?\/[\w.-]+\.json$/.test($schema);

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const partOf = (whole: Spec, key: string): Spec => {
  const part = whole[key];
  return isObject(part) ? part : {};
};

/**
 * A Vega-Lite specification fitted to a card: as wide as the card where its author left the
 * width open, and never as high as a container that takes its height from its content.
 */
export function fit(spec: Spec): Spec {
  const { height, ...rest } = spec;
  const fitted: Spec = height === undefined || height === 'container' ? rest : { ...rest, height };
  const encoding = partOf(spec, 'encoding');
  const single = 'mark' in spec || 'layer' in spec;
  const facets = ['row', 'column', 'facet'].some((channel) => channel in encoding);
  if (!single || facets || (spec.width !== undefined && spec.width !== 'container')) return fitted;
  return { ...fitted, width: 'container' };
}

/** About how high a chart is with the names of its axes, before it is drawn. */
export function heightOf(spec: Spec): number {
  const y = partOf(partOf(spec, 'encoding'), 'y');
  const rows = partOf(spec, 'data').values;
  const isNamed = y.type === 'nominal' || y.type === 'ordinal';
  const names = (of: readonly unknown[]) =>
    new Set(of.map((row) => isObject(row) && row[String(y.field)])).size;
  const inner =
    typeof spec.height === 'number'
      ? spec.height
      : isNamed && Array.isArray(rows)
        ? 20 * names(rows)
        : 236;
  return inner + 68;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** How many views stand side by side, where a specification has several. */
export function viewsAcross(spec: Spec, rows: readonly unknown[]): number {
  const encoding = partOf(spec, 'encoding');
  const facet = partOf(spec, 'facet');
  const repeat = partOf(spec, 'repeat').column ?? spec.repeat;
  const wrapped = 'field' in facet ? facet : encoding.facet;
  const channel = wrapped ?? facet.column ?? encoding.column;
  const field = isObject(channel) ? channel.field : undefined;
  const kinds = new Set(rows.map((row) => (isObject(row) ? row[String(field)] : undefined))).size;
  const count =
    listOf(spec.hconcat ?? spec.concat ?? repeat).length || (field === undefined ? 0 : kinds);
  const most = spec.columns ?? (isObject(wrapped) ? wrapped.columns : undefined);
  return typeof most === 'number' && most > 0 ? Math.min(most, count) : count;
}

/** What a specification asks of vega-embed. It is data, and nothing that a card has to follow. */
export function embedOptionsOf(spec: Spec): Record<string, unknown> {
  const options = isObject(spec.usermeta) && spec.usermeta.embedOptions;
  return isObject(options) ? options : {};
}

/** What a specification calls itself, for readers who hear the chart. */
export function nameOf(spec: Spec): string | undefined {
  const title = isObject(spec.title) ? spec.title.text : spec.title;
  const text = spec.description ?? (Array.isArray(title) ? title.join(' ') : title);
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** The text inside a `data:` address, or undefined for any other address. */
export function readDataUri(uri: string): string | undefined {
  const [head, encoded] = /^data:[^,]*?(;base64)?,/i.exec(uri) ?? [];
  if (head === undefined) return undefined;
  const body = uri.slice(head.length);
  if (encoded === undefined) return decodeURIComponent(body);
  return new TextDecoder().decode(Uint8Array.from(atob(body), (c) => c.charCodeAt(0)));
}

/** Vega's own messages are for the reader; a type error of its code says nothing to one. */
export function inWords(error: unknown, lite: boolean): Error {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof TypeError || error instanceof RangeError)) return new Error(message);
  const language = lite ? 'Vega-Lite' : 'Vega';
  return new Error(
    `${language} cannot read this specification; a mark, a type or a channel may be misspelled ` +
      `(${message}).`,
  );
}
