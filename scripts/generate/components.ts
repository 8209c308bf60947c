/** What the generator knows of each component: its node's definition and its Python class. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { className } from '../names';
import { VENV_PYTHON } from '../run';
import { ROOT } from '../sources';

export const SVELTE_COMPONENTS = path.join(ROOT, 'packages/components/src/components');
export const PYTHON_SOURCES = path.join(ROOT, 'packages/python-wrapper/src');
export const KIT = path.join(PYTHON_SOURCES, 'metaflow_extensions/card_kit');

export interface Parameter {
  name: string;
  kind:
    | 'positional-only'
    | 'positional or keyword'
    | 'variadic positional'
    | 'keyword-only'
    | 'variadic keyword';
  /** The annotation as written. */
  type: string | null;
  /** The names in the annotation, and what each stands for. */
  imports: Record<string, string>;
  default: string | null;
}

/** An entry of a numpy section: `name : type`, and what it means. */
export interface DocItem {
  name: string;
  type: string | null;
  text: string;
}

export type DocSection =
  | { kind: 'text' | 'examples'; text: string }
  | { kind: 'admonition'; title: string; text: string }
  | { kind: 'parameters' | 'returns' | 'raises' | 'attributes' | 'options'; items: DocItem[] };

export interface PythonFunction {
  name: string;
  parameters: Parameter[];
  doc: DocSection[];
}

export interface PythonClass {
  doc: DocSection[];
  constructor: PythonFunction;
  /** Its constructors of other sources, `from_task` among them. */
  alternatives: PythonFunction[];
}

/** A public function; or a class, its constructor's parameters, and its members that have a docstring. */
export interface PublicObject extends PythonFunction {
  /** Without parameters, a property or an attribute. */
  members: (Omit<PythonFunction, 'parameters'> & { parameters?: Parameter[] })[];
}

export interface ComponentNames {
  slug: string;
  folder: string;
  /** Its class. */
  name: string;
}

export interface ComponentEntry extends ComponentNames {
  python: PythonClass;
  /** Whether a card type makes it from the task's artifacts. */
  hasCard: boolean;
}

function componentNames(): ComponentNames[] {
  return readdirSync(SVELTE_COMPONENTS)
    .sort()
    .map((folder) => {
      const slug = folder.replaceAll('-', '_');
      return { slug, folder, name: className(slug) };
    });
}

/** An example of a docstring, and the node that a page gets of it. */
export interface Example {
  code: string;
  node: Record<string, unknown>;
}

/** Runs a script of this folder, which prints JSON. */
function runPython(script: string, args: string[]): unknown {
  const output = execFileSync(VENV_PYTHON, [path.join(import.meta.dirname, script), ...args], {
    encoding: 'utf8',
    env: { ...process.env, PYTHONPATH: PYTHON_SOURCES },
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output);
}

/** The Python classes of a folder of sources, by `module.ClassName`. */
export function readClasses(sources: string, paths: string[]): Record<string, PythonClass> {
  return runPython('read_components.py', [sources, ...paths]) as Record<string, PythonClass>;
}

/** The public classes and functions of any room, by `room.module.name`. */
export const readPublic = (paths: string[]): Record<string, PublicObject> =>
  runPython('read_components.py', [PYTHON_SOURCES, '--public', ...paths]) as Record<
    string,
    PublicObject
  >;

/** What the examples in the docstrings of each component show, by its slug. */
export function renderExamples(slugs: string[]): Record<string, Example[]> {
  return runPython('render_examples.py', slugs) as Record<string, Example[]>;
}

export function readComponents(): ComponentEntry[] {
  const components = componentNames();
  for (const { slug, folder } of components) {
    const types = path.join(SVELTE_COMPONENTS, folder, 'types.ts');
    if (!existsSync(types)) throw new Error(`${folder} has no types.ts.`);
    const python = path.join(KIT, 'components', `${slug}.py`);
    if (!existsSync(python)) throw new Error(`${folder} has no Python file: ${python}`);
  }
  const classes = readClasses(
    PYTHON_SOURCES,
    components.map(({ slug, name }) => `${slug}.${name}`),
  );
  return components.map((names) => {
    const python = classes[`${names.slug}.${names.name}`];
    if (python === undefined) throw new Error(`${names.slug}.py has no class ${names.name}.`);
    const hasCard = python.alternatives.some(({ name }) => name === 'from_task');
    return { ...names, python, hasCard };
  });
}
