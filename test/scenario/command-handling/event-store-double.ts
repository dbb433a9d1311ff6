import {
  EventStoreUnavailable,
  type AppendResult,
  type EventStore,
  type Expected,
  type NewEvent,
  type RecordedEvent,
} from '#event-store';

type Append = { readonly stream: string; readonly expected: Expected; readonly events: readonly NewEvent[] };

/**
 * A double: an event store in memory that goes wrong when it is told to. The real store cannot be made to lose an answer at a
 * chosen moment; what goes wrong there is tested here, and all that goes well on PostgreSQL.
 */
export class EventStoreDouble implements EventStore {
  recorded: RecordedEvent[] = [];
  readonly appends: Append[] = [];
  readonly reads: { readonly stream: string; readonly fromRevision: number }[] = [];
  /** Runs before an append is looked at: may hold it up, write something else first, or throw. */
  beforeAppend: (append: Append) => Promise<void> | void = () => undefined;
  /** Runs after an append, before its answer: may hold it up or lose it. */
  afterAppend: (append: Append) => Promise<void> | void = () => undefined;
  beforeRead: (stream: string) => Promise<void> | void = () => undefined;

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<AppendResult> {
    const append = { stream, expected, events };
    this.appends.push(append);
    await this.beforeAppend(append);
    const result = this.write(append);
    await this.afterAppend(append);
    return result;
  }

  async readStream(stream: string, fromRevision: number, limit: number): Promise<RecordedEvent[]> {
    this.reads.push({ stream, fromRevision });
    await this.beforeRead(stream);
    const events = this.eventsOf(stream).slice(fromRevision, fromRevision + limit);
    await Promise.resolve();
    return events;
  }

  readEvent(): never {
    throw new Error('Nobody looks an event of a double up.');
  }

  eventsOf(stream: string): RecordedEvent[] {
    return this.recorded.filter((event) => event.stream === stream);
  }

  /** What another process would have written. */
  write({ stream, expected, events }: Append): AppendResult {
    const last = this.eventsOf(stream).length - 1;
    const ids = new Set(events.map(({ id }) => id));
    const known = this.recorded.filter(({ id }) => ids.has(id));
    if (known.length > 0) return this.#known(stream, events, known);
    if (expected === 'none' ? last >= 0 : expected === 'exists' ? last < 0 : false)
      return { status: 'conflict', actual: last };
    if (typeof expected === 'number' && expected !== last) return { status: 'conflict', actual: last };
    for (const [index, event] of events.entries()) {
      const position = BigInt(this.recorded.length + 1);
      const recordedAt = new Date().toISOString();
      this.recorded.push({
        ...structuredClone(event),
        stream,
        revision: last + 1 + index,
        position,
        recordedAt,
      });
    }
    return answer(this.recorded.slice(-events.length), false);
  }

  #known(stream: string, events: readonly NewEvent[], known: readonly RecordedEvent[]): AppendResult {
    const same = known.length === events.length && known.every((event) => event.stream === stream);
    return same ? answer(known, true) : { status: 'duplicate_id' };
  }

  readAll(): never {
    throw new Error('Nobody reads all of a double.');
  }

  subscribe(): never {
    throw new Error('Nobody subscribes to a double.');
  }

  subscribeToLeaves(): never {
    return this.subscribe();
  }

  async head(): Promise<bigint> {
    return BigInt(this.recorded.length);
  }

  async close(): Promise<void> {
    this.recorded = [];
  }
}

export const noAnswer = (): never => {
  throw new EventStoreUnavailable('no answer');
};

function answer(events: readonly RecordedEvent[], repeated: boolean): AppendResult {
  const [first, last] = [events[0]!, events.at(-1)!];
  return {
    status: 'appended',
    firstRevision: first.revision,
    lastRevision: last.revision,
    firstPosition: first.position,
    lastPosition: last.position,
    repeated,
  };
}
