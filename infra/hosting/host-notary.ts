import { join } from 'node:path';
import type { EventStore } from '#event-store';
import {
  headFile,
  type HeadMemory,
  type Logger,
  parseWitnesses,
  type RunningNotary,
  startNotary,
} from '#notary';
import { type LogKeysPlace, openLogKeys } from '../keys/log-keys.js';

/** What whoever runs a notary has to say about it. */
export interface NotarySettings extends LogKeysPlace {
  /** `<verifier key> <url>`, separated by commas or line ends; none where empty. */
  readonly witnesses: string;
}

/** The settings under the names that the environment has for them. */
export const notarySettings = (environment: NodeJS.ProcessEnv): NotarySettings => ({
  keys: environment['LOG_KEY'] || undefined,
  keyFile: environment['LOG_KEY_FILE'] || undefined,
  origin: environment['LOG_ORIGIN'] || undefined,
  home: environment['SEMINA_HOME'] || '.semina',
  witnesses: environment['WITNESSES'] ?? '',
});

/** Where a machine remembers the head that it has signed last. */
export const machineMemory = (home: string): HeadMemory => headFile(join(home, 'log-head'));

/**
 * Runs the notary in this process, while no other process does. Rejects with LogKeysInvalid or WitnessesInvalid where the settings
 * cannot be meant.
 */
export async function hostNotary(
  settings: NotarySettings,
  surroundings: { readonly url: string; readonly store: EventStore; readonly logger: Logger },
): Promise<RunningNotary> {
  const witnesses = parseWitnesses(settings.witnesses);
  return startNotary({
    ...surroundings,
    witnesses,
    keys: await openLogKeys(settings),
    mayRename: settings.origin !== undefined,
    memory: machineMemory(settings.home),
  });
}
