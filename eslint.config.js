import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const SRC = 'packages/components/src';
const BROWSER = ['wire', 'lib', 'parts', 'component', 'contents'];
const EVERY_PACKAGE = ['*', '@*/**', '*/**'];
/** Who may import whom, as docs/architecture.md tells it: a room's rooms, and its packages. */
const ROOMS = {
  wire: { pattern: `${SRC}/wire`, rooms: [], packages: [] },
  lib: { pattern: `${SRC}/lib`, rooms: ['wire'], packages: ['d3-*'] },
  parts: {
    pattern: `${SRC}/parts`,
    rooms: ['wire', 'lib'],
    packages: ['svelte', 'svelte/*', 'd3-*'],
  },
  component: {
    pattern: `${SRC}/components/*`,
    rooms: ['wire', 'lib', 'parts'],
    packages: ['svelte', 'svelte/*', 'd3-*', 'marked', 'vega', 'vega-*', 'vega-*/**'],
  },
  contents: {
    pattern: `${SRC}/contents`,
    rooms: ['wire', 'lib', 'parts'],
    packages: ['svelte', 'svelte/*'],
  },
  card: { pattern: SRC, rooms: BROWSER, packages: ['svelte', 'svelte/*'] },
  stories: { pattern: 'stories', rooms: [...BROWSER, 'card', 'test'], packages: EVERY_PACKAGE },
  scripts: { pattern: 'scripts', rooms: ['wire', 'lib'], packages: EVERY_PACKAGE },
  test: {
    pattern: 'test',
    rooms: [...BROWSER, 'card', 'scripts', 'stories'],
    packages: EVERY_PACKAGE,
  },
};
const policies = Object.entries(ROOMS).flatMap(([type, { rooms, packages }]) => [
  { from: { element: { type } }, allow: { to: { element: { types: { anyOf: rooms } } } } },
  {
    from: { element: { type } },
    allow: { to: { module: { origin: ['external', 'core'], source: packages } } },
  },
]);

const UNTYPED = Object.fromEntries(
  ['argument', 'assignment', 'call', 'member-access', 'return'].map((use) => [
    `@typescript-eslint/no-unsafe-${use}`,
    'off',
  ]),
);

export default ts.config(
  {
    ignores: [
      'dist/',
      '.venv/',
      '.demo/',
      '.cache/',
      'packages/python-wrapper/',
      'examples/acme-gauge/',
      '**/node_modules/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      'no-undef': 'off',
      // A field is left out by taking the rest.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': ['error', { allow: ['warn'] }],
      // A number in a text is as it should be, and so is an arrow that only calls.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/restrict-plus-operands': ['error', { allowNumberAndString: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Code points are what names are measured and cut by.
      '@typescript-eslint/no-misused-spread': 'off',
    },
  },
  {
    // svelte-check reads them with their types, in a fifth of the time.
    files: ['**/*.svelte', '**/*.svelte.{js,ts}'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig, projectService: false } },
  },
  // The data of a specification have no type.
  { files: [`${SRC}/components/vega-chart/*.ts`], rules: UNTYPED },
  { files: ['**/*.{js,mjs}', '**/*.d.ts'], extends: [ts.configs.disableTypeChecked] },
  {
    files: ['**/*.{ts,svelte}'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { typescript: { project: 'tsconfig.json' } },
      'boundaries/elements': Object.entries(ROOMS).map(([type, { pattern }]) => ({
        type,
        pattern,
      })),
      'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export'],
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        { default: 'disallow', checkAllOrigins: true, policies },
      ],
    },
  },
  { files: ['scripts/**', 'test/**'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**'],
    // What a hook should have set is missing when the hook failed.
    rules: { '@typescript-eslint/no-unnecessary-condition': 'off' },
  },
);
