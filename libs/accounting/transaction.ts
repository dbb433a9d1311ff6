import { bankReferenceOf, type Book, dayOf, type Posting, type StreamEvent } from '#decision';

/** What a journal has to know of a kind of stream that keeps a book. */
export interface BookedKind<Event extends StreamEvent = StreamEvent> {
  readonly name: string;
  readonly events: { readonly [type: string]: { readonly day: string | undefined } };
  readonly book: Pick<Book<never, Event>, 'postingsOf'> | undefined;
}

/** An event of a book, with what the record of it adds. */
export interface BookedEvent {
  readonly event: StreamEvent;
  /** UUID. */
  readonly eventId: string;
  /** Its place in the store, which is that of its leaf in the log, plus one. */
  readonly position: bigint;
  /** RFC 3339, UTC. */
  readonly recordedAt: string;
}

/** What a journal says of one event. */
export interface Transaction {
  /** The day it happened, `YYYY-MM-DD`. */
  readonly date: string;
  readonly type: string;
  readonly position: bigint;
  readonly eventId: string;
  readonly bankReference: string | undefined;
  /** Never empty. */
  readonly postings: readonly Posting[];
}

/**
 * The transaction of an event, undefined where it books nothing. Its day is the one that the event
 * tells; where it has none, the one on which it was written down, but not before the book's first
 * day `openedOn`. Throws as `postingsOf` does.
 */
export function transactionOf(
  kind: BookedKind,
  { event, eventId, position, recordedAt }: BookedEvent,
  openedOn: string,
): Transaction | undefined {
  const postings = kind.book?.postingsOf(event) ?? [];
  const declared = kind.events[event.type];
  if (postings.length === 0 || declared === undefined) return undefined;
  const recordedOn = recordedAt.slice(0, 10);
  return {
    date: dayOf(declared, event.data) ?? (recordedOn < openedOn ? openedOn : recordedOn),
    type: event.type,
    position,
    eventId,
    bankReference: bankReferenceOf(event.data),
    postings,
  };
}
