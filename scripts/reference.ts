/** A component's reference page, from its Python docstrings and the schema of its node. */
import type { Definition } from 'ts-json-schema-generator';

type Schema = Definition & { computed?: string };

export interface ReferenceSource {
  slug: string;
  name: string;
  /** Its card type, when it has one. */
  card?: string;
  /** Text of its Python module. */
  python: string;
  definitions: Record<string, Schema>;
}

interface Callable {
  name: string;
  /** As in the source: one entry for each parameter, `self` and `cls` left out. */
  parameters: string[];
  doc: string;
}

/** What stands between the bracket at `start` and the one that closes it. */
function bracketed(text: string, start: number): string {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    if ('([{'.includes(text[i] ?? '')) depth++;
    if (')]}'.includes(text[i] ?? '') && --depth === 0) return text.slice(start + 1, i);
  }
  return text.slice(start + 1);
}

function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of text) {
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
    if (character === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += character;
  }
  return [...parts, part.trim()].filter((piece) => piece !== '');
}

const docstringAfter = (text: string) => /^[^\n]*\n\s*(?:r?)"""([\s\S]*?)"""/.exec(text)?.[1] ?? '';

function findCallables(python: string): Callable[] {
  return [...python.matchAll(/^ {4}def (__init__|from_\w+)\(/gm)].map((match) => {
    const open = match.index + match[0].length - 1;
    const inside = bracketed(python, open);
    const rest = python.slice(open + inside.length + 2);
    return {
      name: match[1] ?? '',
      parameters: splitAtCommas(inside).filter((part) => !/^(self|cls)$/.test(part)),
      doc: docstringAfter(rest),
    };
  });
}

/** `counts: Any = None` -> `counts=None`: the types are told below, in words. */
const withoutType = (parameter: string) =>
  parameter
    .replace(/^(\*{0,2}\w+)\s*:[\s\S]*?(?=\s=\s|$)/, '$1')
    .replace(/\s=\s/, '=')
    .replace(/\s+/g, ' ');

function signature(name: string, parameters: string[]): string {
  const written = parameters.map(withoutType);
  const line = `${name}(${written.join(', ')})`;
  const text = line.length <= 88 ? line : `${name}(\n    ${written.join(',\n    ')},\n)`;
  return `\`\`\`python\n${text}\n\`\`\``;
}

const dedent = (text: string) => {
  const lines = text.split('\n');
  const depths = lines.slice(1).flatMap((line) => (line.trim() ? [line.search(/\S/)] : []));
  const depth = Math.min(...depths, Infinity);
  return [lines[0]?.trim() ?? '', ...lines.slice(1).map((line) => line.slice(depth))]
    .join('\n')
    .trim();
};

const inline = (text: string) =>
  text
    .replace(/``/g, '`')
    .replace(/\s*\n\s*/g, ' ')
    .trim();

/** The sections of a numpy docstring; the text before the first heading has the name ''. */
function sections(doc: string): Map<string, string> {
  const found = new Map<string, string>();
  let name = '';
  let lines: string[] = [];
  const all = dedent(doc).split('\n');
  all.forEach((line, i) => {
    if (/^-{3,}$/.test(line.trim())) return;
    if (/^-{3,}$/.test(all[i + 1]?.trim() ?? '')) {
      found.set(name, lines.join('\n').trim());
      name = line.trim();
      lines = [];
    } else lines.push(line);
  });
  return found.set(name, lines.join('\n').trim());
}

/** `name : type` and the indented lines below it, as a list. */
function definitionList(text: string): string {
  const entries: { head: string; body: string[] }[] = [];
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) entries.push({ head: line, body: [] });
    else if (line.trim() !== '') entries.at(-1)?.body.push(line.trim());
  }
  return entries
    .map(({ head, body }) => {
      const [name = '', type] = head.split(/ : /);
      const kind = type === undefined ? '' : ` (${inline(type)})`;
      const meaning = body.length === 0 ? '' : `: ${inline(body.join('\n'))}`;
      return `- \`${name}\`${kind}${meaning}`;
    })
    .join('\n');
}

const pythonBlock = (text: string) =>
  `\`\`\`python\n${text.replace(/^(?:>>>|\.\.\.) ?/gm, '')}\n\`\`\``;

