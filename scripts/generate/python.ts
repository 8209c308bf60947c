/** The generated Python modules: types of the wire, card classes, public names. */
import type { ComponentEntry, Parameter } from './components';
import { BANNER, type Definitions, type Schema } from './schema';
import { firstSentence } from './text';

const PACKAGE = 'metaflow_extensions.card_kit';
const NODE_FIELDS = 'Node';

function pythonType(schema: Schema | boolean | undefined): string {
  if (schema === undefined || typeof schema === 'boolean') return 'Any';
  if (schema.$ref !== undefined) return schema.$ref.replace('#/definitions/', '');
  if (schema.const !== undefined) return `Literal[${JSON.stringify(schema.const)}]`;
  if (schema.enum !== undefined) {
    const values = schema.enum
      .filter((value) => value !== null)
      .map((value) => JSON.stringify(value));
    const literal = `Literal[${values.join(', ')}]`;
    return schema.enum.includes(null) ? `Union[${literal}, None]` : literal;
  }
  if (schema.anyOf !== undefined) {
    return `Union[${schema.anyOf.map((part) => pythonType(part as Schema)).join(', ')}]`;
  }
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  const names = types.map((type) => {
    switch (type) {
      case 'string':
        return 'str';
      case 'integer':
        return 'int';
      case 'number':
        return 'float';
      case 'boolean':
        return 'bool';
      case 'null':
        return 'None';
      case 'array':
        return Array.isArray(schema.items)
          ? `tuple[${schema.items.map((item) => pythonType(item as Schema)).join(', ')}]`
          : `list[${pythonType(schema.items)}]`;
      case 'object':
        return schema.properties === undefined && typeof schema.additionalProperties === 'object'
          ? `dict[str, ${pythonType(schema.additionalProperties)}]`
          : 'dict[str, Any]';
      default:
        return 'Any';
    }
  });
  return names.length === 1 ? (names[0] ?? 'Any') : `Union[${names.join(', ')}]`;
}

/** Whether it has exactly the fields that it names. */
const isClosed = (schema: Schema) =>
  schema.properties !== undefined && schema.additionalProperties === false;

function typedDict(name: string, bases: string, doc: string, fields: string[]): string {
  const body = fields.length === 0 ? '' : `\n\n${fields.join('\n')}`;
  return `class ${name}(${bases}):\n    """${doc}"""${body}`;
}

function fieldLines(definition: Schema, isLeftOut: (field: string) => boolean): string[] {
  return Object.entries(definition.properties ?? {})
    .filter(([field]) => !isLeftOut(field))
    .map(([field, schema]) => {
      const type = pythonType(schema);
      const isRequired = definition.required?.includes(field) === true;
      return `    ${field}: ${isRequired ? type : `NotRequired[${type}]`}`;
    });
}

/** Aliases, each below those that it names. */
function aliasLines(aliases: Map<string, string>): string[] {
  const lines: string[] = [];
  const written = new Set<string>();
  const write = (name: string) => {
    const type = aliases.get(name);
    if (type === undefined || written.has(name)) return;
    written.add(name);
    for (const [word] of type.matchAll(/\w+/g)) write(word);
    lines.push(`${name} = ${type}`);
  };
  for (const name of aliases.keys()) write(name);
  return lines;
}

export function nodeTypes(components: ComponentEntry[], definitions: Definitions): string {
  const roots = new Set(components.map(({ name }) => `${name}Node`));
  const common = new Set(['type', ...Object.keys(definitions[NODE_FIELDS]?.properties ?? {})]);
  const aliases = new Map<string, string>();
  const classes: string[] = [];
  for (const [name, definition] of Object.entries(definitions)) {
    const doc = firstSentence(definition.description) || name;
    if (!isClosed(definition)) {
      aliases.set(name, pythonType(definition));
    } else if (roots.has(name)) {
      const fields = `${name.replace(/Node$/, '')}Fields`;
      classes.push(
        typedDict(
          fields,
          'TypedDict',
          `The fields of \`\`${name}\`\` that \`\`compose\`\` returns.`,
          fieldLines(definition, (field) => common.has(field)),
        ),
        typedDict(name, `${fields}, ${NODE_FIELDS}`, doc, [
          `    type: ${pythonType(definition.properties?.type)}`,
        ]),
      );
    } else {
      classes.push(
        typedDict(
          name,
          'TypedDict',
          doc,
          fieldLines(definition, () => false),
        ),
      );
    }
  }
  const isNode = (text: string) => text.startsWith(`class ${NODE_FIELDS}(`);
  const ordered = [...classes.filter(isNode), ...classes.filter((text) => !isNode(text))];
  return `# ${BANNER}
"""The document and its nodes as they travel, for type checkers only."""

from __future__ import annotations

from typing import Any, Literal, TypedDict, Union

from typing_extensions import NotRequired

${aliasLines(aliases).join('\n')}


${ordered.join('\n\n\n')}
`;
}

