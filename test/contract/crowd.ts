import {
  type AppendResult,
  type EventStore,
  type Expected,
  type NewEvent,
  type RecordedEvent,
} from '#event-store';
import { newEvent } from './events.js';
import { type Appended, appended, type Harness, positionsOf } from './harness.js';

/** An append that was acknowledged to its writer. */
export interface Acknowledged {
  readonly writer: number;
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly result: Appended;
}

export interface Crowd {
  readonly acknowledged: readonly Acknowledged[];
  /** What each reader got, in its order. */
  readonly readings: readonly (readonly RecordedEvent[])[];
}

export interface CrowdOptions {
  /** Gives the streams their names. */
  readonly stream: Harness['stream'];
  readonly writers: number;
  readonly streams: number;
  readonly appendsEach: number;
  /** Called after each acknowledged append with how many there are by now. */
  readonly onAcknowledged?: (count: number) => void;
}

/**
 * Lets many write to few streams while others read, through all of these doors. Half of the writers expect a revision and come again on a
 * conflict; every fifth append is repeated after its answer, as a client does that has lost it. A call without an answer is
 * made again with the same ids. Ends when all is written and every reader has got as many events as were acknowledged.
 */
export async function runCrowd(doors: readonly EventStore[], options: CrowdOptions): Promise<Crowd> {
  const streams = Array.from({ length: options.streams }, () => options.stream());
  const acknowledged: Acknowledged[] = [];
  const write = async (writer: number): Promise<void> => {
    const store = doors[writer % doors.length]!;
    const stream = streams[writer % streams.length]!;
    for (let turn = 0; turn < options.appendsEach; turn++) {
      const events = Array.from({ length: 1 + ((writer + turn) % 3) }, (_, place) =>
        newEvent({ data: { writer, turn, place } }),
      );
      const result = await writeOnce(store, stream, events, writer % 2 === 0 ? 'any' : 'none');
      if (turn % 5 === 0) {
        const again = appended(await untilAnswered(() => store.append(stream, 'any', events)));
        expect(again).toEqual({ ...result, repeated: true });
      }
      acknowledged.push({ writer, stream, events, result });
      options.onAcknowledged?.(acknowledged.length);
    }
  };
  const written = Promise.all(Array.from({ length: options.writers }, (_, writer) => write(writer)));
  const total = written.then(() => acknowledged.reduce((sum, { events }) => sum + events.length, 0));
  const readings = doors.flatMap((store) => [follow(store, total), pageThrough(store, total)]);
  await written;
  return { acknowledged, readings: await Promise.all(readings) };
}

async function writeOnce(
  store: EventStore,
  stream: string,
  events: readonly NewEvent[],
  first: Expected,
): Promise<Appended> {
  for (let expected = first; ;) {
    const result: AppendResult = await untilAnswered(() => store.append(stream, expected, events));
    if (result.status !== 'conflict') return appended(result);
    expected = result.actual;
  }
}

async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if ((error as Error).name !== 'EventStoreUnavailable') throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** A subscriber, until it has as many events as there are to be. */
async function follow(store: EventStore, total: Promise<number>): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  const end = new AbortController();
  const check = (wanted: number): void => {
    if (events.length >= wanted) end.abort();
  };
  let wanted = Number.POSITIVE_INFINITY;
  void total.then((count) => check((wanted = count)));
  for await (const batch of store.subscribe(0n, { batchSize: 97, signal: end.signal })) {
    events.push(...batch);
    check(wanted);
  }
  return events;
}

/** A reader who goes on from where it was, and never looks back. */
async function pageThrough(store: EventStore, total: Promise<number>): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  let wanted = Number.POSITIVE_INFINITY;
  void total.then((count) => (wanted = count));
  while (events.length < wanted) {
    const from = (events.at(-1)?.position ?? 0n) + 1n;
    events.push(...(await untilAnswered(() => store.readAll(from, { limit: 50 }))));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return events;
}

/** Nothing lost, nothing twice, nothing in another order, nothing that a reader had passed before it came. */
export function verifyCrowd({ acknowledged, readings }: Crowd, everything: readonly RecordedEvent[]): void {
  const byId = new Map(everything.map((event) => [event.id, event]));
  expect(byId.size).toBe(everything.length);
  const promised = acknowledged.flatMap(({ stream, events, result }) => {
    const positions = positionsOf(result);
    return events.map((event, index) => ({
      ...event,
      stream,
      revision: result.firstRevision + index,
      position: positions[index]!,
    }));
  });
  expect(everything.map(({ recordedAt: _, ...event }) => event)).toEqual(
    promised.toSorted((a, b) => (a.position < b.position ? -1 : 1)),
  );
  const next = new Map<string, number>();
  for (const { stream, revision } of everything) {
    expect(revision).toBe(next.get(stream) ?? 0);
    next.set(stream, revision + 1);
  }
  for (const reading of readings) expect(reading).toEqual(everything);
}
