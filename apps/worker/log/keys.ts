import { parseLogKeys, withNewKey, withRetiredKey } from '#notary';
import { replaceKeyFile } from '#infra/keys/key-file.js';
import { keyFilePath, keyText } from './key-text.js';

/** Prints the verifier keys. The private halves are never printed. */
export async function showKeys(): Promise<void> {
  for (const key of parseLogKeys(await present()).verifierKeys) process.stdout.write(`${key}\n`);
}

export async function addKey(): Promise<void> {
  await change(withNewKey(await present()));
  process.stderr.write('Give partners the last of these keys before you retire another.\n');
}

export async function retireKey(id: string): Promise<void> {
  await change(withRetiredKey(await present(), id));
}

async function change(text: string): Promise<void> {
  await replaceKeyFile(keyFilePath(), text);
  process.stderr.write('Restart whatever runs the notary. From then on these keys sign:\n');
  await showKeys();
}

async function present(): Promise<string> {
  const text = await keyText();
  if (text === undefined)
    throw new Error(`There is no key in ${keyFilePath()} yet: the first start makes it.`);
  return text;
}
