import { LRUCache } from 'lru-cache';
import { readStored, type Reading } from './reading.js';

const STREAMS_MAX = 1_000;
const EVENTS_MAX = 200_000;
const PAGE_EVENTS = 1_000;

/** Where the ids of an append are in its stream: nowhere, one after the other from this revision, or otherwise. */
export type Found = 'nowhere' | 'scattered' | { readonly revision: number };

export interface InStream {
  /** The stream's last revision, −1 where it is absent. */
  readonly last: number;
  readonly found: Found;
}

interface Places {
  readonly revisions: Map<string, number>;
  /** The last revision read, −1 where there is none, and its event. */
  readonly last: number;
  readonly lastId: string | undefined;
}

const NONE = { last: -1, lastId: undefined } as const;

/**
 * Which ids a stream has, for appends that the server has refused, or that name no revision. The server finds an
 * event by its revision alone, so the stream is read, once; after that only what has come since.
 */
export class EventPlaces {
  private readonly known = new LRUCache<string, Places>({
    max: STREAMS_MAX,
    maxSize: EVENTS_MAX,
    sizeCalculation: ({ revisions }) => revisions.size + 1,
  });

  constructor(private readonly reading: Reading) {}

  /** What is known of the stream, which may be longer by now; undefined where nothing is. */
  recall(stream: string, ids: readonly string[]): InStream | undefined {
    const places = this.known.get(stream);
    return places && { last: places.last, found: found(places.revisions, ids) };
  }

  /** Takes over what was just written, if all before it is known. */
  learn(stream: string, firstRevision: number, ids: readonly string[]): void {
    const places = this.known.get(stream) ?? (firstRevision === 0 ? fresh() : undefined);
    if (places === undefined || places.last !== firstRevision - 1) return;
    const { revisions } = places;
    ids.forEach((id, index) => revisions.set(id, firstRevision + index));
    this.known.set(stream, { revisions, last: firstRevision + ids.length - 1, lastId: ids.at(-1) });
  }

  /** Reads the stream to its end. Resolves with its last revision, −1 where it is absent, and where these ids are. */
  async find(stream: string, ids: readonly string[]): Promise<InStream> {
    const before = this.known.get(stream);
    const places = (before && (await this.readOn(stream, before))) ?? (await this.readOn(stream, fresh()));
    if (places === undefined) return { last: -1, found: 'nowhere' };
    this.known.set(stream, places);
    return { last: places.last, found: found(places.revisions, ids) };
  }

  forget(stream: string): void {
    this.known.delete(stream);
  }

  /** Undefined where the stream no longer has what is known of it: the server was put back to a backup, for instance. */
  private async readOn(stream: string, places: Places): Promise<Places | undefined> {
    const { revisions } = places;
    let { last, lastId } = places;
    for (;;) {
      const page = await readStored(this.reading, stream, Math.max(0, last), PAGE_EVENTS);
      if (last >= 0 && page[0]?.id !== lastId) return undefined;
      for (const { id, revision } of page) revisions.set(id, Number(revision));
      const end = page.at(-1);
      if (end !== undefined) [last, lastId] = [Number(end.revision), end.id];
      if (page.length < PAGE_EVENTS) return { revisions, last, lastId };
    }
  }
}

const fresh = (): Places => ({ revisions: new Map(), ...NONE });

function found(revisions: ReadonlyMap<string, number>, ids: readonly string[]): Found {
  const places = ids.map((id) => revisions.get(id));
  if (places.every((place) => place === undefined)) return 'nowhere';
  const [first] = places;
  if (first === undefined) return 'scattered';
  return places.every((place, index) => place === first + index) ? { revision: first } : 'scattered';
}
