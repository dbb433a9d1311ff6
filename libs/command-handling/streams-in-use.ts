import { LRUCache } from 'lru-cache';
import type { CachedStream } from './cached-stream.js';
import type { StreamEvent } from '#decision';
import type { Limits } from './limits.js';
import type { StreamQueue } from './stream-queue.js';

export interface Stream<State, Event extends StreamEvent> {
  readonly cached: CachedStream<State, Event>;
  readonly queue: StreamQueue<State, Event>;
}

/** One stream with those who use it now. */
export interface StreamInUse<State, Event extends StreamEvent> extends Stream<State, Event> {
  users: number;
  /** Commands that wait for their answer. */
  pending: number;
}

/** Every stream is here once while it is used; afterwards it is kept for a while, as long as there is room. */
export class StreamsInUse<State, Event extends StreamEvent> {
  readonly #inUse = new Map<string, StreamInUse<State, Event>>();
  readonly #kept: LRUCache<string, StreamInUse<State, Event>>;

  constructor(
    private readonly create: (name: string) => Stream<State, Event>,
    { streamsCachedMax, eventsCachedMax }: Limits,
  ) {
    this.#kept = new LRUCache({ max: streamsCachedMax, maxSize: eventsCachedMax });
  }

  /** Whoever begins to use a stream ends it, whatever happens between. */
  begin(name: string): StreamInUse<State, Event> {
    const stream = this.#take(name);
    stream.users += 1;
    return stream;
  }

  end(stream: StreamInUse<State, Event>): void {
    stream.users -= 1;
    if (stream.users === 0) this.#keep(stream.cached.name, stream);
  }

  get figures(): { streamsInUse: number; streamsCached: number; eventsCached: number } {
    const { size: streamsCached, calculatedSize: eventsCached } = this.#kept;
    return { streamsInUse: this.#inUse.size, streamsCached, eventsCached };
  }

  #take(name: string): StreamInUse<State, Event> {
    const used = this.#inUse.get(name);
    if (used !== undefined) return used;
    const stream = this.#kept.get(name) ?? { ...this.create(name), users: 0, pending: 0 };
    this.#kept.delete(name);
    this.#inUse.set(name, stream);
    return stream;
  }

  /** An absent stream takes room too, hence one more than its events. */
  #keep(name: string, stream: StreamInUse<State, Event>): void {
    this.#inUse.delete(name);
    const { latest } = stream.cached;
    if (latest) this.#kept.set(name, stream, { size: latest.revision + 2 });
  }
}
