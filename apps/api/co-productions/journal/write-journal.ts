import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Journal, type JournalProgram } from '#accounting';
import { type EventStore, type RecordedEvent } from '#event-store';
import { coProductionStream, mayReadTrail, upcastCoProductionEvent } from '#financing';
import { type Caller } from '../../authentication/caller.js';
import { EVENT_STORE } from '../../commands/streams.js';
import { Problem } from '../../problems/problem.js';
import { ReadableBooks } from '../readable-books.js';

const READ_EVENTS = 500;

interface Asked {
  readonly coProductionId: string;
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

  async execute({
    asked: { coProductionId: id, program, caller },
  }: WriteJournal): Promise<AsyncIterable<string>> {
    const { state, revision, view } = await this.books.of(id, caller);
    if (!mayReadTrail(view)) throw new Problem('not_allowed');
    const { title, currency, pledging } = state.terms;
    const journal = new Journal(program, { id, title, currency, openedOn: pledging.opensOn });
    return partsOf(journal, this.eventsOf(id, revision));
  }

  private async *eventsOf(coProductionId: string, revision: number): AsyncGenerator<RecordedEvent[]> {
    for (let from = 0; from <= revision; from += READ_EVENTS) {
      const limit = Math.min(READ_EVENTS, revision + 1 - from);
      yield await this.store.readStream(coProductionStream(coProductionId), from, limit);
    }
  }
}

async function* partsOf(journal: Journal, pages: AsyncIterable<RecordedEvent[]>): AsyncGenerator<string> {
  yield journal.beginning();
  for await (const page of pages) {
    yield page
      .map(({ type, schemaVersion, data, id: eventId, position, recordedAt }) =>
        journal.write({
          event: upcastCoProductionEvent(type, schemaVersion, data),
          eventId,
          position,
          recordedAt,
        }),
      )
      .join('');
  }
}
