/** The notices of the packages whose code is bundled into the asset: they travel in the wheel. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { ROOT } from './sources';

export const NOTICES = path.join(ROOT, 'packages/python-wrapper/THIRD_PARTY_NOTICES');

interface Package {
  name: string;
  version: string;
  /** SPDX expression. */
  license: string;
  text: string;
}

const LICENSE_FILE = /^(licen[cs]e|copying|notice)([.-]|$)/i;

/** The folder of the package that a module is part of; nothing for our own and virtual ones. */
export const packageFolder = (module: string): string | undefined =>
  /^(?!\0)(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module)?.[1];

function readPackage(folder: string): Package {
  const { name, version, license } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  ) as { name: string; version: string; license?: string | { type: string } };
  const files = readdirSync(folder).filter((file) => LICENSE_FILE.test(file));
  if (license === undefined || files.length === 0) {
    throw new Error(`${name} ${version} is bundled, and its folder has no license: ${folder}`);
  }
  const texts = files.sort().map((file) => readFileSync(path.join(folder, file), 'utf8'));
  return {
    name,
    version,
    license: typeof license === 'string' ? license : license.type,
    text: texts
      .join('\n\n')
      .replace(/\r\n/g, '\n')
      .replace(/[ \t]+$/gm, '')
      .trim(),
  };
}

const folders = new Set<string>();

/** Notes the packages of all that a build bundles; put it into every build of the asset. */
export const noteBundledPackages: Plugin = {
  name: 'card-kit-note-bundled-packages',
  generateBundle(_, bundle) {
    for (const part of Object.values(bundle)) {
      if (part.type !== 'chunk') continue;
      for (const module of part.moduleIds) {
        const folder = packageFolder(module);
        if (folder !== undefined) folders.add(folder);
      }
    }
  },
};

export function noticesOf(places: Iterable<string>): string {
  const packages = [...places].map(readPackage);
  const key = ({ name, version }: Package) => `${name} ${version}`;
  const unique = [...new Map(packages.map((each) => [key(each), each])).values()];
  unique.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const line = '-'.repeat(80);
  return [
    'The cards that metaflow-card-kit makes hold code of the packages below, under their licenses.',
    ...unique.map((each) => `${line}\n${key(each)} (${each.license})\n\n${each.text}`),
    '',
  ].join('\n\n');
}

/** Writes the notices of what the builds of this process have bundled. */
export function writeNotices(): void {
  const text = noticesOf(folders);
  if (!existsSync(NOTICES) || readFileSync(NOTICES, 'utf8') !== text) writeFileSync(NOTICES, text);
}
