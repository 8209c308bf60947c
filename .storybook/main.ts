import type { StorybookConfig } from '@storybook/svelte-vite';
import { folderOf } from '../scripts/names';
import { exampleIndexer, exampleStories } from './examples';

/** The component of which alone the stories are built, as `pnpm test NAME` does. */
const slug = process.env.STORIES_OF ?? '*';

const config: StorybookConfig = {
  stories: [`../stories/${folderOf(slug)}.stories.svelte`, `../schema/examples/${slug}.json`],
  addons: ['@storybook/addon-svelte-csf', '@storybook/addon-docs', '@storybook/addon-a11y'],
  framework: { name: '@storybook/svelte-vite', options: {} },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  experimental_indexers: (indexers = []) => [...indexers, exampleIndexer],
  viteFinal: (options) => ({ ...options, plugins: [...(options.plugins ?? []), exampleStories] }),
};

export default config;
