import { Inject, Logger } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { canonicalBytes, type EventStore, type RecordedEvent } from '#event-store';
import { coProductionStream, mayReadEvent, upcastCoProductionEvent } from '#financing';
import { LeafDiffers, NotPublishedYet, PublishedLog } from '#notary';
import { type Caller } from '../authentication/caller.js';
import { EVENT_STORE } from '../commands/streams.js';
import { ReadableBooks, type ReadableBook } from '../co-productions/readable-books.js';
import { Problem } from '../problems/problem.js';

/** A proof waits so long for its event to be published. */
const WAIT_MS = 5_000;

interface Asked {
  readonly coProductionId: string;
  readonly eventId: string;
  readonly caller: Caller;
}

/** The proof file (C2SP tlog-proof) of an event of a book. */
export class ProveEvent extends Query<string> {
  constructor(readonly asked: Asked) {
    super();
  }
}

/** An event that is not there and one that does not concern the reader answer alike. */
@QueryHandler(ProveEvent)
export class ProveEventHandler implements IQueryHandler<ProveEvent> {
  private readonly logger = new Logger('Log');

  constructor(
    private readonly books: ReadableBooks,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly log: PublishedLog,
  ) {}

  async execute({ asked: { coProductionId, eventId, caller } }: ProveEvent): Promise<string> {
    const book = await this.books.of(coProductionId, caller);
    const event = await this.store.readEvent(coProductionStream(coProductionId), eventId);
    if (event === undefined || event.revision > book.revision || !concerns(book, event))
      throw new Problem('event_unknown');
    try {
      return await this.log.proof(event.position, canonicalBytes(event), WAIT_MS);
    } catch (error) {
      throw this.problemOf(error, event);
    }
  }

  private problemOf(error: unknown, { position }: RecordedEvent): unknown {
    if (error instanceof NotPublishedYet) return new Problem('log_not_published', { retryAfter_seconds: 1 });
    if (!(error instanceof LeafDiffers)) return error;
    this.logger.error({ position: String(position), err: error }, 'THE EVENT IS NOT THE LEAF OF THE LOG');
    return new Problem('log_broken');
  }
}

function concerns({ view, state }: ReadableBook, { type, schemaVersion, data }: RecordedEvent): boolean {
  return mayReadEvent(view, state, upcastCoProductionEvent(type, schemaVersion, data));
}
