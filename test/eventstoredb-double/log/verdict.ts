import { DELETED } from './record.js';

/** What a writer expects of the stream. */
export type Expected = bigint | 'any' | 'no_stream' | 'stream_exists';

/** What of a stream decides about a write. */
export interface Standing {
  /** Of its last event, -1 where it has none; a tombstone's is the highest there is. */
  readonly revision: bigint;
  readonly softlyDeleted: boolean;
  readonly hasMetadata: boolean;
  /** The id of the event at a revision. */
  idAt(revision: bigint): string | undefined;
  /** Where an id was last seen in this stream, as far as the server remembers. */
  revisionOf(id: string): bigint | undefined;
}

export type Verdict =
  | { readonly decision: 'write' }
  | { readonly decision: 'repeated'; readonly first: bigint; readonly last: bigint }
  | { readonly decision: 'wrong-expected-version' }
  | { readonly decision: 'deleted' };

const WRITE: Verdict = { decision: 'write' };
const WRONG: Verdict = { decision: 'wrong-expected-version' };
const GONE: Verdict = { decision: 'deleted' };

/**
 * Decides about a write as the server does: whether it was done before comes ahead of whether the revision fits.
 * Part of it done before, and part not, is a wrong expected version.
 * Source: CheckCommit in EventStore.Core/Services/Storage/ReaderIndex/IndexWriter.cs.
 */
export function judge(standing: Standing, expected: Expected, ids: readonly string[]): Verdict {
  if (standing.revision === DELETED) return GONE;
  if (expected === 'stream_exists') {
    if (standing.softlyDeleted) return GONE;
    if (standing.revision < 0n && !standing.hasMetadata) return WRONG;
  }
  if (expected === 'any' || expected === 'stream_exists') return judgeByMemory(standing, ids);
  const expectedRevision = expected === 'no_stream' ? -1n : expected;
  if (expectedRevision > standing.revision) return WRONG;
  if (expectedRevision === standing.revision) return WRITE;
  return judgeByPlace(standing, expectedRevision, ids);
}

/** Without an expected revision, only what the server happens to remember of ids tells a repetition. */
function judgeByMemory(standing: Standing, ids: readonly string[]): Verdict {
  const revisions = ids.map((id) => standing.revisionOf(id));
  const [first] = revisions;
  if (first === undefined) return WRITE;
  const last = revisions.at(-1);
  if (last === undefined || revisions.includes(undefined)) return WRONG;
  return { decision: 'repeated', first, last };
}

/** Below the stream's revision, the same ids at the expected places are a repetition. */
function judgeByPlace(standing: Standing, expected: bigint, ids: readonly string[]): Verdict {
  if (ids.length === 0) return WRONG;
  const stranger = ids.findIndex((id, ordinal) => standing.idAt(expected + 1n + BigInt(ordinal)) !== id);
  if (stranger === -1) {
    return { decision: 'repeated', first: expected + 1n, last: expected + BigInt(ids.length) };
  }
  const anew = stranger === 0 && expected === -1n && standing.softlyDeleted;
  return anew ? WRITE : WRONG;
}
