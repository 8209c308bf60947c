/** What makes a bundle a chunk of a card: a script that leaves itself on its own element. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The number of this form of chunks; a page runs no other. */
export const FORMAT = 1;

const ALPHABET =
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#/%:()*+-;.=,?@^_]{|}~';

/**
 * Base 85, a sixteenth shorter than base 64. It is Python's `b85encode` with `.,:/]` in the place
 * of `<>&$` and the backquote, so that HTML, JSON and template literals leave it as it is.
 *
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function encode(bytes) {
  const words = new DataView(new ArrayBuffer(Math.ceil(bytes.length / 4) * 4));
  new Uint8Array(words.buffer).set(bytes);
  let text = '';
  for (let at = 0; at < words.byteLength; at += 4) {
    let word = words.getUint32(at);
    let group = '';
    for (let digit = 0; digit < 5; digit++) {
      group = ALPHABET.charAt(word % 85) + group;
      word = Math.floor(word / 85);
    }
    text += group;
  }
  // A last group of n bytes is n + 1 digits.
  return text.slice(0, Math.ceil((bytes.length * 5) / 4));
}

/** @param {string} text */
export const sha256 = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** @param {string} code */
export const toAscii = (code) =>
  code.replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const GETTER =
  /Object\.defineProperty\(exports,(["'`])([\w$]+)\1,\{enumerable:!0,get:function\(\)\{return ([\w$]+)\}\}\)[,;]?/g;

/** A script that leaves what it is on its own element. */
export const scriptOf = (/** @type {string} */ value) => `document.currentScript.chunk=${value}`;

/**
 * A CommonJS bundle as the function that a chunk is. Exports of a graph are getters, two thirds of
 * each the same words, and so they become one call.
 *
 * @param {string} code
 * @param {Record<string, string>} [aliases] more names, each of an export that is a getter
 */
export function wrapChunk(code, aliases = {}) {
  /** @type {Map<string, string>} */
  const getters = new Map();
  const body = code
    .trim()
    .replace(GETTER, (_, __, name, value) => {
      getters.set(name, value);
      return '';
    })
    .replace(/[,;]+$/, '');
  for (const [alias, name] of Object.entries(aliases)) {
    const value = getters.get(name);
    if (value === undefined) throw new Error(`The chunk does not export ${name}.`);
    getters.set(alias, value);
  }
  const entries = [...getters].map(([name, value]) => `${name}:()=>${value}`);
  const define = entries.length === 0 ? '' : `define({${entries.join(',')}});`;
  // In parentheses a function is compiled at once, instead of read twice.
  return toAscii(`(function(require,exports,module,define){${define}${body}\n})`);
}

/**
 * The class by which Svelte keeps the styles of a component apart, as short as is safe.
 *
 * @param {{ hash: (text: string) => string, css: string }} component
 */
export const shortHash = ({ hash, css }) => `k${hash(css).slice(0, 5)}`;

/**
 * Lets a compiled component import from Svelte's modules what it uses, instead of one module that
 * exports them all: that one is part of every chunk, and with it whatever any component uses.
 *
 * @returns {import('vite').Plugin}
 */
export function directSvelte() {
  /** @type {Map<string, { source: string, name: string }> | undefined} */
  let homes;
  const barrel = 'svelte/internal/client';

  return {
    name: 'card-kit-direct-svelte',
    enforce: 'post',
    async transform(code, id) {
      const [statement, local] =
        /^import \* as (\$) from ['"]svelte\/internal\/client['"];?$/m.exec(code) ?? [];
      if (statement === undefined || local === undefined) return undefined;
      if (homes === undefined) {
        const found = await this.resolve(barrel, id);
        if (found === null) return undefined;
        const folder = path.dirname(found.id);
        homes = new Map();
        const { body } = this.parse(readFileSync(found.id, 'utf8'));
        for (const node of body) {
          if (node.type !== 'ExportNamedDeclaration' || node.source === null) continue;
          // Another copy: the first is imported by what most components need, and it has no state.
          const apart = /bindings\/select\.js$/.test(node.source.value) ? '?apart' : '';
          const source = path.resolve(folder, node.source.value) + apart;
          for (const { local: from, exported } of node.specifiers)
            homes.set(exported.name, { source, name: from.name });
        }
      }
      const used = new Map();
      const program = this.parse(code);
      /** @type {[number, number, string][]} */
      const edits = [];
      for (const { start, end } of statementsOf(program, local, HYDRATION_ONLY))
        edits.push([start, end, '']);
      const isLeftOut = (/** @type {number} */ at) => edits.some(([a, b]) => a <= at && at < b);
      for (const node of members(program, local)) {
        if (isLeftOut(node.start)) continue;
        const home = homes.get(node.property.name);
        if (home === undefined) return undefined;
        const alias = `svelte_${node.property.name}`;
        used.set(alias, home);
        edits.push([node.start, node.end, alias]);
      }
      let direct = code;
      for (const [start, end, alias] of edits.sort(([a], [b]) => b - a))
        direct = `${direct.slice(0, start)}${alias}${direct.slice(end)}`;
      const imports = [...used].map(
        ([alias, { source, name }]) =>
          `import { ${name} as ${alias} } from ${JSON.stringify(source)};`,
      );
      return direct.replace(statement, imports.join(' '));
    },
  };
}

/** Functions that find their place in what a server rendered, and do nothing else. */
const HYDRATION_ONLY = ['next', 'remove_input_defaults', 'reset'];

/** Every statement `local.name(...)` of these names in a syntax tree. */
function* statementsOf(node, local, names) {
  if (Array.isArray(node)) {
    for (const child of node) yield* statementsOf(child, local, names);
  } else if (typeof node === 'object' && node !== null) {
    const callee = node.type === 'ExpressionStatement' ? node.expression.callee : undefined;
    if (callee?.object?.name === local && names.includes(callee.property.name)) yield node;
    else for (const key of Object.keys(node)) yield* statementsOf(node[key], local, names);
  }
}

/** Every `local.name` in a syntax tree. */
function* members(node, local) {
  if (Array.isArray(node)) {
    for (const child of node) yield* members(child, local);
  } else if (typeof node === 'object' && node !== null) {
    const isMember = node.type === 'MemberExpression' && !node.computed;
    if (isMember && node.object.type === 'Identifier' && node.object.name === local) yield node;
    else for (const key of Object.keys(node)) yield* members(node[key], local);
  }
}
