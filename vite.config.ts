import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { $kit: path.join(import.meta.dirname, 'packages/components/src') } },
  plugins: [svelte({ compilerOptions: { css: 'injected' } })],
  test: {
    // Files run side by side, as do the lanes of the other languages.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        // Svelte's client build, not its server one, is what a test mounts.
        resolve: { conditions: ['browser'] },
        // A test may wait for a processor that builds an asset or draws a browser.
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          setupFiles: ['test/unit/setup.ts'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/{asset,browser,contract}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
