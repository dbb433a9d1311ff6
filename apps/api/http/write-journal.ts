import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Journal, type JournalProgram } from '#accounting';
import { type EventStore, type RecordedEvent } from '#event-store';
import { type Kind } from '#financing';
import { type Caller } from '../security/caller.js';
import { EVENT_STORE } from '../commands/kind-streams.js';
import { Problem } from '../problems/problem.js';
import { ReadableBooks } from './readable-books.js';

const READ_EVENTS = 500;

interface Asked {
  /** One that keeps a book. */
  readonly kind: Kind;
  readonly id: string;
  readonly program: JournalProgram;
  readonly caller: Caller;
}

/** A book's journal, in parts: it is read while it is sent, however long it is. */
export class WriteJournal extends Query<AsyncIterable<string>> {
  constructor(readonly asked: Asked) {
    super();
  }
}

/** Written from the events themselves, not from read models, and so as far as they go at the time of asking. */
@QueryHandler(WriteJournal)
export class WriteJournalHandler implements IQueryHandler<WriteJournal> {
  constructor(
    private readonly books: ReadableBooks,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ asked: { kind, id, program, caller } }: WriteJournal): Promise<AsyncIterable<string>> {
    const { state, revision, view } = await this.books.of(kind, id, caller);
    if (!view.whole) throw new Problem('not_allowed');
    const about = kind.book?.about(state);
    if (about === undefined) throw new Error(`${kind.name} keeps no book`);
    const journal = new Journal(program, kind, { id, ...about });
    return partsOf(kind, journal, this.eventsOf(kind.of(id), revision));
  }

  private async *eventsOf(stream: string, revision: number): AsyncGenerator<RecordedEvent[]> {
    for (let from = 0; from <= revision; from += READ_EVENTS) {
      const limit = Math.min(READ_EVENTS, revision + 1 - from);
      yield await this.store.readStream(stream, from, limit);
    }
  }
}

async function* partsOf(
  kind: Kind,
  journal: Journal,
  pages: AsyncIterable<RecordedEvent[]>,
): AsyncGenerator<string> {
  yield journal.beginning();
  for await (const page of pages) {
    yield page
      .map(({ type, schemaVersion, data, id: eventId, position, recordedAt }) =>
        journal.write({ event: kind.upcast(type, schemaVersion, data), eventId, position, recordedAt }),
      )
      .join('');
  }
}
