import { Inject, Logger } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { canonicalBytes, type EventStore, type RecordedEvent } from '#event-store';
import { type Kind } from '#financing';
import { LeafDiffers, NotPublishedYet, PublishedLog } from '#notary';
import { type Caller } from '../security/caller.js';
import { EVENT_STORE } from '../commands/kind-streams.js';
import { Problem } from '../problems/problem.js';
import { ReadableBooks } from './readable-books.js';

/** A proof waits so long for its event to be published. */
const WAIT_MS = 5_000;

interface Asked {
  readonly kind: Kind;
  readonly id: string;
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

  async execute({ asked: { kind, id, eventId, caller } }: ProveEvent): Promise<string> {
    const { state, revision, view } = await this.books.of(kind, id, caller);
    const event = await this.store.readEvent(kind.of(id), eventId);
    const concerns = ({ type, schemaVersion, data }: RecordedEvent): boolean =>
      kind.mayRead(view, state, kind.upcast(type, schemaVersion, data));
    if (event === undefined || event.revision > revision || !concerns(event))
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
