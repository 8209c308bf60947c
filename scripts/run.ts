/** Runs a program to its end, or to its time limit; its whole process group ends with it. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './sources';

export interface Finished {
  ok: boolean;
  output: string;
  seconds: number;
}

export interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
  minutes?: number;
  /** Whether the output is shown while it comes, too. */
  show?: boolean;
}

export const bin = (name: string) => path.join(ROOT, 'node_modules/.bin', name);
export const VENV_PYTHON = path.join(ROOT, '.venv/bin/python');

const running = new Set<number>();

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    running.forEach(endGroup);
    process.exit(130);
  });
}

export function run(
  command: string,
  args: string[],
  { cwd = ROOT, env = {}, minutes = 10, show = false }: RunOptions = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const start = performance.now();
    let output = '';
    const add = (chunk: Buffer | string) => {
      output += chunk.toString();
      if (show) process.stdout.write(chunk);
    };
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const { pid } = child;
    if (pid !== undefined) running.add(pid);
    const limit = setTimeout(() => {
      add(`\nEnded after its time limit of ${minutes.toFixed(1)} minutes.\n`);
      if (pid !== undefined) endGroup(pid);
    }, minutes * 60_000);
    const finish = (ok: boolean) => {
      clearTimeout(limit);
      if (pid !== undefined) {
        running.delete(pid);
        endGroup(pid);
      }
      resolve({ ok, output, seconds: (performance.now() - start) / 1000 });
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.on('error', (error) => {
      add(`${error.message}\n`);
      finish(false);
    });
    // What it left behind may hold the pipes open, so its own end counts, not theirs.
    child.on('exit', (code) => setTimeout(() => finish(code === 0), 50));
  });
}

/** Runs a program that must succeed; its output is the result. */
export async function mustRun(
  command: string,
  args: string[],
  options?: RunOptions,
): Promise<string> {
  const { ok, output } = await run(command, args, options);
  if (!ok) {
    const detail = options?.show === true ? '' : `:\n${output.trimEnd()}`;
    throw new Error(`${path.basename(command)} ${args.join(' ')} failed${detail}`);
  }
  return output;
}
