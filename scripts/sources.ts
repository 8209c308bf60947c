import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '..');

export const ASSET = path.join(
  ROOT,
  'packages/python-wrapper/src/metaflow_extensions/card_kit/assets/card-kit.json',
);

/**
 * A digest of everything that the asset is built from. `setup.py` computes the same one and
 * refuses to build a wheel around an asset of other sources.
 */
export function sourceDigest(): string {
  const src = path.join(ROOT, 'packages/components/src');
  const files = readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  files.push(path.join(ROOT, 'pnpm-lock.yaml'), path.join(ROOT, 'scripts/build-asset.ts'));
  const names = files.map((file) => path.relative(ROOT, file).split(path.sep).join('/')).sort();
  const digest = createHash('sha256');
  for (const name of names) {
    digest.update(name).update('\0');
    digest.update(readFileSync(path.join(ROOT, name))).update('\0');
  }
  return digest.digest('hex');
}
