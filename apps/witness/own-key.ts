import { join } from 'node:path';
import { createFile, readIfThere } from '#durable-file';
import {
  formatSigningKey,
  generateSigningKey,
  isLogError,
  parseSigningKey,
  type SigningKey,
} from '#transparency-log';
import { Unusable } from './unusable.js';

const FILE_NAME = 'witness.key';

/**
 * The key with which this witness co-signs, in its folder; made at the first start under `name`, for its owner's eyes alone. It is never
 * overwritten: whoever trusts the witness knows it by this key. Throws Unusable where the file is not such a key, or bears
 * another name than the one that is asked for.
 */
export async function openWitnessKey(home: string, name: string | undefined): Promise<SigningKey> {
  const path = join(home, FILE_NAME);
  const stored = await readIfThere(path);
  if (stored !== undefined) return keyIn(stored, path, name);
  if (name === undefined)
    throw new Unusable('The first start needs --name, e.g. --name witness.example.org.');
  const key = newKey(name);
  const isOurs = await createFile(path, `${formatSigningKey(key)}\n`);
  return isOurs ? key : keyIn((await readIfThere(path)) ?? '', path, name);
}

function newKey(name: string): SigningKey {
  try {
    return generateSigningKey(name, 'cosignature');
  } catch (error) {
    if (isLogError(error)) throw new Unusable(`A name has no spaces and no plus sign, unlike "${name}".`);
    throw error;
  }
}

function keyIn(text: string, path: string, name: string | undefined): SigningKey {
  const key = parsed(text, path);
  if (key.type !== 'cosignature')
    throw new Unusable(`The key in ${path} is that of a log, not of a witness.`);
  if (name !== undefined && key.name !== name) {
    throw new Unusable(`The key in ${path} is that of ${key.name}, not of ${name}. Leave --name out.`);
  }
  return key;
}

function parsed(text: string, path: string): SigningKey {
  try {
    return parseSigningKey(text.trimEnd());
  } catch (error) {
    if (isLogError(error)) throw new Unusable(`The key in ${path} cannot be read: ${error.message}`);
    throw error;
  }
}
