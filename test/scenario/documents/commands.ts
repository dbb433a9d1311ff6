import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A document of the house, by its path from the root. */
export const readDocument = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8');

/** The blocks of code below a heading, in their order; all of them where none is named. */
export function blocksOf(document: string, heading?: string): string[] {
  const section =
    heading === undefined ? document : (document.split(`\n## ${heading}\n`)[1] ?? '').split('\n## ')[0]!;
  return [...section.matchAll(/^```\w*\n([^]*?)^```$/gm)].map(([, block]) => block as string);
}

/** What `npm run` does, without building what is built already. */
const NPM = `#!${process.execPath}
const { spawn } = require('node:child_process');
const { scripts } = require(${JSON.stringify(join(ROOT, 'package.json'))});
const [run, name, ...rest] = process.argv.slice(2).filter((word) => word !== '--silent');
if (run !== 'run' || !scripts[name]?.startsWith('nest build --silent >&2 && ')) throw new Error('not a program: ' + name);
const command = scripts[name].replace('nest build --silent >&2 && ', 'exec ') + ' "$@"';
const env = { ...process.env, npm_lifecycle_event: name, INIT_CWD: process.cwd() };
const child = spawn('sh', ['-c', command, 'sh', ...rest.filter((word, at) => at > 0 || word !== '--')], {
  cwd: ${JSON.stringify(ROOT)}, env, stdio: 'inherit',
});
process.once('SIGTERM', () => child.kill('SIGTERM'));
child.once('close', (status) => process.exit(status ?? 1));
`;

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A terminal in a folder, where the commands of a document are typed as they stand there. */
export class Terminal {
  private constructor(
    private readonly folder: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  static async open(folder: string, env: Readonly<Record<string, string>> = {}): Promise<Terminal> {
    const bin = join(folder, '.bin');
    await mkdir(bin, { recursive: true });
    await writeFile(join(bin, 'npm'), NPM);
    await chmod(join(bin, 'npm'), 0o755);
    return new Terminal(folder, { ...env, PATH: `${bin}:${process.env['PATH']}` });
  }

  run(command: string): Promise<Outcome> {
    return outcomeOf(this.start(command));
  }

  /** For what goes on until somebody ends it. */
  start(command: string): ChildProcess {
    return spawn('sh', ['-c', command], {
      cwd: this.folder,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
  }
}

/** Ends a command with everything that it has started. */
export function end(child: ChildProcess): Promise<unknown> {
  const ended = new Promise((resolve) => child.once('close', resolve));
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
  return ended;
}

function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, stdout, stderr })));
}

/** Resolves with what a running command has said, once it has said this. */
export function saidBy(child: ChildProcess, what: RegExp): Promise<RegExpExecArray> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = what.exec(said);
      if (found !== null) resolve(found);
    });
    child.once('close', (status) => reject(new Error(`it ended with ${status}: ${said}`)));
  });
}
