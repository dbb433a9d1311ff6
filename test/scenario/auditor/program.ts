import { spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from '../../checkout.js';

const MAIN = join(checkout, 'dist/apps/auditor/main.js');

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The codes of the findings that were told, in their order. */
export const codesIn = ({ stdout }: Outcome): string[] =>
  [...stdout.matchAll(/^FINDING (\w+)$/gm)].map(([, code]) => code as string);

/** A finance partner: a folder with its policy, and the auditor's program as it is built. */
export class Partner {
  private constructor(readonly directory: string) {}

  static async with(policy: string): Promise<Partner> {
    const directory = await mkdtemp(join(tmpdir(), 'semina-audit-'));
    await writeFile(join(directory, 'policy'), policy);
    return new Partner(directory);
  }

  run(args: readonly string[], env: Record<string, string> = {}): Promise<Outcome> {
    return this.start(args, env).outcome;
  }

  /** For a test that kills it. */
  start(
    args: readonly string[],
    env: Record<string, string> = {},
  ): { outcome: Promise<Outcome>; kill(): void } {
    const child = spawn(process.execPath, [MAIN, '--directory', this.directory, ...args], {
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const outcome = new Promise<Outcome>((resolve) => {
      child.once('close', (status) => resolve({ status, stdout, stderr }));
    });
    return { outcome, kill: () => void child.kill('SIGKILL') };
  }

  /** A file that somebody handed over. */
  async given(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(this.directory, name);
    await writeFile(path, content);
    return path;
  }
}

/** Where the files of a log are found by their paths. */
export interface LogFiles {
  get(path: string): Uint8Array | undefined | Promise<Uint8Array | undefined>;
}

/** Serves files as a log does, those of whichever operator is named last. */
export class LogServer {
  files: LogFiles = new Map<string, Uint8Array>();
  /** Paths that were asked for, in their order. */
  readonly asked: string[] = [];
  /** Called before each answer. */
  beforeAnswer: () => void = () => undefined;
  private readonly server: Server = createServer((request, response) => {
    void this.find(request).then(({ status, body }) => response.writeHead(status).end(body));
  });

  static async open(): Promise<LogServer> {
    const served = new LogServer();
    await new Promise<void>((resolve) => served.server.listen(0, '127.0.0.1', resolve));
    return served;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/log`;
  }

  private async find({ url, headers }: IncomingMessage): Promise<{ status: number; body: Uint8Array }> {
    const path = (url ?? '').replace('/log/', '');
    this.asked.push(path);
    this.beforeAnswer();
    const isForbidden = path.startsWith('tile/entries') && headers.authorization === undefined;
    const found = isForbidden ? undefined : await this.files.get(path);
    const status = isForbidden ? 401 : found === undefined ? 404 : 200;
    return { status, body: found ?? new Uint8Array() };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
