/**
 * Builds the gallery of all stories, or of the component STORIES_OF, into dist/storybook, unless it
 * shows these sources already.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { digestOf, ROOT } from './sources';

export const GALLERY = path.join(ROOT, 'dist/storybook');
const STAMP = path.join(GALLERY, 'sources.sha256');
const SOURCES = [
  '.storybook',
  'packages/components/src',
  'pnpm-lock.yaml',
  'schema',
  'scripts/names.ts',
  'stories',
];

export function buildStorybook(): void {
  const digest = `${process.env.STORIES_OF ?? ''} ${digestOf(SOURCES)}`.trim();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) return;
  const cli = path.join(ROOT, 'node_modules/storybook/dist/bin/dispatcher.js');
  const options = ['build', '-o', GALLERY, '--quiet', '--disable-telemetry'];
  try {
    execFileSync(process.execPath, [cli, ...options], { cwd: ROOT, stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: Buffer; stderr?: Buffer };
    throw new Error(`The stories do not build:\n${String(stdout)}\n${String(stderr)}`, {
      cause: error,
    });
  }
  writeFileSync(STAMP, digest);
}

if (process.argv[1] === import.meta.filename) buildStorybook();
