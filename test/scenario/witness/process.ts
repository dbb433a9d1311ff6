import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseVerifierKey, type VerifierKey } from '#transparency-log';

const MAIN = fileURLToPath(new URL('../../../dist/apps/witness/main.js', import.meta.url));

export const newHome = (): Promise<string> => mkdtemp(join(tmpdir(), 'semina-witness-'));

/** The witness as it is built, as a process of its own that can be killed. */
export class WitnessProcess {
  private constructor(
    readonly home: string,
    readonly key: VerifierKey,
    readonly url: string,
    private readonly running: Running,
  ) {}

  /** Starts it to watch the logs of these keys, in a folder of its own unless one is given. */
  static async start(
    logs: readonly string[],
    options: { name?: string; home?: string } = {},
  ): Promise<WitnessProcess> {
    const home = options.home ?? (await newHome());
    await writeFile(join(home, 'logs'), logs.map((key) => `log ${key}\n`).join(''));
    const name = options.name === undefined ? [] : ['--name', options.name];
    const running = run(['--home', home, '--port', '0', ...name]);
    const { ended, told, stderr } = running;
    const said = await Promise.race([
      told(/is (\S+)\n[^]* at (http:\S+)\n/),
      ended.then((status) => Promise.reject(new Error(`The witness ended with ${status}: ${stderr()}`))),
    ]);
    return new WitnessProcess(home, parseVerifierKey(said[1] as string), said[2] as string, running);
  }

  async addCheckpoint(
    body: string | Uint8Array,
  ): Promise<{ status: number; body: string; type: string | null }> {
    const response = await fetch(`${this.url}/add-checkpoint`, { method: 'POST', body: body as string });
    return {
      status: response.status,
      body: await response.text(),
      type: response.headers.get('content-type'),
    };
  }

  async get(path: string, accept = '*/*'): Promise<{ status: number; body: string }> {
    const response = await fetch(`${this.url}${path}`, { headers: { accept } });
    return { status: response.status, body: await response.text() };
  }

  /** All it has told so far on standard error. */
  stderr(): string {
    return this.running.stderr();
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.running.child.kill(signal);
    return this.running.ended;
  }

  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    await rm(this.home, { recursive: true, force: true });
  }
}

/** Runs it to its end, where it is meant not to start. */
export async function refusedStart(
  args: readonly string[],
): Promise<{ status: number | null; stderr: string }> {
  const { ended, stderr } = run(args);
  return { status: await ended, stderr: stderr() };
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly told: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly stderr: () => string;
}

function run(args: readonly string[]): Running {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const told = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = pattern.exec(stdout);
        if (found) resolve(found);
      };
      child.stdout.on('data', look);
      look();
    });
  return { child, ended, told, stderr: () => stderr };
}
