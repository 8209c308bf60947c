import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readClasses, readPublic, type ComponentEntry } from '../../scripts/generate/components';
import { argumentTypes, SHARED_NAMES } from '../../scripts/generate/python';
import { packagePage, referencePage } from '../../scripts/generate/reference';

const SOURCE = `
from __future__ import annotations
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from .base import Component
if TYPE_CHECKING:
    from typing import Literal as Choice

class Odd(Component):
    """Show odd defaults.

    Parameters
    ----------
    values : sequence
        The values: \`\`[1, 2]\`\`,
        in their order.
    separator, opening : str
        What stands between them.
    kind : {"a", "b"}, optional
        Which.

    Returns
    -------
    str

    Notes
    -----
    Two lines
    of one paragraph.

    Examples
    --------
    >>> Odd([1, 2],
    ...     kind="a")
    """

    def __init__(
        self,
        values: Sequence[Any] | dict[str, tuple[int, ...]],
        separator: str = ", ",
        opening: str = "(",  # a bracket that is never closed, and a comma
        *more: str,
        kind: Choice["a", "b"] | None = None,
        size: tuple[int, int] = (1, 2),
        **options: Any,
    ) -> None:
        pass

    @classmethod
    def from_task(cls, context: Any, *, values: str | None = None) -> Odd:
        """Read them.

        Parameters
        ----------
        context : TaskContext
            The task.
        values : str, optional
            Name of the artifact.
        """
`;

const sources = mkdtempSync(path.join(tmpdir(), 'card-kit-reference-'));
let entry: ComponentEntry;
let page: string;

beforeAll(() => {
  const components = path.join(sources, 'metaflow_extensions/card_kit/components');
  mkdirSync(components, { recursive: true });
  writeFileSync(path.join(components, '../__init__.py'), '');
  writeFileSync(path.join(components, '__init__.py'), '');
  writeFileSync(path.join(components, 'base.py'), 'class Component: ...\n');
  writeFileSync(path.join(components, 'odd.py'), SOURCE);
  const python = readClasses(sources, ['odd.Odd'])['odd.Odd'];
  if (python === undefined) throw new Error('odd.Odd was not read.');
  entry = { slug: 'odd', folder: 'odd', name: 'Odd', python, hasCard: true };
  page = referencePage(entry, {});
});
afterAll(() => rmSync(sources, { recursive: true, force: true }));

it('a signature shows every default as it is, commas and brackets in strings included', () => {
  expect(page).toContain(
    'Odd(values, separator=", ", opening="(", *more, kind=None, size=(1, 2), **options)',
  );
});

it('parameters that share a line are listed each, with their type and whether they are optional', () => {
  expect(page).toContain(
    [
      '- `values` (sequence): The values: `[1, 2]`, in their order.',
      '- `separator` (str): What stands between them.',
      '- `opening` (str): What stands between them.',
      '- `kind` ({"a", "b"}, optional): Which.',
    ].join('\n'),
  );
});

it('the other sections of a numpy docstring keep their headings', () => {
  expect(page).toContain('## Returns\n\n- `str`');
  expect(page).toContain('## Notes\n\nTwo lines of one paragraph.');
  expect(page).toContain('## Examples\n\n```python\nOdd([1, 2],\n    kind="a")\n```');
});

it('the options of a card type are the keywords of from_task', () => {
  expect(page).toContain(
    '## Card type kit_odd\n\n```python\n@card(type="kit_odd")\n```\n\nRead them.\n\nOptions:\n\n' +
      '- `values` (str, optional): Name of the artifact.\n',
  );
  expect(page).not.toContain('`context`');
});

it('the arguments of a constructor become types with the annotations as written', () => {
  const module = argumentTypes([entry]);
  expect(module).toContain('from collections.abc import Sequence\n');
  expect(module).toContain('from typing import Literal as Choice\n');
  expect(module).toContain('    values: Sequence[Any] | dict[str, tuple[int, ...]]\n');
  expect(module).toContain("    kind: Choice['a', 'b'] | None\n");
  expect(module).not.toMatch(/\b(more|options)\b/);
});

it('every public name that is no component is described, with all that its members take', () => {
  const objects = Object.values(
    readPublic(SHARED_NAMES.map(([name, module]) => `${module}.${name}`)),
  );
  expect(objects.map(({ name }) => name)).toEqual(SHARED_NAMES.map(([name]) => name));
  expect(objects.filter(({ doc }) => doc.length === 0)).toEqual([]);
  const text = packagePage(objects);
  expect(text).toContain('number(value)');
  expect(text).toContain('Component.summary(node)');
  expect(text).toContain('TaskContext.read(option, name, usual=(), *, fits=None)');
  expect(text).toContain('### Options\n\n- `title` (str, optional): Heading of the card;');
});
