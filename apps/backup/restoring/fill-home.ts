import { openKeyFile } from '#infra/keys/key-file.js';
import { machineMemory } from '#infra/hosting/host-notary.js';
import type { BackupFile } from '../file/backup-file.js';
import { BackupRefused } from '../refusal.js';
import { keptFiles } from '../surroundings.js';
import type { VouchedHead } from './verify.js';

/**
 * Puts back what belongs to the home. First the newest head that is known of: a notary that finds fewer events than that signs
 * nothing, so that from here on no death of this program can make a second history under the log's key.
 */
export async function fillHome(
  home: string,
  backup: BackupFile,
  newest: VouchedHead | undefined,
): Promise<readonly string[]> {
  if (newest !== undefined) await machineMemory(home).remember(newest.note);
  const filled: string[] = [];
  for (const [name, path] of Object.entries(keptFiles(home))) {
    const text = await backup.text(name);
    if (text === undefined) continue;
    if ((await openKeyFile(path, () => text)) !== text) {
      throw new BackupRefused('home_in_use', `${path} was made meanwhile: start no server while restoring.`);
    }
    filled.push(path);
  }
  return filled;
}
