/**
 * Leaves out of Svelte's run time what a page has no use for. Each cut names a function, a member of
 * a class, a statement or some words; one that is not there any more stops the build, since then
 * Svelte has changed, and the cuts are to be looked through.
 */

/**
 * What is left out of one file of Svelte, and what is put in its place.
 *
 * @typedef {object} Cut
 * @property {string} [file] what the file is instead
 * @property {string[]} [drop] functions, and members of classes: `Batch.settled`
 * @property {Record<string, string[]>} [without] statements of a function, by how they begin
 * @property {Record<string, string>} [body] what a function does instead
 * @property {[string, string][]} [words] words, wherever they stand, and what they become
 */

/**
 * For any component: hydration, custom elements, the flags of older and experimental modes,
 * awaiting and forks in components.
 *
 * @type {Record<string, Cut>}
 */
export const COMMON_CUTS = {
  'index-client.js': {
    words: [['./internal/client/index.js', './internal/client/reactivity/effects.js']],
  },
  'internal/client/dom/elements/custom-element.js': {
    file: 'export function create_custom_element() {}',
  },
  'internal/client/dom/hydration.js': {
    body: { set_hydrating: '' },
    words: [['export let hydrating = false', 'export const hydrating = false']],
  },
  'internal/client/dom/reconciler.js': { words: [['policy?.createHTML(html) ?? html', 'html']] },
  'internal/client/reactivity/async.js': {
    without: {
      flatten: [
        'var parent',
        'var restore',
        'var blocker_promise',
        'function finish',
        'var decrement_pending',
        'if (async.length === 0) {',
        'function run',
        'if (blocker_promise)',
      ],
    },
  },
  'internal/client/reactivity/batch.js': {
    words: [
      ['this.is_fork', 'false'],
      ['batch.is_fork = true', ''],
      ['batch.is_fork = false', ''],
      ['batch.is_fork', 'false'],
    ],
  },
  'internal/client/reactivity/sources.js': { words: [['batch.is_fork', 'false']] },
  'internal/client/reactivity/deriveds.js': { words: [['current_batch?.is_fork', 'false']] },
  'internal/client/dom/blocks/boundary.js': { words: [['current_batch?.is_fork', 'false']] },
  'internal/client/runtime.js': {
    words: [['var is_fork = current_batch?.is_fork;', 'const is_fork = false;']],
  },
  'internal/flags/index.js': {
    body: {
      disable_async_mode_flag: '',
      enable_async_mode_flag: '',
      enable_legacy_mode_flag: '',
      enable_tracing_mode_flag: '',
    },
    words: [['export let', 'export const']],
  },
};

/**
 * @param {string} code
 * @param {Cut} cut
 * @param {(code: string) => object} parse
 * @returns {string}
 */
export function applyCut(code, cut, parse) {
  if (cut.file !== undefined) return cut.file;
  let text = code;
  for (const [from, to] of cut.words ?? []) {
    if (!text.includes(from)) throw new Error(`"${from}" is not there`);
    text = text.replaceAll(from, to);
  }
  const named = new Map(namedNodes(parse(text)));
  const nodeOf = (/** @type {string} */ name) => {
    const node = named.get(name);
    if (node === undefined) throw new Error(`${name} is not there`);
    return node;
  };
  /** @type {[number, number, string][]} */
  const edits = [];
  for (const name of cut.drop ?? []) edits.push([nodeOf(name).start, nodeOf(name).end, '']);
  for (const [name, body] of Object.entries(cut.body ?? {})) {
    const block = (nodeOf(name).value ?? nodeOf(name)).body;
    edits.push([block.start, block.end, `{ ${body} }`]);
  }
  for (const [name, heads] of Object.entries(cut.without ?? {})) {
    const statements = [...statementsIn(nodeOf(name))];
    for (const head of heads) {
      const found = statements.filter(({ start }) => text.startsWith(head, start));
      if (found.length === 0) throw new Error(`no statement of ${name} begins with "${head}"`);
      for (const { start, end } of found) edits.push([start, end, ';']);
    }
  }
  // What stands in something that is left out goes with it.
  const outer = edits.filter(
    ([start, end]) => !edits.some(([a, b]) => a <= start && end <= b && b - a > end - start),
  );
  for (const [start, end, by] of outer.sort(([a], [b]) => b - a))
    text = `${text.slice(0, start)}${by}${text.slice(end)}`;
  return text;
}

/** Functions and classes of a module, and the members of these, each by its name. */
function* namedNodes(program) {
  for (const statement of program.body) {
    const node = statement.declaration ?? statement;
    if (node.type === 'FunctionDeclaration') yield [node.id.name, node];
    if (node.type !== 'ClassDeclaration') continue;
    for (const member of node.body.body) {
      const { key, kind } = member;
      const name = kind === 'constructor' ? kind : key.name;
      yield [`${node.id.name}.${key.type.startsWith('Private') ? '#' : ''}${name}`, member];
    }
  }
}

/** The statements in a function, in those of others too. */
function* statementsIn(node) {
  if (Array.isArray(node)) {
    for (const child of node) yield* statementsIn(child);
  } else if (typeof node === 'object' && node !== null) {
    if (node.type === 'BlockStatement') yield* node.body;
    for (const key of Object.keys(node)) yield* statementsIn(node[key]);
  }
}

/**
 * The plugin that makes the cuts. Svelte numbers elements by a counter on `window`; on a page of
 * others it keeps that to itself.
 *
 * @param {{ cuts?: Record<string, Cut>, strict?: boolean }} [options] more cuts, and whether one
 * that does not fit stops the build; else the file stays whole, and a card is larger
 * @returns {import('vite').Plugin}
 */
export function slimSvelte({ cuts = {}, strict = false } = {}) {
  const passes = [COMMON_CUTS, cuts];
  return {
    name: 'card-kit-slim-svelte',
    enforce: 'pre',
    transform(code, id) {
      const [, file = ''] = /\/svelte\/src\/(.*\.js)(?:\?apart)?$/.exec(id) ?? [];
      if (file === '') return undefined;
      let slim = code;
      for (const pass of passes) {
        const cut = pass[file];
        if (cut === undefined) continue;
        try {
          slim = applyCut(slim, cut, (text) => this.parse(text));
        } catch (error) {
          const words = `svelte/src/${file} is not the one that is cut: ${String(error)}`;
          if (strict) this.error(words);
          this.warn(`${words}. It stays whole.`);
        }
      }
      if (slim.includes('window.__svelte'))
        slim = `${slim.replaceAll('window.__svelte', 'svelteIds')}\nvar svelteIds;`;
      return slim === code ? undefined : { code: slim, map: null };
    },
  };
}
