import { readText, type TextInput } from '../encoding/text.js';
import { LogVerificationError } from '../errors.js';
import type { Checkpoint } from '../note/checkpoint.js';
import { openCheckpoint, type TrustedLog } from '../note/signed-checkpoint.js';
import { cosignatureTime, cosignatureVerifier } from '../note/cosignature.js';
import { NOTE_BYTES_MAX } from '../note/note.js';
import { noteVerifier, type NoteVerifier } from '../note/signing.js';
import { ProvenTree } from '../proof/proven-tree.js';
import { isQuorum, type TrustPolicy } from './policy.js';

/** A witness's word that was verified. */
export interface Cosigned {
  /** The witness's name in the policy. */
  readonly witness: string;
  /** When it says to have looked, POSIX seconds. */
  readonly timeSeconds: number;
}

/** A checkpoint that a policy lets one believe. */
export interface TrustedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly cosigned: readonly Cosigned[];
}

/**
 * Checks a signed checkpoint against a policy: signed by one of its logs, co-signed by its quorum. Times are reported
 * and not judged. Throws what `openCheckpoint` throws, and `quorum_not_reached` (details: `cosigned`, the names).
 */
export const openTrustedCheckpoint = (
  signed: TextInput,
  policy: TrustPolicy | CheckpointVerifier,
): TrustedCheckpoint =>
  (policy instanceof CheckpointVerifier ? policy : new CheckpointVerifier(policy)).open(signed);

/** A checkpoint that was found good, and what is known of its tree since. */
export interface KnownCheckpoint {
  readonly trusted: TrustedCheckpoint;
  readonly tree: ProvenTree;
}

/** So many checkpoints are remembered, none of them longer than so many characters: 1 MiB at most, and 20 of their trees. */
const REMEMBERED_MAX = 64;
const REMEMBERED_LENGTH_MAX = 8_192;

/**
 * Checks signed checkpoints against one policy. Many proofs have the same checkpoint, and a signature costs more than all the rest of a
 * proof, so those that were found good are remembered, word for word, with all their signatures: one in which a letter differs is another
 * one. What was refused is never remembered.
 */
export class CheckpointVerifier {
  readonly #logs: readonly TrustedLog[];
  readonly #witnesses: readonly { readonly name: string; readonly verifier: NoteVerifier }[];
  readonly #found = new Map<string, KnownCheckpoint>();

  constructor(private readonly policy: TrustPolicy) {
    this.#logs = policy.logs.map(({ key }) => ({ origin: key.name, verifiers: [noteVerifier(key)] }));
    this.#witnesses = policy.witnesses.map(({ name, key }) => ({
      name,
      verifier: cosignatureVerifier(key),
    }));
  }

  /** As `openTrustedCheckpoint`. */
  open(signed: TextInput): TrustedCheckpoint {
    const note = typeof signed === 'string' ? signed : readText(signed, NOTE_BYTES_MAX);
    const known = this.known(note);
    if (known !== undefined) return known.trusted;
    const trusted = this.#verify(note);
    if (note.length <= REMEMBERED_LENGTH_MAX) this.#remember(note, copyOf(trusted));
    return trusted;
  }

  /** A checkpoint that was found good before and is still remembered. */
  known(note: string): KnownCheckpoint | undefined {
    const found = this.#found.get(note);
    return found && { trusted: copyOf(found.trusted), tree: found.tree };
  }

  #verify(signed: string): TrustedCheckpoint {
    const { checkpoint, note } = openCheckpoint(
      signed,
      this.#logs,
      this.#witnesses.map(({ verifier }) => verifier),
    );
    const cosigned = note.verified.flatMap(({ verifier, signature }) => {
      const witness = this.#witnesses.find((known) => known.verifier === verifier);
      return witness ? [{ witness: witness.name, timeSeconds: cosignatureTime(signature) }] : [];
    });
    const names = cosigned.map(({ witness }) => witness);
    if (!isQuorum(this.policy.quorum, new Set(names))) {
      throw new LogVerificationError('quorum_not_reached', 'Too few witnesses have co-signed.', {
        size: checkpoint.size,
        cosigned: names.join(', '),
      });
    }
    return { checkpoint, cosigned };
  }

  #remember(note: string, trusted: TrustedCheckpoint): void {
    for (const oldest of this.#found.keys()) {
      if (this.#found.size < REMEMBERED_MAX) break;
      this.#found.delete(oldest);
    }
    // A part of a longer text would keep all of it in memory.
    this.#found.set(Buffer.from(note).toString(), { trusted, tree: new ProvenTree(trusted.checkpoint) });
  }
}

/** What is handed out may be written over without changing what is remembered. */
const copyOf = ({ checkpoint, cosigned }: TrustedCheckpoint): TrustedCheckpoint => ({
  checkpoint: {
    ...checkpoint,
    root: Buffer.from(checkpoint.root),
    extensions: [...checkpoint.extensions],
  },
  cosigned: cosigned.map((one) => ({ ...one })),
});
