import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const READY_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 60_000;
const RETRY_MS = 50;
/** Of what the server says, so much is kept to be told if it fails. */
const LAST_WORDS_MAX = 8_000;

/** Variables that would make the demo's server another than the demo's. */
const notInherited = [
  ...['AUTH_ISSUER', 'AUTH_AUDIENCE', 'AUTH_OPERATORS', 'PROJECTIONS', 'BODY_BYTES_MAX', 'EVENT_STORE'],
  ...['NOTARY', 'LOG_ORIGIN', 'LOG_KEY', 'LOG_KEY_FILE', 'LOG_READERS', 'WITNESSES'],
];

export interface ServerOptions {
  /** The folder `dist`. */
  readonly built: string;
  readonly home: string;
  readonly port: number;
  /** Variables on top of those of this process. */
  readonly environment?: { readonly [name: string]: string };
}

/**
 * The API as a process of its own, in no terminal's process group: Ctrl-C reaches the demo alone, which ends it in order.
 */
export class ServerProcess {
  readonly url: string;
  /** Resolves when the process has ended, however. */
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private started = false;
  private words = '';

  constructor({ built, home, port, environment }: ServerOptions) {
    this.url = `http://127.0.0.1:${port}`;
    const preload = pathToFileURL(join(built, 'apps', 'demo', 'known-server.js')).href;
    const program = join(built, 'apps', 'api', 'main.js');
    const inherited = Object.entries(process.env).filter(([name]) => !notInherited.includes(name));
    this.child = spawn(process.execPath, ['--enable-source-maps', '--import', preload, program], {
      env: {
        LOG_LEVEL: 'warn',
        ...Object.fromEntries(inherited),
        ...environment,
        ...{ HOST: '127.0.0.1', PORT: String(port), SEMINA_HOME: home },
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on(
        'data',
        (chunk: Buffer) => (this.words = (this.words + chunk.toString()).slice(-LAST_WORDS_MAX)),
      );
    }
    this.ended = new Promise((resolve) => {
      this.child.once('error', () => resolve());
      this.child.once('close', () => resolve());
    });
  }

  /** Whether it serves; false where it ended instead, or did not come up in two minutes. */
  async ready(): Promise<boolean> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    while (this.running && Date.now() < deadline) {
      this.started = await answersReady(this.url);
      if (this.started) return true;
      await pause(RETRY_MS);
    }
    return false;
  }

  /** What it said last, e.g. why it ended. */
  get lastWords(): string {
    return this.words.trim();
  }

  /**
   * Lets it finish what it does, and resolves when it has ended. One that is just starting is let start first: in the
   * middle of that, it could leave a database behind that nobody knows of.
   */
  async stop(): Promise<void> {
    if (!this.started) await this.ready();
    if (this.running) this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await this.ended;
    clearTimeout(timer);
  }

  private get running(): boolean {
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }
}

async function answersReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
