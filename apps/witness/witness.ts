import {
  checkGrowth,
  cosignatureVerifier,
  cosignedAnswer,
  cosigner,
  formatAddCheckpoint,
  formatHash,
  formatNote,
  isLogError,
  type LogError,
  openAddCheckpoint,
  refusedAnswer,
  sameHash,
  type SigningKey,
  signText,
  type Submission,
  type TrustedLog,
  type VerifierKey,
  verifierKeyOf,
  type WitnessAnswer,
} from '#transparency-log';
import { Findings, type WitnessFinding } from './findings.js';
import { type CosignedHead, Heads, originHash } from './heads.js';

/** Work on one thing at a time, in the order of coming, with a bounded number that wait. */
class Turns {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(private readonly waitingMax: number) {}

  get isFull(): boolean {
    return this.waiting >= this.waitingMax;
  }

  /** Runs the work when all before it has ended, however it ended. */
  take<Result>(work: () => Promise<Result>): Promise<Result> {
    this.waiting += 1;
    const result = this.last.then(work).finally(() => (this.waiting -= 1));
    this.last = result.catch(() => undefined);
    return result;
  }
}

/** So many requests about one log may wait for their turn. */
const WAITING_MAX = 64;

const busy = { status: 503, contentType: 'text/plain; charset=utf-8', body: 'busy: Come again.\n' } as const;

export interface WitnessSetting {
  readonly home: string;
  readonly key: SigningKey;
  readonly logs: readonly TrustedLog[];
  /** Tells what must not be overlooked, a line at a time. */
  readonly shout: (line: string) => void;
  /** POSIX seconds. */
  readonly now: () => number;
}

/** Checks for others that logs only grow, and co-signs what does (C2SP tlog-witness). */
export class Witness {
  readonly verifierKey: VerifierKey;
  private readonly turns: ReadonlyMap<string, Turns>;

  private constructor(
    private readonly setting: WitnessSetting,
    private readonly heads: Heads,
    private readonly found: Findings,
  ) {
    this.verifierKey = verifierKeyOf(setting.key);
    this.turns = new Map(setting.logs.map(({ origin }) => [origin, new Turns(WAITING_MAX)]));
  }

  /** Reads what the folder remembers. Throws Unusable where that cannot be relied upon. */
  static async open(setting: WitnessSetting): Promise<Witness> {
    const own = cosignatureVerifier(verifierKeyOf(setting.key));
    const heads = await Heads.open(setting.home, setting.logs, own);
    return new Witness(setting, heads, await Findings.open(setting.home, setting.shout));
  }

  get origins(): readonly string[] {
    return this.setting.logs.map(({ origin }) => origin);
  }

  get findings(): readonly WitnessFinding[] {
    return this.found.list;
  }

  headOf(origin: string): CosignedHead | undefined {
    return this.heads.of(origin);
  }

  /** The last co-signed checkpoint of the log that goes by this hash. */
  shown(hash: string): string | undefined {
    const origin = this.origins.find((known) => originHash(known) === hash);
    return origin === undefined ? undefined : this.heads.of(origin)?.note;
  }

  /**
   * Answers one request. When it answers 200, the new head is on disk already: comparing and storing happen in one turn of
   * the log, so of two requests at once the second is compared with what the first has stored. Rejects where the disk fails;
   * then nothing was co-signed.
   */
  async addCheckpoint(body: Uint8Array): Promise<WitnessAnswer | typeof busy> {
    let submission: Submission;
    try {
      submission = openAddCheckpoint(body, this.setting.logs);
    } catch (error) {
      return refusedAnswer(error);
    }
    const turns = this.turns.get(submission.checkpoint.origin);
    if (turns === undefined || turns.isFull) return busy;
    return turns.take(() => this.judge(submission));
  }

  private async judge(submission: Submission): Promise<WitnessAnswer> {
    const latest = this.heads.of(submission.checkpoint.origin);
    try {
      checkGrowth(submission, latest?.checkpoint);
    } catch (error) {
      if (!isLogError(error)) throw error;
      if (latest !== undefined) await this.report(submission, latest, error);
      return refusedAnswer(error);
    }
    return this.cosign(submission);
  }

  private async cosign({ checkpoint, note }: Submission): Promise<WitnessAnswer> {
    const { key, now } = this.setting;
    const cosignature = signText(note.text, cosigner(key, now()));
    const signed = formatNote({ text: note.text, signatures: [...note.verified, cosignature] });
    await this.heads.store({ checkpoint, note: signed });
    return cosignedAnswer([cosignature]);
  }

  /** Two trees of one size are proof of a fork, whatever size the request starts from. */
  private async report(
    { checkpoint, note, request }: Submission,
    latest: CosignedHead,
    error: LogError,
  ): Promise<void> {
    const { origin, size, root } = checkpoint;
    const isFork = size === latest.checkpoint.size && !sameHash(root, latest.checkpoint.root);
    if (!isFork && error.code === 'old_size_stale') return;
    const message = isFork
      ? `The log has signed two different histories at size ${size}: ${formatHash(latest.checkpoint.root)} was co-signed, ${formatHash(root)} was refused.`
      : `The log has not shown that its ${size} leaves begin with the ${latest.checkpoint.size} that were co-signed: ${formatHash(root)} was refused (${error.code}).`;
    await this.found.add({
      code: isFork ? 'fork' : 'growth_not_proven',
      origin,
      message,
      foundAt: new Date(this.setting.now() * 1000).toISOString(),
      cosigned: latest.note,
      // Only what was verified is kept: anybody can add signatures of nobody to a checkpoint, until it fills a disk.
      refused: formatAddCheckpoint({
        ...request,
        checkpoint: formatNote({ text: note.text, signatures: note.verified }),
      }),
    });
  }
}
