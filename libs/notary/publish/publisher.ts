import type { Pool } from 'pg';
import { makeConsistencyProof, parseNote, signCheckpoint } from '#transparency-log';
import type { LogKeys } from './log-keys.js';
import { readTreeHead } from '../reading/tree.js';
import type { Cosigning } from '../witnesses/witness.js';
import type { Witnesses } from '../witnesses/witnesses.js';
import { addCosignatures, lastSigned, markPublished, recordSigned, type SignedHead } from './checkpoints.js';
import { openSigned, signableHead, type SignableHead } from './head.js';
import type { HeadMemory } from './head-memory.js';
import { refuseIfSetBack } from './set-back.js';

export interface Publishing {
  readonly pool: Pool;
  readonly keys: LogKeys;
  readonly memory: HeadMemory;
  readonly witnesses: Witnesses;
  /** So long a head waits for co-signatures before it is published without them. */
  readonly witnessWaitMs: number;
}

/** *Publish*: lets partners see how far the tree has come. */
export class Publisher {
  /** Whether this process has held what was signed before against the tree. */
  private checked = false;

  constructor(private readonly publishing: Publishing) {}

  /**
   * Signs the head of the tree if it has grown, has it co-signed, and lets it be served. A head that was signed and not
   * published, because somebody was killed in between, is published as it was signed. Where nothing has grown, witnesses that have
   * not co-signed the last head are asked again. Rejects with HeadRefused where nothing may be signed, and with an outage.
   */
  async publish(): Promise<void> {
    const { pool, keys, memory } = this.publishing;
    const last = await lastSigned(pool, keys.origin);
    if (this.checked && last?.published && !(await this.isThereMore(last))) return;
    const remembered = ofThisLog(await memory.recall(), keys);
    const signed = [last?.note, remembered].filter((note) => note !== undefined);
    const head = await signableHead(pool, keys, signed);
    const current = last?.size === head.size ? last : await sign(this.publishing, head);
    if (current === undefined) return;
    const forgotten = remembered === undefined || openSigned(remembered, keys).size < current.size;
    if (forgotten) await memory.remember(current.note);
    await haveCosigned(this.publishing, current, head);
    if (!current.published) await markPublished(pool, current.number);
    this.checked = true;
  }

  private async isThereMore({ size }: SignedHead): Promise<boolean> {
    const { pool, witnesses } = this.publishing;
    const tree = await readTreeHead(pool);
    return tree.size !== size || (size > 0 && witnesses.canBeAsked(size));
  }
}

/** What is remembered of another log says nothing about this one. */
const ofThisLog = (note: string | undefined, { origin }: LogKeys): string | undefined =>
  note?.startsWith(`${origin}\n`) ? note : undefined;

/** Undefined where another process was first. */
async function sign(
  { pool, keys }: Publishing,
  { size, root }: SignableHead,
): Promise<SignedHead | undefined> {
  const note = signCheckpoint({ origin: keys.origin, size, root }, keys.signers);
  return recordSigned(pool, keys.origin, size, note);
}

async function haveCosigned(publishing: Publishing, signed: SignedHead, head: SignableHead): Promise<void> {
  const { pool, keys, witnesses, witnessWaitMs } = publishing;
  // An empty tree is consistent with everything, so a witness of it says nothing.
  if (head.size === 0) return;
  const cosigning: Cosigning = {
    signed: signed.note,
    text: parseNote(signed.note).text,
    size: head.size,
    proofFrom: (size) => makeConsistencyProof(size, head.size, head.nodes),
    cosigned: (cosignatures) => addCosignatures(pool, signed.number, cosignatures),
    outgrown: (witness, signal) => refuseIfSetBack({ pool, keys, head, witness, signal }),
  };
  await witnesses.gather(cosigning, witnessWaitMs);
}
