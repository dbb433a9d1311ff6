import { readFile } from 'node:fs/promises';
import { fetchNote, parseWitnesses, shownCheckpoint, WitnessFailed } from '#notary';
import { machineMemory } from '#infra/hosting/host-notary.js';
import { BackupRefused } from '../refusal.js';
import type { Surroundings } from '../surroundings.js';

/** A head of the log that somebody has, and that nobody has looked at yet. */
export interface KnownHead {
  /** Who has it, for a sentence. */
  readonly from: string;
  readonly note: string;
  /** Whether it must be of this log: it was named by whoever restores. */
  readonly named: boolean;
}

const ANSWER_TIMEOUT_MS = 10_000;

/** `say` is told of witnesses that give no answer: their word is missed, and nothing else. */
export interface Asking {
  /** Files or addresses. */
  readonly checkpoints: readonly string[];
  readonly origin: string | undefined;
  readonly surroundings: Surroundings;
  readonly say: (line: string) => void;
}

/**
 * Whatever may tell of a newer head than the backup: what was named, what the witnesses of the environment show, and what this
 * machine remembers. Throws `checkpoint_unusable` where something that was named cannot be had.
 */
export async function gatherHeads({ checkpoints, origin, surroundings, say }: Asking): Promise<KnownHead[]> {
  const named = await Promise.all(
    checkpoints.map(async (place) => ({ from: place, note: await readNamed(place), named: true })),
  );
  const remembered = await machineMemory(surroundings.home).recall();
  const own = remembered === undefined ? [] : [{ from: 'this machine', note: remembered, named: false }];
  const shown = origin === undefined ? [] : await askWitnesses(origin, surroundings.witnesses, say);
  return [...named, ...own, ...shown];
}

/** A page as it was served, or the `state.json` of a partner who follows the log: the page is in it. */
function pageIn(text: string): string {
  if (!text.startsWith('{')) return text;
  const { verified } = JSON.parse(text) as { readonly verified?: { readonly checkpoint?: unknown } };
  return String(verified?.checkpoint);
}

async function readNamed(place: string): Promise<string> {
  try {
    if (!/^https?:\/\//.test(place)) return pageIn(await readFile(place, 'utf8'));
    const { status, body } = await fetchNote(place, AbortSignal.timeout(ANSWER_TIMEOUT_MS));
    if (status !== 200) throw new Error(`it answers ${status}`);
    return Buffer.from(body).toString('utf8');
  } catch (error) {
    throw new BackupRefused('checkpoint_unusable', `${place} cannot be read: ${(error as Error).message}.`);
  }
}

async function askWitnesses(
  origin: string,
  witnesses: string,
  say: (line: string) => void,
): Promise<KnownHead[]> {
  const answers = parseWitnesses(witnesses).map(async (witness): Promise<KnownHead[]> => {
    try {
      const { status, body } = await shownCheckpoint(witness, origin, AbortSignal.timeout(ANSWER_TIMEOUT_MS));
      if (status === 404) return [];
      if (status !== 200) throw new WitnessFailed(`it answers ${status}`);
      return [{ from: witness.key.name, note: Buffer.from(body).toString('utf8'), named: false }];
    } catch (error) {
      say(
        `The witness ${witness.key.name} could not be asked what it has co-signed: ${(error as Error).message}.`,
      );
      return [];
    }
  });
  return (await Promise.all(answers)).flat();
}
