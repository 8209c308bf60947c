import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '..');

export const ASSET = path.join(
  ROOT,
  'packages/python-wrapper/src/metaflow_extensions/card_kit/assets/card-kit.json',
);

/** A digest of the names and contents of these files, and of all files in these folders. */
export function digestOf(places: readonly string[]): string {
  const names = places.flatMap((place) => {
    const absolute = path.join(ROOT, place);
    if (!statSync(absolute).isDirectory()) return [place];
    return readdirSync(absolute, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));
  });
  const digest = createHash('sha256');
  for (const name of names.map((file) => file.split(path.sep).join('/')).sort()) {
    digest.update(name).update('\0');
    digest.update(readFileSync(path.join(ROOT, name))).update('\0');
  }
  return digest.digest('hex');
}

/**
 * A digest of everything that the asset is built from. `setup.py` computes the same one and
 * refuses to build a wheel around an asset of other sources.
 */
export const sourceDigest = () =>
  digestOf([
    ...['packages/components/src', 'packages/components/vite', 'pnpm-lock.yaml'],
    ...['build-asset', 'chunks', 'slim-vega', 'stylesheet', 'svelte-cuts', 'theme'].map(
      (name) => `scripts/${name}.ts`,
    ),
  ]);
