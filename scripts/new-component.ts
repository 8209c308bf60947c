/** `pnpm new NAME`: the files of a new component, green from the start, to be changed from there. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { className, folderOf, slugOf } from './names';
import { ROOT } from './sources';

const TEMPLATE = path.join(import.meta.dirname, 'component-template');
const PYTHON = 'packages/python-wrapper/src/metaflow_extensions/card_kit/components';

/** Wire types of Metaflow's own components, which our cards show too. */
const METAFLOW_TYPES = 'dag heading html markdown page subtitle title'.split(' ');
const PYTHON_WORDS = `and as assert async await break class continue def del elif else except
  finally for from global if import in is lambda nonlocal not or pass raise return try while with
  yield`.split(/\s+/);

/** Why a component cannot have this name, in a sentence; nothing when it can. */
export function refusal(slug: string): string | undefined {
  if (!/^[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*$/.test(slug) || slug.length > 40) {
    return `${JSON.stringify(slug)} is no name of a component: it needs lowercase words joined by underscores, each beginning with a letter, 40 characters at most, such as roc_curve.`;
  }
  if (METAFLOW_TYPES.includes(slug)) return `${slug} is the type of a component of Metaflow.`;
  if (PYTHON_WORDS.includes(slug)) return `${slug} is a word of Python, and no module can have it.`;
  if (/(^|_)card$/.test(slug) || ['canvas', 'component', 'input_error'].includes(slug)) {
    return `${slug} would take the name of a card class or of a base class.`;
  }
  const [taken] = Object.values(files(slug)).filter((file) => existsSync(path.join(ROOT, file)));
  return taken === undefined ? undefined : `${slug} is there already: ${taken}`;
}

/** Template -> the file that it becomes. */
function files(slug: string): Record<string, string> {
  const folder = folderOf(slug);
  const component = `packages/components/src/components/${folder}`;
  return {
    'types.ts.txt': `${component}/types.ts`,
    'index.ts.txt': `${component}/index.ts`,
    'Component.svelte.txt': `${component}/${className(slug)}.svelte`,
    'component.py.txt': `${PYTHON}/${slug}.py`,
    'stories.svelte.txt': `stories/${folder}.stories.svelte`,
    'unit.test.ts.txt': `test/unit/${folder}.test.ts`,
    'component_test.py.txt': `test/python/test_${slug}.py`,
  };
}

async function write(slug: string): Promise<string[]> {
  const words = slug.replaceAll('_', ' ');
  const values: Record<string, string> = {
    slug,
    folder: folderOf(slug),
    Name: className(slug),
    Words: words.charAt(0).toUpperCase() + words.slice(1),
  };
  const written = files(slug);
  for (const [template, file] of Object.entries(written)) {
    const target = path.join(ROOT, file);
    const text = readFileSync(path.join(TEMPLATE, template), 'utf8').replace(
      /\{\{(\w+)\}\}/g,
      (_, name: string) => values[name] ?? '',
    );
    // The length of the name decides where lines break.
    const options = { ...(await resolveConfig(target)), filepath: target };
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, file.endsWith('.py') ? text : await format(text, options));
  }
  return Object.values(written);
}

if (process.argv[1] === import.meta.filename) {
  const slug = slugOf(process.argv[2] ?? '');
  const reason = refusal(slug);
  if (reason !== undefined) {
    console.error(reason);
    process.exit(1);
  }
  const written = await write(slug);
  const tsx = path.join(ROOT, 'node_modules/tsx/dist/cli.mjs');
  // The reference page tells the size of what is built.
  for (const script of ['scripts/build-asset.ts', 'scripts/generate.ts']) {
    execFileSync(process.execPath, [tsx, path.join(ROOT, script)], { cwd: ROOT, stdio: 'inherit' });
  }
  console.log(
    `\n${written.join('\n')}\n\nSee it with \`make storybook\`; test it with \`pnpm test ${slug}\`.`,
  );
}
