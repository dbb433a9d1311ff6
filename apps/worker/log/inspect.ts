import cliProgress from 'cli-progress';
import pg from 'pg';
import { fsck, readLogStatus } from '#notary';
import { signedBy } from '#infra/hosting/signed-by.js';
import { open, type Opened } from '../opened.js';
import { keyText } from './key-text.js';

/** Works the log out anew and says what is wrong. The bar is on stderr, also where that is a file. */
export async function inspect(): Promise<void> {
  const opened = await open(process.env);
  const pool = new pg.Pool({ connectionString: opened.url, max: 4 });
  try {
    await inspectWith(opened, pool);
  } finally {
    await pool.end();
    await opened.close();
  }
}

async function inspectWith({ store }: Opened, pool: pg.Pool): Promise<void> {
  const bar = new cliProgress.SingleBar(
    {
      format: 'checking {bar} {percentage}% | {value} of {total} leaves | {eta_formatted}',
      noTTYOutput: true,
    },
    cliProgress.Presets.shades_classic,
  );
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort(new Error('interrupted')));
  const log = await signedBy(await keyText(), pool);
  if (log === undefined) throw new Error('No notary has run here yet: there is no log.');
  bar.start((await readLogStatus(pool)).size, 0);
  const onProgress = (done: number, size: number): void => {
    bar.setTotal(size);
    bar.update(done);
  };
  const inspection = await fsck({
    queries: pool,
    store,
    log,
    signal: interrupted.signal,
    onProgress,
  }).finally(() => bar.stop());
  const { leaves, heads, waiting, findings } = inspection;
  process.stdout.write(
    `${leaves} leaves and ${heads} signed heads of ${log.origin} were checked; ${waiting} events wait.\n`,
  );
  for (const { code, message } of findings) process.stdout.write(`${code}: ${message}\n`);
  process.stdout.write(findings.length === 0 ? 'All is as it was signed.\n' : 'SOMETHING WAS CHANGED.\n');
  if (findings.length > 0) process.exitCode = 1;
}
