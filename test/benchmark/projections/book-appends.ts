import { randomUUID } from 'node:crypto';
import { type NewEvent } from '#event-store';
import { schemaVersions } from '#financing';
import { AT_A_TIME } from './many-books.js';
import { oneCoProduction } from './village.js';

/** One event on its way to the store, as a command would send it. */
export interface BookAppend {
  readonly stream: string;
  readonly event: NewEvent;
}

const uuids = /([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)[0-9a-f]{12}/g;

/** The lives of co-productions without end, fifty at a time with their events in turns, each with ids of its own. */
export function* bookEvents(): Generator<BookAppend, never> {
  const life = oneCoProduction().map(({ type, data }) => ({ type, text: JSON.stringify(data) }));
  for (;;) {
    const books = Array.from({ length: AT_A_TIME }, () => randomUUID());
    for (const { type, text } of life) {
      for (const book of books) {
        const data = JSON.parse(text.replaceAll(uuids, `$1${book.slice(-12)}`)) as NewEvent['data'];
        const metadata = {
          commandId: randomUUID(),
          inputHash: '0'.repeat(64),
          actor: book,
          cause: randomUUID(),
        };
        const event = { id: randomUUID(), type, schemaVersion: schemaVersions[type], data, metadata };
        yield { stream: `coproduction-${book}`, event };
      }
    }
  }
}
