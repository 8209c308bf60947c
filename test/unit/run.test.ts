import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { mustRun, run } from '../../scripts/run';

const node = (code: string) => ['-e', code];

describe('run', () => {
  it('gives what the program wrote to both of its outputs', async () => {
    const result = await run(process.execPath, node('console.log("a"); console.error("b")'));
    expect(result).toMatchObject({ ok: true });
    expect(result.output.split('\n').sort().join('')).toBe('ab');
  });

  it('tells that the program failed', async () => {
    expect((await run(process.execPath, node('process.exit(3)'))).ok).toBe(false);
  });

  it('tells that there is no such program', async () => {
    const result = await run('no-such-program', []);
    expect(result.ok).toBe(false);
    expect(result.output).toContain('no-such-program');
  });

  it('ends the program, and what it started, at the time limit', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'run-test-'));
    const file = path.join(folder, 'heartbeat');
    const grandchild = `setInterval(() => fs.appendFileSync(${JSON.stringify(file)}, 'x'), 10)`;
    const child = `child_process.spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}]);
      setInterval(() => {}, 1000)`;
    const { ok, output } = await run(process.execPath, node(child), { minutes: 0.03 });
    expect(ok).toBe(false);
    expect(output).toContain('time limit');
    await sleep(100);
    const beats = statSync(file).size;
    await sleep(200);
    expect(statSync(file).size).toBe(beats);
    rmSync(folder, { recursive: true });
  });
});

describe('mustRun', () => {
  it('fails with what the program said', async () => {
    const failing = mustRun(process.execPath, node('console.error("why"); process.exit(1)'));
    await expect(failing).rejects.toThrow('why');
  });
});
