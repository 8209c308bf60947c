/** WebKit by its own WebDriver: the browser of Debian's `webkit2gtk-driver`, on a display of Xvfb. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';

const LIBRARIES = '/usr/lib';
/** Where there is no graphics card. */
const PLAIN = {
  WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  WEBKIT_DISABLE_DMABUF_RENDERER: '1',
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  NO_AT_BRIDGE: '1',
};

function findBrowser(): string {
  for (const machine of readdirSync(LIBRARIES))
    for (const version of ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0']) {
      const found = path.join(LIBRARIES, machine, version, 'MiniBrowser');
      if (existsSync(found)) return found;
    }
  throw new Error('There is no MiniBrowser. Install webkit2gtk-driver and xvfb, or `make setup`.');
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** Starts a display, and gives its number as the server writes it. */
async function startDisplay(): Promise<[ChildProcess, string]> {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '1', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error('Xvfb ended before it had a display.')));
    server.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  return [server, `:${number}`];
}

/** One window of WebKit. */
export class Window {
  private constructor(
    private readonly address: string,
    private readonly processes: ChildProcess[],
  ) {}

  static async open(): Promise<Window> {
    const [display, name] = await startDisplay();
    const port = await freePort();
    const driver = spawn('WebKitWebDriver', ['--host=127.0.0.1', `--port=${port}`], {
      env: { ...process.env, ...PLAIN, DISPLAY: name },
      stdio: 'ignore',
    });
    const options = { binary: findBrowser(), args: ['--automation'] };
    const asked = { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } };
    const driverAddress = `http://127.0.0.1:${port}/session`;
    for (let tries = 100; ; tries -= 1) {
      try {
        const made = (await send('POST', driverAddress, asked)) as { sessionId: string };
        return new Window(`${driverAddress}/${made.sessionId}`, [driver, display]);
      } catch (error) {
        if (tries === 0) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  async go(url: string): Promise<void> {
    await send('POST', `${this.address}/url`, { url });
  }

  async setSize(width: number, height: number): Promise<void> {
    await send('POST', `${this.address}/window/rect`, { width, height });
  }

  /** What a function of the page returns; `parameters` are its arguments. */
  evaluate<Result>(function_: (...given: never[]) => Result, ...args: unknown[]): Promise<Result> {
    const script = `return (${function_.toString()})(...arguments)`;
    return send('POST', `${this.address}/execute/sync`, { script, args }) as Promise<Result>;
  }

  async close(): Promise<void> {
    await send('DELETE', this.address).catch(() => undefined);
    for (const each of this.processes) each.kill();
  }
}

async function send(method: string, address: string, body?: unknown): Promise<unknown> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(address, { method, ...sent });
  const { value } = (await answer.json()) as { value: unknown };
  if (!answer.ok) throw new Error(JSON.stringify(value).slice(0, 500));
  return value;
}
