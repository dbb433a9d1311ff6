import cliProgress from 'cli-progress';
import pg from 'pg';
import { Command } from 'commander';
import { type Projection, readStatus } from '#projection-engine';
import { allProjections, rebuildReadModels } from '#read-models/kept.js';
import { endUnheard } from '#infra/process/end-unheard.js';
import { growSlowly } from '#infra/process/grow-slowly.js';
import { open, type Opened } from './opened.js';
import { statusTable } from './status-table.js';

/** `npm run projections -- status` and `npm run projections -- rebuild [name…]`. */
const program = new Command('projections')
  .description('How the read models are, and working them out anew.')
  .exitOverride(endUnheard);

program
  .command('status')
  .description('how far each projection is, as a table')
  .action(() => withOpened(status));

program
  .command('rebuild')
  .description('work projections out anew from the first event on, while the old versions are read')
  .argument('[name...]', `some of ${allProjections.map(({ name }) => name).join(', ')}; all unless told`)
  .action((names: string[]) => withOpened((opened) => rebuild(opened, projectionsNamed(names))));

growSlowly();
await program.parseAsync();

async function withOpened(work: (opened: Opened) => Promise<void>): Promise<void> {
  const opened = await open(process.env);
  try {
    await work(opened);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    await opened.close();
  }
}

function projectionsNamed(names: readonly string[]): readonly Projection[] {
  const unknown = names.filter((name) => !allProjections.some((projection) => projection.name === name));
  if (unknown.length > 0) throw new Error(`there is no projection ${unknown.join(', ')}`);
  return names.length === 0 ? allProjections : allProjections.filter(({ name }) => names.includes(name));
}

async function status({ url, store }: Opened): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    process.stdout.write(`${statusTable(await readStatus(client, allProjections, store))}\n`);
  } finally {
    await client.end();
  }
}

/** The bar is on stderr, also where that is a file: then it is a line now and then. */
async function rebuild({ url, store }: Opened, projections: readonly Projection[]): Promise<void> {
  const bar = new cliProgress.SingleBar(
    {
      format: `rebuilding {bar} {percentage}% | {value} of {total} ${store.gapless ? 'events' : 'positions'} | {eta_formatted}`,
      noTTYOutput: true,
    },
    cliProgress.Presets.shades_classic,
  );
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort(new Error('interrupted; run it again to begin anew')));
  bar.start(Number(await store.head()), 0);
  try {
    await rebuildReadModels({
      url,
      store,
      projections,
      signal: interrupted.signal,
      onProgress({ position, head }) {
        bar.setTotal(Number(head));
        bar.update(Number(position));
      },
    });
  } finally {
    bar.stop();
  }
  process.stderr.write(`rebuilt: ${projections.map(({ name }) => name).join(', ')}\n`);
}
