import { type AppendResult, type Expected } from '../port.js';
import { type Joined, type Waiting } from './batch.js';

/** What event_store.append answers for one append. */
export type Verdict =
  | {
      readonly status: 'appended' | 'repeated';
      readonly revision: number;
      readonly firstPosition: bigint;
      readonly lastPosition: bigint;
    }
  /** `revision` is the last one of the stream, −1 where it does not exist. */
  | { readonly status: 'conflict'; readonly revision: number }
  | { readonly status: 'duplicate_id' };

/**
 * Gives every member its own answer, and returns those that have to be asked about again: where appends were
 * judged as one, a refusal or a repetition of the whole does not tell about each.
 */
export function settle(joined: Joined, verdict: Verdict): Waiting[] {
  const [first, ...others] = joined.members;
  if (first !== undefined && others.length === 0) {
    first.answer(resultOf(first, verdict));
    return [];
  }
  switch (verdict.status) {
    case 'appended':
      answerInTurn(joined, verdict.revision, verdict.firstPosition);
      return [];
    case 'conflict':
      return refuseUntilOneFits(joined, verdict.revision);
    case 'repeated':
    case 'duplicate_id':
      for (const member of joined.members) member.alone = true;
      return joined.members;
  }
}

function resultOf({ append }: Waiting, verdict: Verdict): AppendResult {
  if (verdict.status === 'duplicate_id') return { status: 'duplicate_id' };
  if (verdict.status === 'conflict') return { status: 'conflict', actual: verdict.revision };
  const { revision, firstPosition, lastPosition } = verdict;
  const lastRevision = revision + append.events.length - 1;
  const repeated = verdict.status === 'repeated';
  return { status: 'appended', firstRevision: revision, lastRevision, firstPosition, lastPosition, repeated };
}

function answerInTurn(joined: Joined, revision: number, position: bigint): void {
  let firstRevision = revision;
  let firstPosition = position;
  for (const { append, answer } of joined.members) {
    const { length } = append.events;
    const lastRevision = firstRevision + length - 1;
    const lastPosition = firstPosition + BigInt(length) - 1n;
    answer({ status: 'appended', firstRevision, lastRevision, firstPosition, lastPosition, repeated: false });
    firstRevision = lastRevision + 1;
    firstPosition = lastPosition + 1n;
  }
}

/** The first does not fit, nor do those after it, until one that expects what is really there. */
function refuseUntilOneFits(joined: Joined, actual: number): Waiting[] {
  const fitting = joined.members.findIndex(({ append }, index) => index > 0 && fits(append.expected, actual));
  const refused = fitting < 0 ? joined.members : joined.members.slice(0, fitting);
  for (const { answer } of refused) answer({ status: 'conflict', actual });
  return fitting < 0 ? [] : joined.members.slice(fitting);
}

function fits(expected: Expected, actual: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'exists') return actual >= 0;
  return expected === (actual < 0 ? 'none' : actual);
}
