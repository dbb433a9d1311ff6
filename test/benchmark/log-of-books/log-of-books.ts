import { canonicalJson, type JsonObject } from '#event-store';
import { type CoProductionEvent, coProductionStream, kindOfStream, kinds, partyStream } from '#financing';
import { cast } from './cast.js';
import { chance } from './chance.js';
import { OWN_IDS, story } from './story.js';

/** An event of a made log, in the pieces that a table or a leaf is made of. `data` and `metadata` are canonical JSON. */
export interface MadeEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
  readonly metadata: string;
  /** RFC 3339 with milliseconds, in UTC. */
  readonly recordedAt: string;
}

/** How many pledges the stories have: many small books and some large ones. */
const PLEDGES = [8, 12, 16, 20, 24, 30, 36, 44, 52, 60, 75, 90, 110, 140, 180, 300];
const STORIES = 48;
const BEGAN_MS = Date.parse('2025-01-01T00:00:00.000Z');
const MS_BETWEEN = 25;

/** An event of a story, cut wherever an id of the book itself stands. */
interface Line {
  readonly type: CoProductionEvent['type'];
  readonly pieces: readonly string[];
}
/** A book that is being written. */
interface Writing {
  readonly number: string;
  readonly lines: readonly Line[];
  written: number;
}

/**
 * The first `count` events of a log of many books, `open` of which go on side by side: where one ends another begins. All of
 * them keep every rule. The stories are decided once and told again and again under other ids, so that a million events take
 * seconds and no memory.
 */
export function* logOfBooks(count: number, open = 256): Generator<MadeEvent> {
  const stories = Array.from({ length: STORIES }, (_, seed) =>
    story(seed, PLEDGES[seed % PLEDGES.length] as number).map(cut),
  );
  const random = chance(count);
  let begun = 0;
  const begin = (): Writing => {
    const lines = stories[begun % STORIES] as readonly Line[];
    begun += 1;
    return { number: begun.toString(16).padStart(8, '0'), lines, written: 0 };
  };
  let place = 0;
  for (const [id, kind] of cast) {
    if (place === count) return;
    const event = { type: 'PartyRegistered', data: canonicalJson({ kind }) } as const;
    yield made(place++, partyStream.of(id), 0, event);
  }
  const books = Array.from({ length: open }, begin);
  while (place < count) {
    const at = Math.floor(random() * open);
    const book = books[at] as Writing;
    const { type, pieces } = book.lines[book.written] as Line;
    const stream = coProductionStream.of(`${book.number}-0000-4000-8000-000000000000`);
    yield made(place++, stream, book.written, { type, data: pieces.join(book.number) });
    book.written += 1;
    if (book.written === book.lines.length) books[at] = begin();
  }
}

/** The leaf at this position (from 1): RFC 8785 of the recorded event, as the store would give it. */
export const leafOf = (event: MadeEvent, position: number): Buffer =>
  Buffer.from(
    `{"data":${event.data},"id":"${event.id}","metadata":${event.metadata},"position":"${position}",` +
      `"recordedAt":"${event.recordedAt}","revision":${event.revision},"schemaVersion":${event.schemaVersion},` +
      `"stream":"${event.stream}","type":"${event.type}"}`,
  );

const cut = ({ type, data }: CoProductionEvent): Line => ({
  type,
  pieces: canonicalJson(data as unknown as JsonObject).split(OWN_IDS),
});

function made(
  place: number,
  stream: string,
  revision: number,
  { type, data }: { type: string; data: string },
): MadeEvent {
  const id = place.toString(16).padStart(12, '0');
  const uuid = (part: string): string => `c0000000-${part}-4000-8000-${id}`;
  return {
    id: uuid('0001'),
    stream,
    revision,
    type,
    schemaVersion: kindOfStream(kinds, stream)?.schemaVersion(type) ?? 1,
    data,
    metadata: `{"actor":"${uuid('0002')}","cause":"${uuid('0003')}","commandId":"${uuid('0004')}","inputHash":"${id.padStart(64, '5')}"}`,
    recordedAt: new Date(BEGAN_MS + place * MS_BETWEEN).toISOString(),
  };
}
