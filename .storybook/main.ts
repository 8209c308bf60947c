import type { StorybookConfig } from '@storybook/svelte-vite';
import { exampleIndexer, exampleStories } from './examples';

const config: StorybookConfig = {
  stories: ['../stories/*.stories.svelte', '../schema/examples/*.json'],
  addons: ['@storybook/addon-svelte-csf', '@storybook/addon-docs', '@storybook/addon-a11y'],
  framework: { name: '@storybook/svelte-vite', options: {} },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  experimental_indexers: (indexers = []) => [...indexers, exampleIndexer],
  viteFinal: (options) => ({ ...options, plugins: [...(options.plugins ?? []), exampleStories] }),
};

export default config;
