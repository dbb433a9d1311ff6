import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { endUnheard } from '#infra/process/end-unheard.js';
import { runDemo } from './run-demo.js';

interface Arguments {
  readonly data?: string;
  readonly json?: true;
  readonly port?: number;
}

/** The package as it is built: this file is dist/apps/demo/main.js. */
const built = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const ordinaryData = join(built, '..', 'test', 'data', 'barbajanni-2019');

const program = new Command('demo')
  .description('Start a server of its own, import a co-production into it over HTTP, and print its books.')
  .option('--data <dir>', 'the folder to import, in place of the co-production that comes with the package')
  .option('--json', 'print the books as one JSON document, and end')
  .option('--port <number>', 'serve at this port; without it at 3000 or the next free one', portNumber)
  .addHelpText(
    'after',
    '\nThe server keeps its data in a folder of its own, which is removed at the end (Ctrl-C). With DATABASE_URL it works\n' +
      'on that database as it is.\n' +
      'Exit status: that of the import (0 all rows are booked, 1 some are not, 2 the folder or the server is unusable).',
  )
  .allowExcessArguments(false)
  .exitOverride(endUnheard);

try {
  const { data, json, port } = program.parse().opts<Arguments>();
  process.exitCode = await runDemo({
    built,
    data: data === undefined ? ordinaryData : fromWhereCalled(data),
    homes: resolve(process.env['SEMINA_HOME'] || '.semina'),
    json: json ?? false,
    port,
  });
} catch (error) {
  console.error(error);
  process.exitCode = 2;
}

/** npm runs a script in the folder of the package; a path is meant from where npm was called, if it is there. */
function fromWhereCalled(path: string): string {
  const caller = process.env['npm_lifecycle_event'] === 'demo' ? process.env['INIT_CWD'] : undefined;
  const called = resolve(caller ?? '.', path);
  return existsSync(called) ? called : resolve(path);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('It must be from 1 to 65535.');
  return port;
}
