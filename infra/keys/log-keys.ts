import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type LogKeys, LogKeysInvalid, newLogKeys, parseLogKeys } from '#notary';
import { openKeyFile, readKeyFile } from './key-file.js';

/** Where the keys of the log are. The first that is given counts. */
export interface LogKeysPlace {
  /** The keys themselves, as the environment has them. */
  readonly keys?: string | undefined;
  /** A file that holds them; it must be there. */
  readonly keyFile?: string | undefined;
  /** The folder of this machine: a file there, made at the first start. */
  readonly home: string;
  /** The log's name: that of a key that is made, and a key that is there must bear it. */
  readonly origin?: string | undefined;
}

const FILE_NAME = 'log-key';

/** The file of the keys that a machine makes for itself. */
export const logKeyPath = (home: string): string => join(home, FILE_NAME);

/**
 * The keys with which the log is signed. For one machine they are made at the first start, under a name that no other log has. Rejects
 * with LogKeysInvalid where what is there is no such key, or one of another log: it is never overwritten.
 */
export async function openLogKeys(place: LogKeysPlace): Promise<LogKeys> {
  const { keys, keyFile, home, origin } = place;
  const text = keys ?? (keyFile === undefined ? await openOwn(home, origin) : await readGiven(keyFile));
  const parsed = parseLogKeys(text);
  if (origin !== undefined && parsed.origin !== origin) {
    throw new LogKeysInvalid(`The log is to be called ${origin}, and its key is that of ${parsed.origin}.`);
  }
  return parsed;
}

function openOwn(home: string, origin: string | undefined): Promise<string> {
  const name = origin ?? `localhost/semina-${randomBytes(4).toString('hex')}`;
  return openKeyFile(logKeyPath(home), () => newLogKeys(name));
}

async function readGiven(path: string): Promise<string> {
  const text = await readKeyFile(path);
  if (text === undefined) throw new LogKeysInvalid(`There is no key file ${path}.`);
  return text;
}
