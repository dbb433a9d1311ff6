import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventData, RecordedEvent as Stored } from '@eventstore/db-client';
import { OutsideLimits } from '../limits.js';
import { type AppendResult, EventStoreUnavailable } from '../port.js';
import { type PreparedAppend } from '../prepared-append.js';
import { withinTime } from './call.js';
import { type EventPlaces, type InStream } from './event-places.js';
import { failureOf, unavailable } from './failure.js';
import { readStored, type Reading } from './reading.js';
import { appendIdOf, recordedEvent, storedEvent } from './stored-event.js';

const RETRY_MS_MIN = 50;
const RETRY_MS_MAX = 1_000;
/** What the server is told is shorter than what we wait, so that its own answer comes first. */
const ANSWER_MARGIN_MS = 500;

export interface Appending {
  readonly reading: Reading;
  readonly places: EventPlaces;
}

/** One append on its way: its events as they are sent each time, and until when it is tried. */
interface Attempt extends PreparedAppend {
  readonly id: string;
  readonly sent: EventData[];
  readonly giveUpAt: number;
}

/** Of the stream's last event, −1 where there is none. */
type Revision = number;

/**
 * Writes at an explicit revision, always: only so does the server see for certain that it has these events already. An append
 * without an answer is sent again, the same, until there is one, or until `giveUpAt` (ms since the epoch): then, whether it was written is not
 * known. What was written is read back, for its positions, and to see whether this append wrote it.
 */
export async function append(
  appending: Appending,
  prepared: PreparedAppend,
  giveUpAt: number,
): Promise<AppendResult> {
  const id = randomUUID();
  const sent = prepared.events.map((event) => storedEvent(event, id));
  const attempt = { ...prepared, id, sent, giveUpAt };
  const { expected } = attempt;
  if (expected === 'none') return appendAt(appending, attempt, -1);
  if (typeof expected === 'number') return appendAt(appending, attempt, expected);
  return appendAtEnd(appending, attempt);
}

async function appendAt(appending: Appending, attempt: Attempt, revision: Revision): Promise<AppendResult> {
  const first = await write(appending, attempt, revision);
  if (first !== undefined) return answerOf(appending, attempt, first);
  const { last, answer } = await lookFor(appending, attempt);
  return answer ?? { status: 'conflict', actual: last };
}

/**
 * Begins with what is known of the stream: where it is longer by now, the server refuses, and the stream is read on. So another process
 * may be first each time.
 */
async function appendAtEnd(appending: Appending, attempt: Attempt): Promise<AppendResult> {
  const known = appending.places.recall(attempt.stream, idsOf(attempt));
  for (let looked = known && (await judge(appending, attempt, known)); ; looked = undefined) {
    const { last, answer } = looked ?? (await lookFor(appending, attempt));
    if (answer !== undefined) return answer;
    if (attempt.expected === 'exists' && last < 0) return { status: 'conflict', actual: last };
    const first = await write(appending, attempt, last);
    if (first !== undefined) return answerOf(appending, attempt, first);
    if (Date.now() >= attempt.giveUpAt) {
      throw new EventStoreUnavailable('Others have written to the stream all the time.');
    }
  }
}

interface Looked {
  readonly last: Revision;
  /** How the append is answered where its events are in the stream already; otherwise there is no answer yet. */
  readonly answer?: AppendResult;
}

async function lookFor(appending: Appending, attempt: Attempt): Promise<Looked> {
  const find = (): Promise<InStream> => appending.places.find(attempt.stream, idsOf(attempt));
  return judge(appending, attempt, await patiently(attempt, find));
}

async function judge(appending: Appending, attempt: Attempt, { last, found }: InStream): Promise<Looked> {
  if (found === 'nowhere') return { last };
  if (found === 'scattered') return { last, answer: { status: 'duplicate_id' } };
  return { last, answer: await answerOf(appending, attempt, found.revision) };
}

/** The revision of the first event, or undefined where the stream's last revision is another. */
async function write(
  { reading: { client, timeoutMs } }: Appending,
  { stream, sent, ...attempt }: Attempt,
  revision: Revision,
): Promise<Revision | undefined> {
  const expectedRevision = revision < 0 ? 'no_stream' : BigInt(revision);
  const deadline = Math.max(1, timeoutMs - ANSWER_MARGIN_MS);
  return patiently(attempt, async () => {
    try {
      const call = client.appendToStream(stream, sent, { expectedRevision, deadline, requiresLeader: true });
      const { success, nextExpectedRevision } = await withinTime(call, timeoutMs);
      return success ? Number(nextExpectedRevision) - sent.length + 1 : undefined;
    } catch (error) {
      if (failureOf(error) === 'wrong_revision') return undefined;
      throw error;
    }
  });
}

const idsOf = ({ events }: Attempt): string[] => events.map(({ id }) => id);

async function answerOf(
  { reading, places }: Appending,
  attempt: Attempt,
  first: Revision,
): Promise<AppendResult> {
  const { stream, events, id } = attempt;
  const stored = await patiently(attempt, () => readStored(reading, stream, first, events.length));
  const isThere = stored.length === events.length && stored.every((event, at) => event.id === events[at]?.id);
  if (!isThere) {
    places.forget(stream);
    throw new EventStoreUnavailable(`${stream} does not have at ${first} what the server said it has.`);
  }
  places.learn(stream, first, idsOf(attempt));
  const positions = stored.map((event) => recordedEvent(event).position);
  return {
    status: 'appended',
    firstRevision: first,
    lastRevision: first + stored.length - 1,
    firstPosition: positions[0] as bigint,
    lastPosition: positions.at(-1) as bigint,
    positions,
    repeated: appendIdOf(stored[0] as Stored) !== id,
  };
}

/** Asks until there is an answer, or no time is left. Rejects at once where asking again cannot help. */
async function patiently<Answer>(
  { giveUpAt }: Pick<Attempt, 'giveUpAt'>,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  for (let delay = RETRY_MS_MIN; ; delay = Math.min(delay * 2, RETRY_MS_MAX)) {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof OutsideLimits) throw error;
      const cause = error instanceof EventStoreUnavailable ? error.cause : error;
      if (failureOf(cause ?? error) === 'refused' || Date.now() + delay >= giveUpAt) {
        throw unavailable('The append got no answer.', error);
      }
      await pause(delay);
    }
  }
}
