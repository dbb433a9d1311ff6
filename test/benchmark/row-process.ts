import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { migrate } from '#infra/postgres/migrations.js';
import { type Bench, type Line } from './row.js';
import { rows } from './rows.js';
import { asAdmin } from './server.js';

/** What the run asks of this process. */
export interface Order {
  readonly row: string;
  readonly length: Bench['length'];
  readonly adminUrl: string;
  readonly url: string;
  readonly postmaster: number;
  readonly folder: string;
}

export type Report = { readonly lines: readonly Line[] } | { readonly failed: string };

process.once('message', (order) => void work(order as Order));
// The run was killed: nobody will end what this process has started, which is all of its group.
process.once('disconnect', () => process.kill(-process.pid, 'SIGKILL'));

async function work(order: Order): Promise<void> {
  const report = await measureRow(order).then(
    (lines): Report => ({ lines }),
    (error: unknown): Report => ({ failed: (error as Error).stack ?? String(error) }),
  );
  process.send?.(report, () => process.exit(0));
}

async function measureRow({ row: name, length, adminUrl, url, postmaster, folder }: Order): Promise<Line[]> {
  const row = rows.find((one) => one.name === name);
  if (row === undefined) throw new Error(`There is no row ${name}.`);
  let databases = 0;
  const emptyDatabase = async (): Promise<string> => {
    const database = `bench_${name.replaceAll('-', '_')}_${++databases}`;
    await asAdmin(adminUrl, (client) => client.query(`CREATE DATABASE ${database} OWNER semina`));
    const address = new URL(url);
    address.pathname = `/${database}`;
    return address.href;
  };
  return row.measure({
    length,
    postmaster,
    folder: await mkdtemp(join(folder, `${name}-`)),
    emptyDatabase,
    database: async () => {
      const made = await emptyDatabase();
      await migrate(made);
      return made;
    },
    settle: () => asAdmin(adminUrl, async (client) => void (await client.query('CHECKPOINT'))),
    say: (words) => process.stderr.write(`  ${words}\n`),
  });
}
