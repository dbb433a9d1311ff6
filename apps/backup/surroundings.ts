import { resolve } from 'node:path';
import { readKeyFile } from '#infra/keys/key-file.js';
import { logKeyPath } from '#infra/keys/log-keys.js';
import { ownKeyPath } from '#infra/keys/own-key.js';
import { notarySettings } from '#infra/hosting/host-notary.js';

/** What the environment says that these programs need to know; the names are those of the server. */
export interface Surroundings {
  readonly home: string;
  /** An outside server, where one is named. */
  readonly databaseUrl: string | undefined;
  /** Whether EVENT_STORE keeps the events, and not the database. */
  readonly eventsElsewhere: boolean;
  /** The keys of the log, where they are kept outside the home: their text. */
  readonly keysElsewhere: string | undefined;
  /** `<verifier key> <url>`, separated by commas. */
  readonly witnesses: string;
}

export async function readSurroundings(environment: NodeJS.ProcessEnv): Promise<Surroundings> {
  const { home, keys, keyFile, witnesses } = notarySettings(environment);
  return {
    home,
    databaseUrl: environment['DATABASE_URL'] || undefined,
    eventsElsewhere: (environment['EVENT_STORE'] ?? '') !== '',
    keysElsewhere: keys ?? (keyFile === undefined ? undefined : await readKeyFile(keyFile)),
    witnesses,
  };
}

/** The files of a home that a backup holds, by their names in it. What is not there is not kept. */
export const keptFiles = (home: string): { readonly [name: string]: string } => ({
  'home/token-key.jwk': ownKeyPath(home),
  'home/log-key': logKeyPath(home),
});

export const LOG_KEY_PART = 'home/log-key';

/** npm runs a script in the folder of package.json; a path is meant from where npm was called. */
export function fromWhereCalled(path: string, script: 'backup' | 'restore'): string {
  const caller = process.env['npm_lifecycle_event'] === script ? process.env['INIT_CWD'] : undefined;
  return resolve(caller ?? '.', path);
}
