import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { endUnheard } from '#infra/process/end-unheard.js';
import { runImport } from './run-import.js';

interface Arguments {
  readonly data: string;
  readonly url: string;
  readonly home: string;
  readonly json?: true;
  readonly again?: true;
  readonly new?: true;
  readonly curl?: true;
}

const program = new Command('import')
  .description('Import a folder of the co-production format into a running server, over HTTP.')
  .requiredOption('--data <dir>', 'the folder with co-production.json, parties.csv and the rest')
  .option('--url <url>', 'where the server is', serverUrl, 'http://127.0.0.1:3000')
  .option(
    '--home <dir>',
    'the folder of the server on this machine, where its key is',
    process.env['SEMINA_HOME'] || '.semina',
  )
  .option('--json', 'print the books as one JSON document instead of tables')
  .option('--again', 'ask again for rows that an earlier run with the same folder saw refused')
  .option('--new', 'import a folder whose title, opening or ref has changed as another co-production')
  .option('--curl', 'also print lines to paste that ask the server on, with tokens')
  .addHelpText(
    'after',
    '\nRun again, it changes nothing; interrupted and run again, it completes; rows added to the files are imported.\n' +
      'Exit status: 0 all rows are booked, 1 some are not (told on stderr), 2 the folder or the server is unusable.',
  )
  .allowExcessArguments(false)
  .exitOverride(endUnheard);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => endBy(signal));

try {
  const options = program.parse().opts<Arguments>();
  process.exitCode = await runImport(
    {
      data: fromWhereCalled(options.data),
      url: options.url,
      home: fromWhereCalled(options.home),
      json: options.json ?? false,
      again: options.again ?? false,
      asNew: options.new ?? false,
      curl: options.curl ?? false,
    },
    process,
  );
} catch (error) {
  console.error(error);
  process.exitCode = 2;
}

/** Ends as the signal would have ended it, after saying what became of the import. */
function endBy(signal: NodeJS.Signals): void {
  process.stderr.write('\nInterrupted. What is booked stays; run the same import again and it completes.\n');
  process.kill(process.pid, signal);
}

/** npm runs a script in the folder of the package; a path is meant from where npm was called, if it is there. */
function fromWhereCalled(path: string): string {
  const caller = process.env['npm_lifecycle_event'] === 'import' ? process.env['INIT_CWD'] : undefined;
  const called = resolve(caller ?? '.', path);
  return existsSync(called) ? called : resolve(path);
}

function serverUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new InvalidArgumentError('It must begin with http:// or https://.');
  }
  return url.href.replace(/\/+$/, '');
}
