/**
 * Installs what the project needs: browsers and venv by apt-get where it is there, the npm
 * packages by the pnpm that package.json names, and a virtual environment with the Python
 * package. Plain JavaScript: it runs before anything is installed. Done things cost nothing.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = path.resolve(import.meta.dirname, '..');
const VENV_PYTHON = path.join(ROOT, '.venv/bin/python');
const OLDEST_PYTHON = [3, 10];
process.chdir(ROOT);

function fail(sentence) {
  console.error(`setup: ${sentence}`);
  process.exit(1);
}

const say = (sentence) => console.log(`setup: ${sentence}`);
const succeeds = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const onPath = (...names) =>
  names.some((name) =>
    (process.env.PATH ?? '').split(path.delimiter).some((dir) => existsSync(path.join(dir, name))),
  );

/** Runs a command in silence; what it said comes with the error when it fails. */
function run(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else
        reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output.trimEnd()}`));
    });
  });
}

const hasChromium = () =>
  Boolean(process.env.CHROME_BIN) ||
  onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable') ||
  existsSync('/Applications/Google Chrome.app');
const hasFirefox = () =>
  Boolean(process.env.FIREFOX_BIN) ||
  onPath('firefox-esr', 'firefox') ||
  existsSync('/Applications/Firefox.app');

function findPython() {
  const version = `import sys; sys.exit(sys.version_info < (${OLDEST_PYTHON.join(', ')}))`;
  const names = [process.env.PYTHON, 'python3', 'python3.13', 'python3.12', 'python3.11'];
  return names.filter(Boolean).find((name) => succeeds(name, '-c', version));
}

async function apt(...args) {
  const root = process.getuid?.() === 0;
  const prefix = root ? [] : ['sudo', ...(process.stdin.isTTY ? [] : ['-n'])];
  const [command, ...rest] = [
    ...prefix,
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-qq',
    '-o',
    'DPkg::Lock::Timeout=600',
    ...args,
  ];
  // The lock of the package lists has no timeout of its own.
  for (let tries = 60; ; tries -= 1) {
    try {
      return await run(command, rest);
    } catch (error) {
      if (tries === 0 || !/Could not get lock|Unable to lock/.test(error.message)) throw error;
      await sleep(5000);
    }
  }
}

async function systemPackages() {
  const missing = [];
  const python = findPython();
  if (python === undefined) missing.push('python3', 'python3-venv');
  else if (!succeeds(python, '-c', 'import ensurepip, venv')) missing.push('python3-venv');
  if (!hasChromium()) missing.push('chromium');
  if (!hasFirefox()) missing.push('firefox-esr');
  // Of WebKit there is a build for Linux only, which wants a display.
  if (process.platform === 'linux') {
    if (!onPath('WebKitWebDriver')) missing.push('webkit2gtk-driver');
    if (!onPath('Xvfb')) missing.push('xvfb');
  }
  if (missing.length === 0) return;
  if (!onPath('apt-get')) {
    say(`there is no apt-get here. Please install what these Debian packages hold: ${missing}.`);
    return;
  }
  say(`apt-get installs ${missing.join(', ')}.`);
  try {
    await apt('update');
    await apt('install', '-y', '--no-install-recommends', ...missing);
  } catch (error) {
    say(`${error.message}\nsetup: install by hand: apt-get install ${missing.join(' ')}`);
  }
}

/** Runs `work` unless it was done with the same files; `place` is what it makes. */
async function once(name, place, files, extra, work) {
  const stamp = path.join(place, '.setup');
  const digest = createHash('sha256').update(extra);
  for (const file of files) digest.update(file).update(readFileSync(file));
  const fresh = digest.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fresh) return;
  const start = Date.now();
  say(`${name} ...`);
  await work();
  writeFileSync(stamp, fresh);
  say(`${name}: done in ${Math.round((Date.now() - start) / 1000)} s.`);
}

const npmPackages = () =>
  once(
    'npm packages',
    'node_modules',
    ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'packages/components/package.json'],
    process.version,
    async () => {
      const { packageManager } = JSON.parse(readFileSync('package.json', 'utf8'));
      await run('npx', ['-y', packageManager, 'install', '--frozen-lockfile'], { CI: '1' });
    },
  );

async function pythonPackages() {
  const python = findPython();
  if (python === undefined) fail(`there is no Python ${OLDEST_PYTHON.join('.')} or newer.`);
  const version = spawnSync(python, ['-c', 'import sys; print(sys.version, sys.prefix)']).stdout;
  const kit = 'packages/python-wrapper';
  await once(
    'Python packages',
    '.venv',
    [`${kit}/pyproject.toml`],
    `${version} ${ROOT}`,
    async () => {
      if (!succeeds(VENV_PYTHON, '-m', 'pip', '--version')) {
        rmSync('.venv', { recursive: true, force: true });
        await run(python, ['-m', 'venv', '.venv']);
      }
      const quiet = ['--quiet', '--disable-pip-version-check'];
      const pip = (...args) => run(VENV_PYTHON, ['-m', 'pip', 'install', ...quiet, ...args]);
      const packages = ['--editable', `${kit}[test]`];
      try {
        await pip('uv');
        const uv = ['-m', 'uv', 'pip', 'install', '--quiet', '--python', VENV_PYTHON];
        await run(VENV_PYTHON, [...uv, ...packages]);
      } catch {
        // Where uv does not reach what pip is set up for.
        await pip(...packages);
      }
    },
  );
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node is ${process.version}; it must be 20.19 or newer.`);
}
await systemPackages();
const results = await Promise.allSettled([npmPackages(), pythonPackages()]);
for (const { reason } of results)
  if (reason !== undefined) console.error(`setup: ${reason.message}`);
if (results.some(({ status }) => status === 'rejected')) process.exit(1);