function docstring(doc: string, level: string): string {
  return [...sections(doc)]
    .filter(([, text]) => text !== '')
    .map(([name, text]) => {
      if (name === '') {
        return text
          .split(/\n\s*\n/)
          .map(inline)
          .join('\n\n');
      }
      const listed = ['Parameters', 'Returns', 'Raises'].includes(name);
      const body = listed
        ? definitionList(text)
        : name === 'Examples'
          ? pythonBlock(text)
          : text.replace(/^(\S+) : /gm, '- `$1`: ').replace(/``/g, '`');
      return `${level} ${name}\n\n${body}`;
    })
    .join('\n\n');
}

function typeInWords(schema: Schema | boolean | undefined): string {
  if (schema === undefined || typeof schema === 'boolean') return 'any';
  if (schema.$ref !== undefined) return schema.$ref.replace('#/definitions/', '');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined)
    return schema.enum.map((value) => JSON.stringify(value)).join(', ');
  if (schema.anyOf !== undefined) {
    return schema.anyOf.map((part) => typeInWords(part as Schema)).join(' or ');
  }
  if (schema.type === 'array') {
    return Array.isArray(schema.items)
      ? `[${schema.items.map((item) => typeInWords(item as Schema)).join(', ')}]`
      : `list of ${typeInWords(schema.items as Schema)}`;
  }
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object') {
    return `object of ${typeInWords(schema.additionalProperties as Schema)}`;
  }
  return [schema.type].flat().join(' or ') || 'any';
}

function fieldTable(definition: Schema): string {
  const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');
  const rows = Object.entries(definition.properties ?? {})
    .filter(([field]) => field !== 'type')
    .map(([field, value]) => {
      const schema = value as Schema;
      const optional = definition.required?.includes(field) ? '' : ', optional';
      const fallback =
        schema.default === undefined ? '' : ` Default: \`${JSON.stringify(schema.default)}\`.`;
      const meaning = `${schema.description ?? ''}${fallback}`;
      return `| \`${field}\` | ${cell(typeInWords(schema))}${optional} | ${cell(meaning)} |`;
    });
  return ['| field | type | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The definitions that a definition leads to, itself first, each once. */
function reachable(name: string, definitions: Record<string, Schema>): string[] {
  const found = new Set<string>([name]);
  for (const each of found) {
    for (const [, next] of JSON.stringify(definitions[each] ?? {}).matchAll(
      /#\/definitions\/(\w+)/g,
    )) {
      if (next !== undefined) found.add(next);
    }
  }
  return [...found];
}

export function referencePage(source: ReferenceSource): string {
  const { slug, name, card, python, definitions } = source;
  const classAt = python.indexOf(`class ${name}(`);
  const body = python.slice(classAt);
  const callables = findCallables(body);
  const constructor = callables.find((callable) => callable.name === '__init__');
  const parts = [
    `<!-- Generated by \`pnpm generate\` from the component. Do not edit. -->`,
    `# ${name}`,
    signature(name, constructor?.parameters ?? []),
    docstring(docstringAfter(body), '##'),
  ];
  for (const callable of callables) {
    if (callable.name === '__init__' || callable.name === 'from_task') continue;
    parts.push(
      `## ${name}.${callable.name}`,
      signature(`${name}.${callable.name}`, callable.parameters),
      docstring(callable.doc, '###'),
    );
  }
  const fromTask = callables.find((callable) => callable.name === 'from_task');
  if (card !== undefined && fromTask !== undefined) {
    const told = sections(fromTask.doc);
    const options = definitionList(told.get('Parameters') ?? '')
      .split('\n')
      .filter((line) => !line.startsWith('- `context`'));
    parts.push(
      `## Card type ${card}`,
      `\`\`\`python\n@card(type="${card}")\n\`\`\``,
      inline(told.get('') ?? ''),
      [
        'Options:',
        '',
        ...options,
        '- `title` (str): Heading of the card.',
        '- `theme` (auto, light or dark): `auto` follows the page around the card.',
      ].join('\n'),
    );
  }
  parts.push('## Node', `What \`render()\` returns and the page shows.`);
  const named = reachable(`${name}Node`, definitions);
  for (const each of named) {
    const definition = definitions[each];
    if (definition === undefined) continue;
    if (each !== `${name}Node`) parts.push(`### ${each}`, definition.description ?? '');
    parts.push(
      definition.properties === undefined
        ? `${definition.enum === undefined ? 'Is' : 'One of'} ${typeInWords(definition)}.`
        : fieldTable(definition),
    );
  }
  const folder = slug.replaceAll('_', '-');
  parts.push(
    `Source: [Python](../../packages/python-wrapper/src/metaflow_extensions/card_kit/components/${slug}.py), ` +
      `[Svelte](../../packages/components/src/components/${folder}), ` +
      `[stories](../../stories/${folder}.stories.svelte).`,
  );
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
