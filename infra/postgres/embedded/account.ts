import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rmdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/** The account the server runs as where we ourselves are root, as which PostgreSQL refuses to run. */
export interface Account {
  readonly name: string;
  readonly ids: { readonly uid: number; readonly gid: number };
}

/** `postgres` where the machine has it, else `nobody`, which every machine has: no account is made on it unasked. */
export function serverAccount(): Account | undefined {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
    if (fields !== undefined && uid > 0 && gid > 0) return { name, ids: { uid, gid } };
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has no account named postgres or nobody.',
  );
}

/** A folder of root's that every account can enter, for what the server's account could not reach elsewhere. */
export async function accountsPlace(): Promise<string> {
  const place = '/var/lib/semina';
  await mkdir(place, { recursive: true });
  await chmod(place, 0o755);
  return place;
}

/**
 * Makes the folder `<home>/<name>` a place that the account can enter. Where the home lies in a folder of root
 * alone (e.g. /root), it becomes a symbolic link to one in /var/lib/semina.
 */
export async function makePlace(home: string, name: string, account: Account | undefined): Promise<void> {
  if (account === undefined || canEnter(home, account)) {
    await mkdir(join(home, name), { recursive: true });
    // Said again, because the process may have a umask that takes it away.
    await chmod(join(home, name), account === undefined ? 0o700 : 0o711);
    return;
  }
  const place = await mkdtemp(join(await accountsPlace(), 'home-'));
  await chmod(place, 0o711);
  await symlink(place, join(home, name)).catch(async (error: NodeJS.ErrnoException) => {
    await rmdir(place);
    if (error.code !== 'EEXIST') throw error;
  });
}

function canEnter(folder: string, account: Account): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...account.ids, stdio: 'ignore' }).status === 0
  );
}
