import {
  type AllStreamResolvedEvent,
  type EventStoreDBClient,
  type ReadPosition,
  type ReadRevision,
  type ReadStreamOptions,
  type RecordedEvent as Stored,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { type RecordedEvent } from '../port.js';
import { readToEnd } from './call.js';
import { type Prefixes } from './prefixes.js';
import { recordedEvent } from './stored-event.js';

/**
 * Of the whole log the server reads without a filter (the client has one for subscriptions alone), so pages are
 * larger than what is asked for, the larger the more of the log is not ours.
 */
const PAGE_EVENTS_MIN = 32;
const PAGE_EVENTS_MAX = 4_096;
/** The last event is ours, mostly. */
const HEAD_EVENTS = 4;

export interface Reading {
  readonly client: EventStoreDBClient;
  /** A read of which nothing comes for so long has no answer. */
  readonly timeoutMs: number;
}

/** Every read is the leader's to answer: another member of the cluster may not have yet what was just written. */
const LEADER = { requiresLeader: true } as const;

/** Where to begin for what comes after this position. A read begins at it, a subscription after it. */
export function placeOf(position: bigint): ReadPosition {
  return position <= 0n ? 'start' : { commit: position, prepare: position };
}

/** Events of one stream as the server keeps them. */
export function readStored(
  reading: Reading,
  stream: string,
  fromRevision: number,
  maxCount: number,
): Promise<Stored[]> {
  return readStreamPage(reading, stream, { fromRevision: BigInt(fromRevision), maxCount });
}

async function readStreamPage(
  { client, timeoutMs }: Reading,
  stream: string,
  place: Pick<ReadStreamOptions, 'fromRevision' | 'maxCount' | 'direction'>,
): Promise<Stored[]> {
  const events: Stored[] = [];
  await readToEnd<ResolvedEvent>(
    client.readStream(stream, { ...place, ...LEADER }),
    timeoutMs,
    ({ event }) => {
      if (event !== undefined) events.push(event);
    },
  );
  return events;
}

export async function readStream(
  reading: Reading,
  stream: string,
  fromRevision: number,
  limit: number,
): Promise<RecordedEvent[]> {
  return (await readStored(reading, stream, fromRevision, limit)).map(recordedEvent);
}

/** The server cannot look ids up. So it is gone back from the stream's end, as mostly is asked for what has just happened. */
export async function readEvent(
  reading: Reading,
  stream: string,
  id: string,
): Promise<RecordedEvent | undefined> {
  let fromRevision: ReadRevision = 'end';
  for (let maxCount = PAGE_EVENTS_MIN; ; maxCount = pageOf(maxCount * 2)) {
    const page = await readStreamPage(reading, stream, { fromRevision, maxCount, direction: 'backwards' });
    const found = page.find((event) => event.id === id);
    if (found !== undefined) return recordedEvent(found);
    const first = page.at(-1)?.revision ?? 0n;
    if (first === 0n) return undefined;
    fromRevision = first - 1n;
  }
}

/**
 * Events of ours from this position on. Begins at the one before it, where a record begins: the server cannot look up
 * what lies between two records.
 */
export async function readAll(
  reading: Reading,
  fromPosition: bigint,
  limit: number,
  prefixes: Prefixes,
): Promise<RecordedEvent[]> {
  if (prefixes.all.length === 0) return [];
  const events: RecordedEvent[] = [];
  let passed = fromPosition - 1n;
  const take = ({ event }: AllStreamResolvedEvent): void => {
    // A page begins with the event that the one before it ended with.
    if (events.length === limit || event === undefined || event.position.commit <= passed) return;
    passed = event.position.commit;
    if (prefixes.covers(event.streamId)) events.push(recordedEvent(event));
  };
  let place = placeOf(passed);
  for (let size = pageOf(limit + 1); ; size = pageOf(size * 2)) {
    const page = await readPage(reading, place, size, take);
    if (page.isLast || events.length === limit) return events;
    place = page.last;
  }
}

/** The position of the last event of ours, and how far back was looked for it. */
export interface Head {
  readonly position: bigint;
  /** Of the last event of anybody, when it was looked for. */
  readonly seen: bigint;
}

/** Goes back from the end until there is an event of ours, or what is known already. */
export async function readHead(reading: Reading, prefixes: Prefixes, known: Head): Promise<Head> {
  let seen: bigint | undefined;
  let found: bigint | undefined;
  const take = ({ event }: AllStreamResolvedEvent): void => {
    if (event === undefined || found !== undefined) return;
    seen ??= event.position.commit;
    if (event.position.commit <= known.seen) found = known.position;
    else if (prefixes.covers(event.streamId)) found = event.position.commit;
  };
  let place: ReadPosition = 'end';
  for (let size = HEAD_EVENTS; found === undefined; size = pageOf(size * 2)) {
    const page = await readPage(reading, place, size, take, 'backwards');
    if (page.isLast) break;
    place = page.last;
  }
  return { position: found ?? 0n, seen: seen ?? 0n };
}

interface Page {
  readonly last: ReadPosition;
  /** There is nothing beyond it. */
  readonly isLast: boolean;
}

async function readPage(
  { client, timeoutMs }: Reading,
  fromPosition: ReadPosition,
  maxCount: number,
  take: (event: AllStreamResolvedEvent) => void,
  direction?: 'backwards',
): Promise<Page> {
  let last = fromPosition;
  const options = { fromPosition, maxCount, ...LEADER, ...(direction && { direction }) };
  const count = await readToEnd(client.readAll(options), timeoutMs, (event) => {
    last = event.event?.position ?? last;
    take(event);
  });
  return { last, isLast: count < maxCount };
}

function pageOf(events: number): number {
  return Math.min(PAGE_EVENTS_MAX, Math.max(PAGE_EVENTS_MIN, events));
}
