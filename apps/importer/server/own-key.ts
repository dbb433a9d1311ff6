import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openOwnKey, type OwnKey } from '#infra/keys/own-key.js';
import type { Connection } from './connection.js';
import { ServerUnusable } from './unusable.js';

const KEY_FILE = 'token-key.jwk';

export interface ServerKey {
  readonly key: OwnKey;
  /** The folder in which it is. */
  readonly home: string;
}

/**
 * The key that the server signs its tokens with, found on this machine in `home` or in a folder of it. Throws
 * ServerUnusable where none is the one the server publishes.
 */
export async function findServerKey(connection: Connection, home: string): Promise<ServerKey> {
  const published = await publishedKeyIds(connection);
  for (const folder of await foldersWithKey(home)) {
    const key = await openOwnKey(folder).catch((error: Error) => {
      throw new ServerUnusable(error.message);
    });
    if (published.has(key.id)) return { key, home: folder };
  }
  throw new ServerUnusable(
    `No key in ${home} is the one that ${connection.url} signs its tokens with. ` +
      'Run the import on the machine of the server, and name its folder with --home (its SEMINA_HOME).',
  );
}

async function publishedKeyIds(connection: Connection): Promise<Set<string>> {
  const { status, body } = await connection.ask({
    method: 'GET',
    path: '/.well-known/jwks.json',
    headers: {},
  });
  const keys = (body as { keys?: unknown } | null | undefined)?.keys;
  if (status !== 200 || !Array.isArray(keys)) {
    throw new ServerUnusable(
      `${connection.url} publishes no keys: is it a Semina server that signs its own tokens, without AUTH_ISSUER?`,
    );
  }
  return new Set(keys.map((key: { kid?: unknown } | null) => String(key?.kid)));
}

/** `home` and the folders in it that hold a key: opening one where there is none would make one. */
async function foldersWithKey(home: string): Promise<string[]> {
  const entries = await readdir(home, { withFileTypes: true }).catch(() => []);
  const folders = [
    home,
    ...entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(home, name)),
  ];
  const present = await Promise.all(
    folders.map((folder) =>
      access(join(folder, KEY_FILE)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return folders.filter((_, index) => present[index]);
}