/** Imports of the names in annotations; two components cannot mean two things by one name. */
function importLines(parameters: Parameter[]): string {
  const paths = new Map<string, string>();
  for (const { imports } of parameters) {
    for (const [name, place] of Object.entries(imports)) {
      const other = paths.get(name);
      if (other !== undefined && other !== place) {
        throw new Error(`${name} stands for ${other} and for ${place} in constructors.`);
      }
      paths.set(name, place);
    }
  }
  paths.set('TypedDict', 'typing.TypedDict');
  paths.set('TYPE_CHECKING', 'typing.TYPE_CHECKING');
  const lines = [...paths].map(([name, place]) => {
    const [, module, own] = /^(?:(.+)\.)?(\w+)$/.exec(place) ?? [];
    const alias = own === name ? '' : ` as ${name}`;
    return module === undefined
      ? `import ${own}${alias}`
      : `from ${module.replace(`${PACKAGE}.`, '..')} import ${own}${alias}`;
  });
  const isOurs = (line: string) => line.startsWith('from ..');
  const others = lines.filter((line) => !isOurs(line)).sort();
  const ours = lines.filter(isOurs).sort();
  if (ours.length === 0) return others.join('\n');
  return [...others, '', 'if TYPE_CHECKING:', ...ours.map((line) => `    ${line}`)].join('\n');
}

/** The arguments of each constructor, each of them optional: what `update` takes. */
export function argumentTypes(components: ComponentEntry[]): string {
  const isNamed = ({ kind }: Parameter) =>
    !kind.startsWith('variadic') && kind !== 'positional-only';
  const parameters = (entry: ComponentEntry) => entry.python.constructor.parameters.filter(isNamed);
  const classes = components.map((entry) =>
    typedDict(
      `${entry.name}Arguments`,
      'TypedDict, total=False',
      `The arguments of \`\`${entry.name}\`\`.`,
      parameters(entry).map(({ name, type }) => `    ${name}: ${type ?? 'Any'}`),
    ),
  );
  return `# ${BANNER}
"""What \`\`update\`\` of each component takes, for type checkers only."""

from __future__ import annotations

${importLines(components.flatMap(parameters))}


${classes.join('\n\n\n')}
`;
}

const withCard = (components: ComponentEntry[]) => components.filter(({ hasCard }) => hasCard);

export const cardClasses = (components: ComponentEntry[]) => `# ${BANNER}
"""The card types. Each makes its component from the task's artifacts by \`\`from_task\`\`."""

from __future__ import annotations

from .base import CanvasCard, ComponentCard
from .task import TaskCard

${withCard(components)
  .map(
    ({ slug, name }) => `
class ${name}Card(ComponentCard):
    """Card type \`\`kit_${slug}\`\`: its options are the keywords of \`\`${name}.from_task\`\`."""

    type = "kit_${slug}"
    component = "${slug}"
`,
  )
  .join('\n')}

CARDS = [
    CanvasCard,
    TaskCard,
${withCard(components)
  .map(({ name }) => `    ${name}Card,\n`)
  .join('')}]
`;

/** What the package has beside components and their cards, and the module of each. */
export const SHARED_NAMES: [string, string][] = [
  ['CanvasCard', 'cards.base'],
  ['Card', 'cards.base'],
  ['Component', 'components.base'],
  ['InputError', 'errors'],
  ['NoData', 'errors'],
  ['TaskCard', 'cards.task'],
  ['TaskContext', 'client.task'],
  ['before_end', 'client.task'],
  ['live', 'loop'],
  ['number', 'wire.numbers'],
  ['paragraph', 'page.blocks'],
  ['read', 'page.read'],
  ['read_frame', 'wire.frames'],
  ['read_values', 'wire.frames'],
  ['table', 'page.blocks'],
];

/** Public name and the module that has it, sorted. */
export function publicNames(components: ComponentEntry[]): [string, string][] {
  const names = [...SHARED_NAMES];
  for (const { slug, name } of components) names.push([name, `components.${slug}`]);
  for (const { name } of withCard(components)) names.push([`${name}Card`, 'cards.kinds']);
  return names.sort(([a], [b]) => (a < b ? -1 : 1));
}

export const publicModule = (names: [string, string][]) => `# ${BANNER}
"""Public name -> the module that has it."""

MODULES = {
${names.map(([name, module]) => `    "${name}": "${module}",\n`).join('')}}
`;

export const typedPackage = (names: [string, string][]) => `# ${BANNER}
"""Cards and card components for Metaflow: the public names, for people, editors and type checkers.

The code is in \`\`metaflow_extensions.card_kit\`\`, which Metaflow sends along to remote steps.
"""

from typing import TYPE_CHECKING

from metaflow_extensions.card_kit import __all__ as __all__
from metaflow_extensions.card_kit import __dir__ as __dir__
from metaflow_extensions.card_kit import __version__ as __version__

if TYPE_CHECKING:
${names
  .map(
    ([name, module]) =>
      `    from metaflow_extensions.card_kit.${module} import ${name} as ${name}\n`,
  )
  .join('')}else:
    from metaflow_extensions.card_kit import __getattr__ as __getattr__
`;

export const versionModule = (version: string) => `# ${BANNER}\n__version__ = "${version}"\n`;
