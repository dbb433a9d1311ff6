import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makePlace, serverAccount, type Account } from './account.js';
import { findBinaries, type Binaries } from './binaries.js';
import { createWhole } from './lock.js';

/** Where everything of one embedded server lies, and as whom it runs. */
export interface ServerHome {
  readonly account: Account | undefined;
  readonly binaries: Binaries;
  /** Made by initdb; the server's alone. */
  readonly data: string;
  /** Folder around `data`, for what becomes `data`. */
  readonly place: string;
  readonly password: string;
  readonly files: {
    /** Held while a server is found, made, started or stopped. */
    readonly lock: string;
    /** Folder with a file of every process that uses the server; the last of them to leave stops it. */
    readonly users: string;
    /** Port of the last start, taken again where it is free, so that addresses stay valid. */
    readonly port: string;
    readonly log: string;
  };
}

export async function openHome(path: string): Promise<ServerHome> {
  const home = resolve(path);
  const account = serverAccount();
  await mkdir(home, { recursive: true, mode: 0o700 });
  if (account !== undefined) await chmod(home, 0o711);
  await makePlace(home, 'postgres', account);
  const place = await realpath(join(home, 'postgres'));
  return {
    account,
    binaries: await findBinaries(account),
    data: join(place, 'data'),
    place,
    password: await openPassword(join(home, 'postgres.password')),
    files: {
      lock: join(home, 'postgres.lock'),
      users: join(home, 'postgres.users'),
      port: join(home, 'postgres.port'),
      log: join(home, 'postgres.log'),
    },
  };
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Readable by the owner of the home alone (mode 0600); the first of several processes writes it. */
async function openPassword(path: string): Promise<string> {
  if (!(await exists(path))) await createWhole(path, randomBytes(24).toString('hex'));
  return (await readFile(path, 'utf8')).trim();
}
