import { existsSync } from 'node:fs';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeHome, removeHome, removeIfEmpty, sweepHomes } from './homes.js';
import { awaitInterruption, type Interruption } from './interruption.js';
import { freePort, ordinaryPort } from './ports.js';
import { ServerProcess } from './server-process.js';

export interface DemoOptions {
  /** The folder `dist`. */
  readonly built: string;
  /** The folder to import. */
  readonly data: string;
  /** The folder in which the demo makes its home. */
  readonly homes: string;
  /** End after the import, with one JSON document on stdout. */
  readonly json: boolean;
  readonly port: number | undefined;
}

/** The file without which a folder cannot be imported, so that no server is started for it. */
const TERMS = 'co-production.json';

const UNUSABLE = 2;
/** 128 and the number of SIGINT, as shells tell it. */
const INTERRUPTED = 130;

/**
 * Runs the demo to its end and resolves to its exit status: that of the import, or 130 where it was interrupted before
 * the import was done. Whatever happens, no process and no folder of it is left.
 */
export async function runDemo(options: DemoOptions): Promise<number> {
  const interruption = awaitInterruption();
  void interruption.wish.then(() => say('Ending …'));
  const port = await portFor(options);
  if (port === undefined) {
    say(`Port ${options.port ?? 'from 3000 on'} is taken by another program.`);
    return UNUSABLE;
  }
  await sweepHomes(options.homes);
  if (!existsSync(join(options.data, TERMS))) {
    say(`There is no ${TERMS} in ${options.data}.`);
    await removeIfEmpty(options.homes);
    return UNUSABLE;
  }
  const home = await makeHome(options.homes);
  try {
    return await serve(options, home, port, interruption);
  } finally {
    await removeHome(home);
    await removeIfEmpty(options.homes);
  }
}

async function serve(
  options: DemoOptions,
  home: string,
  port: number,
  interruption: Interruption,
): Promise<number> {
  if (interruption.come) return INTERRUPTED;
  const server = new ServerProcess({ built: options.built, home, port });
  try {
    say(
      process.env['DATABASE_URL']
        ? 'Starting the server …'
        : `Starting the server with a database of its own in ${home} …`,
    );
    await Promise.race([server.ready(), interruption.wish]);
    if (interruption.come) return INTERRUPTED;
    if (!(await server.ready())) {
      say(`The server did not start.\n${server.lastWords}`);
      return UNUSABLE;
    }
    const status = await importData(options, home, server, interruption);
    if (interruption.come) return INTERRUPTED;
    return options.json || status === UNUSABLE ? status : await leaveUp(server, interruption, status);
  } finally {
    await server.stop();
  }
}

function portFor({ port, json }: DemoOptions): Promise<number | undefined> {
  if (port !== undefined) return freePort(port);
  return json ? freePort(0) : ordinaryPort();
}

/** The exit status of the import, which is a program of its own. */
async function importData(
  { built, data, json }: DemoOptions,
  home: string,
  { url }: ServerProcess,
  interruption: Interruption,
): Promise<number> {
  const program = join(built, 'apps', 'importer', 'main.js');
  const preload = pathToFileURL(join(built, 'apps', 'demo', 'end-with-parent.js')).href;
  const args = ['--data', data, '--url', url, '--home', home, json ? '--json' : '--curl'];
  const child = spawn(process.execPath, ['--enable-source-maps', '--import', preload, program, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = endOf(child);
  await Promise.race([ended, interruption.wish]);
  if (interruption.come) child.kill('SIGTERM');
  return ended;
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(UNUSABLE));
    child.once('close', (status) => resolve(status ?? UNUSABLE));
  });
}

async function leaveUp(server: ServerProcess, interruption: Interruption, status: number): Promise<number> {
  process.stdout.write(
    `\nThe server is up at ${server.url}; ${server.url}/docs describes what can be asked of it.\n` +
      'Ctrl-C ends it and removes its data.\n',
  );
  await Promise.race([interruption.wish, server.ended]);
  if (!interruption.come) say(`The server has ended.\n${server.lastWords}`);
  return interruption.come ? status : UNUSABLE;
}

function say(words: string): void {
  process.stderr.write(`${words}\n`);
}
