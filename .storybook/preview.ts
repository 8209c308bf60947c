import type { Preview } from '@storybook/svelte-vite';
import Ajv from 'ajv';
import '$kit/theme.css';
import type { CardDocument } from '$kit/wire/document';
import { types } from '$kit/everything';
import { provideSections } from '$kit/wire/sections';
import { className } from '../scripts/names';
import schema from '../schema/card-kit.schema.json';
import OnCard from './OnCard.svelte';

const heavy = import.meta.glob('../packages/components/src/components/*/section.ts');

provideSections((type) => {
  const load =
    heavy[`../packages/components/src/components/${type.replaceAll('_', '-')}/section.ts`];
  return load?.() ?? Promise.reject(new Error(`${type} has no section.ts`));
});

const ajv = new Ajv({ allowUnionTypes: true, strict: false });
ajv.addSchema(schema, 'kit');

/** A story shows a node, so its args are held to the schema that the Python side is held to. */
function checkAgainstSchema(type: string, args: Record<string, unknown>) {
  const root = className(type);
  const validate = ajv.getSchema(`kit#/definitions/${root}Node`);
  if (validate === undefined) throw new Error(`The schema has no ${root}Node: run pnpm generate.`);
  if (!validate({ type, ...args })) {
    throw new Error(`These args are no ${type} node: ${ajv.errorsText(validate.errors)}`);
  }
}

const preview: Preview = {
  tags: ['autodocs'],
  globalTypes: {
    theme: {
      description: 'Theme of the card',
      toolbar: { icon: 'contrast', items: ['light', 'dark'], dynamicTitle: true },
    },
  },
  initialGlobals: { theme: 'light' },
  parameters: {
    a11y: { test: 'error' },
    controls: { expanded: true },
    layout: 'fullscreen',
  },
  decorators: [
    (_, { globals, parameters }) => ({
      Component: OnCard as never,
      props: { theme: globals.theme as unknown, bare: parameters.wholeCard === true },
    }),
  ],
  beforeEach: ({ title, args, parameters }) => {
    // Tokens and parts are not nodes.
    if (!title.startsWith('Components/') && parameters.wholeCard !== true) return;
    if (parameters.wholeCard === true) {
      const nodes = (args.document as CardDocument).nodes.filter(({ type }) =>
        types.includes(type),
      );
      for (const { type, ...fields } of nodes) checkAgainstSchema(type, fields);
      return;
    }
    const name = title.split('/').at(-1) ?? title;
    const slug = name.replace(/(?!^)([A-Z])/g, '_$1').toLowerCase();
    checkAgainstSchema(slug, args);
  },
};

export default preview;
