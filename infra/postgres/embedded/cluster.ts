import { spawn } from 'node:child_process';
import { chown, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './account.js';
import { exists, type ServerHome } from './home.js';

const DRAFT = 'draft-';

/**
 * Makes the cluster where there is none: UTF-8, strings ordered by code point on every machine alike, a password
 * for every connection. It is made beside and then renamed, so that a death in the middle leaves no half a cluster.
 * The caller holds the lock.
 */
export async function ensureCluster(home: ServerHome, durable: boolean): Promise<void> {
  for (const name of await readdir(home.place)) {
    if (name.startsWith(DRAFT)) await rm(join(home.place, name), { recursive: true, force: true });
  }
  if (await exists(home.data)) return;
  const draft = await mkdtemp(join(home.place, DRAFT));
  const passwordFile = join(draft, 'password');
  await mkdir(join(draft, 'data'), { mode: 0o700 });
  await writeFile(passwordFile, home.password, { mode: 0o600 });
  for (const path of [draft, join(draft, 'data'), passwordFile]) await handOver(path, home.account);
  await run(home.binaries.initdb, home.account, [
    `--pgdata=${join(draft, 'data')}`,
    `--pwfile=${passwordFile}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(durable ? [] : ['--no-sync']),
  ]);
  await rename(join(draft, 'data'), home.data);
  await rm(draft, { recursive: true, force: true });
}

async function handOver(path: string, account: Account | undefined): Promise<void> {
  if (account !== undefined) await chown(path, account.ids.uid, account.ids.gid);
}

/** Runs a program of PostgreSQL to its end; rejects with what it said unless it succeeds. */
export function run(program: string, account: Account | undefined, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...account?.ids, stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve();
      else reject(new Error(`${program} ended with status ${status}: ${said.trim()}`));
    });
  });
}
