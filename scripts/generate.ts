/**
 * Derives everything that would otherwise be kept by hand from the components' own files:
 * the schema, the Python types, the card classes, the public names, the nodes of the docstrings'
 * examples and the README's table.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import {
  KIT,
  PYTHON_SOURCES,
  readComponents,
  readPublic,
  renderExamples,
} from './generate/components';
import {
  argumentTypes,
  cardClasses,
  nodeTypes,
  publicModule,
  publicNames,
  SHARED_NAMES,
  typedPackage,
  versionModule,
} from './generate/python';
import { packagePage, referencePage } from './generate/reference';
import { buildDefinitions, schemaOf } from './generate/schema';
import { firstSentence } from './generate/text';
import { vegaWords } from './generate/vega';
import { sizeInWords } from './sizes';
import { ROOT } from './sources';

const REFERENCE = path.join(ROOT, 'docs/reference');
const EXAMPLES = path.join(ROOT, 'schema/examples');
const PACKAGE_PAGE = path.join(REFERENCE, 'metaflow_card_kit.md');

/** Rewrites what stands between a file's two markers. */
function between(file: string, marker: string, text: string): string {
  const [start, end] = [`<!-- ${marker}: generated -->`, `<!-- /${marker} -->`];
  const [head, rest] = file.split(start);
  const tail = rest?.split(end)[1];
  if (tail === undefined) throw new Error(`README.md has no ${start} ... ${end}`);
  return `${head}${start}\n\n${text}\n\n${end}${tail}`;
}

const components = readComponents();
const definitions = buildDefinitions(components);
const examples = renderExamples(components.map(({ slug }) => slug));
const names = publicNames(components);
const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  version: string;
};
const readme = path.join(ROOT, 'README.md');
const table = [
  '| component | card type | shows |',
  '| --- | --- | --- |',
  ...components.map(({ slug, name, hasCard }) => {
    const sentence = firstSentence(definitions[`${name}Node`]?.description);
    return `| [\`${name}\`](docs/reference/${slug}.md) | ${hasCard ? `\`kit_${slug}\`` : ''} | ${sentence} |`;
  }),
].join('\n');

const shared = readPublic(SHARED_NAMES.map(([name, module]) => `${module}.${name}`));
const schema = schemaOf(components, definitions);
const outputs: [string, string][] = [
  [path.join(ROOT, 'schema/card-kit.schema.json'), `${JSON.stringify(schema, null, 2)}\n`],
  [path.join(KIT, 'wire/nodes.py'), nodeTypes(components, definitions)],
  [path.join(KIT, 'wire/arguments.py'), argumentTypes(components)],
  [path.join(KIT, 'cards/kinds.py'), cardClasses(components)],
  [path.join(KIT, 'public.py'), publicModule(names)],
  [path.join(KIT, 'version.py'), versionModule(version)],
  [path.join(PYTHON_SOURCES, 'metaflow_card_kit/__init__.py'), typedPackage(names)],
  [path.join(KIT, 'vega/words.py'), await vegaWords()],
  [readme, between(readFileSync(readme, 'utf8'), 'components', table)],
  ...components.map((entry): [string, string] => [
    path.join(REFERENCE, `${entry.slug}.md`),
    referencePage(entry, definitions, sizeInWords(entry.slug)),
  ]),
  [PACKAGE_PAGE, packagePage(Object.values(shared))],
  ...Object.entries(examples).map(([slug, found]): [string, string] => [
    path.join(EXAMPLES, `${slug}.json`),
    `${JSON.stringify(found, null, 2)}\n`,
  ]),
];
const stale = outputs.filter(
  ([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text,
);
/** The files of a folder that belong to no component. */
const orphansOf = (folder: string) =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((file) => !components.some(({ slug }) => path.parse(file).name === slug))
    .map((file) => path.join(folder, file))
    .filter((file) => file !== PACKAGE_PAGE);
const orphans = [REFERENCE, EXAMPLES].flatMap(orphansOf);
if (process.argv.includes('--check')) {
  for (const file of [...stale.map(([name]) => name), ...orphans])
    console.error(`${path.relative(ROOT, file)} is not what pnpm generate writes.`);
  process.exit(stale.length + orphans.length === 0 ? 0 : 1);
}
orphans.forEach((file) => rmSync(file));
for (const [file, text] of stale) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
console.log(`${components.length} components: ${components.map(({ name }) => name).join(', ')}`);
