/** Builds the asset if its sources changed, then the wheel, in dist/. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bin, mustRun, VENV_PYTHON } from './run';
import { ASSET, ROOT, sourceDigest } from './sources';

export async function buildAsset(): Promise<void> {
  const isFresh =
    existsSync(ASSET) &&
    (JSON.parse(readFileSync(ASSET, 'utf8')) as { sources: string }).sources === sourceDigest();
  if (!isFresh) await mustRun(bin('tsx'), ['scripts/build-asset.ts'], { show: true });
}

const wheels = (dir: string) => readdirSync(dir).filter((name) => name.endsWith('.whl'));

/** The path of the new wheel. */
export async function buildWheel(): Promise<string> {
  await buildAsset();
  const dist = path.join(ROOT, 'dist');
  mkdirSync(dist, { recursive: true });
  for (const name of wheels(dist)) rmSync(path.join(dist, name));
  // setuptools would put files into the wheel that only its last build had.
  rmSync(path.join(ROOT, 'packages/python-wrapper/build'), { recursive: true, force: true });
  await mustRun(VENV_PYTHON, [
    ...['-m', 'pip', 'wheel', '--quiet', '--disable-pip-version-check', '--no-deps'],
    ...['--wheel-dir', 'dist', 'packages/python-wrapper'],
  ]);
  const [name] = wheels(dist);
  if (name === undefined) throw new Error('pip wheel made no wheel in dist/.');
  return path.join(dist, name);
}

if (process.argv[1] === import.meta.filename) {
  console.log(path.relative(ROOT, await buildWheel()));
}
