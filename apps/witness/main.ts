import { mkdir, readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { bePresentAlone, isCode, NotAlone } from '#durable-file';
import { formatVerifierKey, verifierKeyOf, type TrustedLog } from '#transparency-log';
import { parseLogs } from './logs-file.js';
import { openWitnessKey } from './own-key.js';
import { witnessServer } from './server.js';
import { Unusable } from './unusable.js';
import { Witness } from './witness.js';

interface Arguments {
  readonly home: string;
  readonly name?: string;
  readonly logs?: string;
  readonly host: string;
  readonly port: number;
}

const program = new Command('witness')
  .description('Watch that logs only grow, and co-sign what does (C2SP tlog-witness).')
  .option('--home <dir>', 'the folder with its key and what it has co-signed; keep it', '.semina-witness')
  .option('--name <name>', 'the name of its key, at the first start, e.g. witness.example.org')
  .option('--logs <file>', 'the logs to watch, a line each: log <verifier key>; <home>/logs unless told')
  .option('--host <address>', 'where to listen', '127.0.0.1')
  .option('--port <number>', 'where to listen; 0 takes a free one', portNumber, 4080)
  .addHelpText('after', '\nExit status: 0 stopped by a signal, 2 the folder or the list of logs is unusable.')
  .allowExcessArguments(false)
  .exitOverride();

try {
  await run(program.parse().opts<Arguments>());
} catch (error) {
  if (error instanceof Unusable) process.stderr.write(`${error.message}\n`);
  else if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
}

async function run(options: Arguments): Promise<void> {
  const shout = (line: string): void => void process.stderr.write(`${line}\n`);
  const home = fromWhereCalled(options.home);
  await mkdir(home, { recursive: true, mode: 0o700 });
  const leave = await presentAlone(home);
  const key = await openWitnessKey(home, options.name);
  process.stdout.write(`This witness is ${formatVerifierKey(verifierKeyOf(key))}\n`);
  const logs = await readLogs(
    options.logs === undefined ? join(home, 'logs') : fromWhereCalled(options.logs),
  );
  const now = (): number => Math.floor(Date.now() / 1000);
  const witness = await Witness.open({ home, key, logs, shout, now });
  for (const { code, message } of witness.findings) shout(`*** REFUSED BEFORE *** ${code}: ${message}`);

  const server = witnessServer(witness, shout);
  await new Promise<void>((listening, failed) => {
    server.once('error', (error) => failed(new Unusable(`Cannot listen: ${error.message}`)));
    server.listen(options.port, options.host, listening);
  });
  const { address, port } = server.address() as AddressInfo;
  const at = address.includes(':') ? `[${address}]` : address;
  process.stdout.write(`It watches ${witness.origins.join(', ')} at http://${at}:${port}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close(() => void leave());
      server.closeIdleConnections();
    });
  }
}

/** Two witnesses of one folder, that each compare with what they remember, could co-sign a fork between them. */
async function presentAlone(home: string): Promise<() => Promise<void>> {
  try {
    return await bePresentAlone(home);
  } catch (error) {
    if (!(error instanceof NotAlone)) throw error;
    throw new Unusable(`Another witness is running in ${home}.`);
  }
}

async function readLogs(path: string): Promise<TrustedLog[]> {
  try {
    return parseLogs(await readFile(path, 'utf8'));
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
    throw new Unusable(`There is no list of logs yet. Write one to ${path}, a line each: log <verifier key>`);
  }
}

/** npm runs a script in the folder of the package; a path is meant from where npm was called. */
function fromWhereCalled(path: string): string {
  const caller = process.env['npm_lifecycle_event'] === 'witness' ? process.env['INIT_CWD'] : undefined;
  return resolve(caller ?? '.', path);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('It is a number from 0 to 65535.');
}
