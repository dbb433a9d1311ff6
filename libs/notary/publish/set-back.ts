import type { Pool } from 'pg';
import {
  type Checkpoint,
  formatNote,
  isLogError,
  openCheckpoint,
  type OpenedCheckpoint,
  type TreeHead,
} from '#transparency-log';
import type { LogKeys } from './log-keys.js';
import type { WitnessAddress } from '../witnesses/addresses.js';
import { shownCheckpoint } from '../witnesses/answer.js';
import { recordSigned } from './checkpoints.js';
import { HeadRefused } from './refusal.js';

interface Suspicion {
  readonly pool: Pool;
  readonly keys: LogKeys;
  /** What we have. */
  readonly head: TreeHead;
  /** Who says to have seen more. */
  readonly witness: WitnessAddress;
  readonly signal: AbortSignal;
}

/**
 * A witness says that it has seen more leaves than there are. Its word alone must not stop a log, but our own signature does:
 * if it shows a larger head that this log has signed, then the database was set back and has forgotten it. It is written
 * down with what was signed, so that nothing else is signed from now on. Rejects with HeadRefused then.
 */
export async function refuseIfSetBack({ pool, keys, head, witness, signal }: Suspicion): Promise<void> {
  const shown = await shownCheckpoint(witness, keys.origin, signal);
  const opened = shown.status === 200 ? signedByUs(shown.body, keys) : undefined;
  if (opened === undefined || opened.checkpoint.size <= head.size) return;
  const { size }: Checkpoint = opened.checkpoint;
  const note = formatNote({ text: opened.note.text, signatures: opened.note.verified });
  await recordSigned(pool, keys.origin, size, note);
  throw new HeadRefused(
    'tree_shrunk',
    `The witness ${witness.key.name} shows a head of ${size} leaves that this log has signed, and there are ${head.size}: the database was set back.`,
  );
}

function signedByUs(note: Uint8Array, { origin, verifiers }: LogKeys): OpenedCheckpoint | undefined {
  try {
    return openCheckpoint(note, [{ origin, verifiers }]);
  } catch (error) {
    if (isLogError(error)) return undefined;
    throw error;
  }
}
