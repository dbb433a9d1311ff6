import {
  cosignatureVerifier,
  formatAddCheckpoint,
  type Hash,
  isLogError,
  type NoteSignature,
  type NoteVerifier,
  openCosignatures,
  parseSizeConflict,
} from '#transparency-log';
import type { WitnessAddress } from './addresses.js';
import { addCheckpoint, type Answer, excerpt, WitnessFailed } from './answer.js';

/**
 * Runs work that ends when `stop` aborts, or after `ms`. Listens to `stop` only as long as the work lasts: signals that are joined
 * for good would pile up on one that lives as long as the process.
 */
async function bounded<Value>(
  ms: number,
  stop: AbortSignal,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const end = new AbortController();
  const abort = (): void => end.abort(stop.reason);
  const timer = setTimeout(() => end.abort(new Error(`no answer within ${ms} ms`)), ms);
  stop.addEventListener('abort', abort);
  if (stop.aborted) abort();
  try {
    return await work(end.signal);
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', abort);
  }
}

/** A head that witnesses are asked to co-sign. */
export interface Cosigning {
  /** The checkpoint as the log has signed it, and its text alone. */
  readonly signed: string;
  readonly text: string;
  readonly size: number;
  /** The proof that the head's tree begins with that of `size` leaves. */
  proofFrom(size: number): Promise<readonly Hash[]>;
  /** Takes co-signatures in, also those that come late. They are verified. */
  cosigned(cosignatures: readonly NoteSignature[]): Promise<void>;
  /** A witness says to have co-signed a larger tree than ours. Rejects where that must not be passed over. */
  outgrown(witness: WitnessAddress, signal: AbortSignal): Promise<void>;
}

export interface WitnessLimits {
  /** So long a witness may take for its answer. */
  readonly timeoutMs: number;
  /** How long one that failed is left alone, the first time and at most. */
  readonly backoff: { readonly firstMs: number; readonly maxMs: number };
}

/** One witness, and what is known of it since this process began. */
export class Witness {
  readonly name: string;
  private readonly verifier: NoteVerifier;
  /** What it has co-signed last; unknown until it says so. */
  private cosignedSize: number | undefined;
  private asking = false;
  private failures = 0;
  private notBefore = 0;

  constructor(
    private readonly address: WitnessAddress,
    private readonly limits: WitnessLimits,
  ) {
    this.name = address.key.name;
    this.verifier = cosignatureVerifier(address.key);
  }

  /** Whether it makes sense to ask now: it has not co-signed this yet, is not being asked, and did not just fail. */
  canBeAsked(size: number): boolean {
    return !this.asking && this.cosignedSize !== size && Date.now() >= this.notBefore;
  }

  /** Has it co-sign the head. Rejects with WitnessFailed where it does not; then it is left alone for a while. */
  async cosign(cosigning: Cosigning, stop: AbortSignal): Promise<void> {
    this.asking = true;
    try {
      await bounded(this.limits.timeoutMs, stop, (signal) => this.ask(cosigning, signal));
      this.cosignedSize = cosigning.size;
      this.failures = 0;
    } catch (error) {
      const { firstMs, maxMs } = this.limits.backoff;
      this.notBefore = Date.now() + Math.min(maxMs, firstMs * 2 ** Math.min(this.failures, 20));
      this.failures += 1;
      throw error;
    } finally {
      this.asking = false;
    }
  }

  /** Whoever does not know what the witness has co-signed last asks from 0, and is told (C2SP tlog-witness). */
  private async ask(cosigning: Cosigning, signal: AbortSignal): Promise<void> {
    let answer = await this.send(cosigning, Math.min(this.cosignedSize ?? 0, cosigning.size), signal);
    if (answer.status === 409) {
      const { body } = answer;
      const size = readAnswer(() => parseSizeConflict(body));
      if (size > cosigning.size) {
        await cosigning.outgrown(this.address, signal);
        throw new WitnessFailed(`it says to have co-signed ${size} leaves, and there are ${cosigning.size}`);
      }
      answer = await this.send(cosigning, size, signal);
    }
    await cosigning.cosigned(this.cosignaturesIn(answer, cosigning));
  }

  private async send(cosigning: Cosigning, oldSize: number, signal: AbortSignal): Promise<Answer> {
    const proof = await cosigning.proofFrom(oldSize);
    const body = formatAddCheckpoint({ oldSize, proof, checkpoint: cosigning.signed });
    return addCheckpoint(this.address, body, signal);
  }

  private cosignaturesIn({ status, body }: Answer, { text }: Cosigning): readonly NoteSignature[] {
    if (status !== 200) throw new WitnessFailed(`it answers ${status}: ${excerpt(body)}`);
    const cosignatures = readAnswer(() => openCosignatures(body, text, [this.verifier]));
    if (cosignatures.length === 0) throw new WitnessFailed('its answer holds no co-signature of its key');
    return cosignatures;
  }
}

function readAnswer<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (isLogError(error)) throw new WitnessFailed(`its answer is wrong: ${error.message}`);
    throw error;
  }
}
