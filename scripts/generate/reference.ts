/** A component's reference page, from its Python docstrings and the schema of its node. */
import type { ComponentEntry, DocItem, DocSection, Parameter, PublicObject } from './components';
import type { Definitions, Schema } from './schema';

const STARS = new Map([
  ['variadic positional', '*'],
  ['variadic keyword', '**'],
]);

function signature(name: string, parameters: Parameter[]): string {
  const written = parameters.flatMap((parameter, at) => {
    const stars = STARS.get(parameter.kind) ?? '';
    const isFirstKeyword =
      parameter.kind === 'keyword-only' &&
      !['keyword-only', 'variadic positional'].includes(parameters[at - 1]?.kind ?? '');
    const fallback = parameter.default === null || stars ? '' : `=${parameter.default}`;
    return [...(isFirstKeyword ? ['*'] : []), `${stars}${parameter.name}${fallback}`];
  });
  const line = `${name}(${written.join(', ')})`;
  const text = line.length <= 88 ? line : `${name}(\n    ${written.join(',\n    ')},\n)`;
  return `\`\`\`python\n${text}\n\`\`\``;
}

const inline = (text: string) =>
  text
    .replace(/``/g, '`')
    .replace(/\s*\n\s*/g, ' ')
    .trim();

const listItems = (items: DocItem[], optional = new Set<string>()): string[] =>
  items.map(({ name, type, text }) => {
    // Without a name, as of what is returned or raised, the type is what it is about.
    const head = name || (type ?? '');
    const about = [name ? type : null, optional.has(name) ? 'optional' : null];
    const kind = [...new Set(about.filter((word) => word !== null))].join(', ');
    const meaning = text === '' ? '' : `: ${inline(text)}`;
    return `- \`${head}\`${kind && ` (${inline(kind)})`}${meaning}`;
  });

const pythonBlock = (text: string) =>
  `\`\`\`python\n${text.replace(/^(?:>>>|\.\.\.) ?/gm, '')}\n\`\`\``;

const optionalNames = (parameters: Parameter[]) =>
  new Set(parameters.filter(({ default: value }) => value === 'None').map(({ name }) => name));

const paragraphs = (text: string) =>
  text
    .split(/\n\s*\n/)
    .map(inline)
    .join('\n\n');

function docSection(section: DocSection, optional: Set<string>): [string, string] {
  switch (section.kind) {
    case 'text':
      return ['', paragraphs(section.text)];
    case 'examples':
      return ['Examples', pythonBlock(section.text)];
    case 'admonition':
      return [
        section.title,
        section.title === 'See Also'
          ? section.text.replace(/^(\S+) : /gm, '- `$1`: ').replace(/``/g, '`')
          : paragraphs(section.text),
      ];
    default: {
      const heading = section.kind.replace(/^./, (letter) => letter.toUpperCase());
      return [heading, listItems(section.items, optional).join('\n')];
    }
  }
}

const docSections = (sections: DocSection[], parameters: Parameter[], level: string): string =>
  sections
    .map((section) => docSection(section, optionalNames(parameters)))
    .filter(([, text]) => text !== '')
    .map(([heading, text]) => (heading === '' ? text : `${level} ${heading}\n\n${text}`))
    .join('\n\n');

/** How a card type makes the component, and the options by which it is told what to read. */
function cardSection({ slug, python }: ComponentEntry): string[] {
  const fromTask = python.alternatives.find(({ name }) => name === 'from_task');
  if (fromTask === undefined) return [];
  const text = fromTask.doc.find(({ kind }) => kind === 'text');
  const items = fromTask.doc.flatMap((part) => (part.kind === 'parameters' ? part.items : []));
  const [context] = fromTask.parameters;
  const examples = fromTask.doc.flatMap((part) => (part.kind === 'examples' ? [part.text] : []));
  return [
    `## Card type kit_${slug}`,
    `\`\`\`python\n@card(type="kit_${slug}")\n\`\`\``,
    text?.kind === 'text' ? paragraphs(text.text) : '',
    [
      'Options:',
      '',
      ...listItems(
        items.filter(({ name }) => name !== context?.name),
        optionalNames(fromTask.parameters),
      ),
      '- `title` (str): Heading of the card.',
      '- `theme` (auto, light or dark): `auto` follows the page around the card.',
    ].join('\n'),
    ...examples.flatMap((text) => ['In the step:', pythonBlock(text)]),
  ];
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
      : `list of ${typeInWords(schema.items)}`;
  }
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object') {
    return `object of ${typeInWords(schema.additionalProperties)}`;
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
function reachable(name: string, definitions: Definitions): string[] {
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

function nodeSection(name: string, definitions: Definitions): string[] {
  const parts = ['## Node', 'What `render()` returns and the page shows.'];
  for (const each of reachable(`${name}Node`, definitions)) {
    const definition = definitions[each];
    if (definition === undefined) continue;
    if (each !== `${name}Node`) parts.push(`### ${each}`, definition.description ?? '');
    parts.push(
      definition.properties === undefined
        ? `${definition.enum === undefined ? 'Is' : 'One of'} ${typeInWords(definition)}.`
        : fieldTable(definition),
    );
  }
  return parts;
}

const BANNER = '<!-- Generated by `pnpm generate` from the docstrings. Do not edit. -->';

/** What the package has beside components, for those who write cards and components of their own. */
export function packagePage(objects: PublicObject[]): string {
  const parts = objects.flatMap(({ name, parameters, doc, members }) => [
    `## ${name}`,
    signature(name, parameters),
    docSections(doc, parameters, '###'),
    ...members.flatMap((member) => [
      `### ${name}.${member.name}`,
      member.parameters === undefined ? '' : signature(`${name}.${member.name}`, member.parameters),
      docSections(member.doc, member.parameters ?? [], '####'),
    ]),
  ]);
  const intro =
    'What `metaflow_card_kit` has beside the components, for cards and components of your own.';
  return `${[BANNER, '# metaflow_card_kit', intro, ...parts].filter((part) => part !== '').join('\n\n')}\n`;
}

/** `size` is what the component adds to a card, in words. */
export function referencePage(
  entry: ComponentEntry,
  definitions: Definitions,
  size?: string,
): string {
  const { slug, folder, name, python } = entry;
  const { parameters } = python.constructor;
  const parts = [
    `<!-- Generated by \`pnpm generate\` from the component. Do not edit. -->`,
    `# ${name}`,
    signature(name, parameters),
    docSections(python.doc, parameters, '##'),
    ...python.alternatives
      .filter((alternative) => alternative.name !== 'from_task')
      .flatMap((alternative) => [
        `## ${name}.${alternative.name}`,
        signature(`${name}.${alternative.name}`, alternative.parameters),
        docSections(alternative.doc, alternative.parameters, '###'),
      ]),
    ...cardSection(entry),
    ...nodeSection(name, definitions),
    size === undefined
      ? ''
      : `Its code adds about ${size} to a card that shows no other component.`,
    `Source: [Python](../../packages/python-wrapper/src/metaflow_extensions/card_kit/components/${slug}.py), ` +
      `[Svelte](../../packages/components/src/components/${folder}), ` +
      `[stories](../../stories/${folder}.stories.svelte).`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
