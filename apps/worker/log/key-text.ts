import { notarySettings } from '#infra/hosting/host-notary.js';
import { readKeyFile } from '#infra/keys/key-file.js';
import { logKeyPath } from '#infra/keys/log-keys.js';

/** The file that holds the log's keys. Throws where they are in the environment, which no program can change. */
export function keyFilePath(): string {
  const { keys, keyFile, home } = notarySettings(process.env);
  if (keys !== undefined) throw new Error('The keys are in LOG_KEY: change them where that is set.');
  return keyFile ?? logKeyPath(home);
}

/** The text of the log's keys, if this machine has them. */
export async function keyText(): Promise<string | undefined> {
  const { keys } = notarySettings(process.env);
  return keys ?? readKeyFile(keyFilePath());
}
