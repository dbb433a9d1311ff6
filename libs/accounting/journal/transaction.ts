import type { CoProductionEvent } from '#financing';
import { postingsOf, type Posting } from '../postings.js';

/** An event of a book, with what the record of it adds. */
export interface BookedEvent {
  readonly event: CoProductionEvent;
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
  readonly type: CoProductionEvent['type'];
  readonly position: bigint;
  readonly eventId: string;
  readonly bankReference: string | undefined;
  /** Never empty. */
  readonly postings: readonly Posting[];
}

/**
 * The transaction of an event, undefined where it books nothing. Its day is the one that the event tells; where it tells none, the
 * one on which it was written down, but not before the book's first day `openedOn`. Throws as `postingsOf` does.
 */
export function transactionOf(booked: BookedEvent, openedOn: string): Transaction | undefined {
  const { event, eventId, position, recordedAt } = booked;
  const postings = postingsOf(event);
  if (postings.length === 0) return undefined;
  const recordedOn = recordedAt.slice(0, 10);
  return {
    date: dayOf(event) ?? (recordedOn < openedOn ? openedOn : recordedOn),
    type: event.type,
    position,
    eventId,
    bankReference: 'bankReference' in event.data ? event.data.bankReference : undefined,
    postings,
  };
}

function dayOf({ data }: CoProductionEvent): string | undefined {
  if ('pledgedOn' in data) return data.pledgedOn;
  if ('withdrawnOn' in data) return data.withdrawnOn;
  if ('receivedOn' in data) return data.receivedOn;
  if ('paidOn' in data) return data.paidOn;
  if ('acceptedOn' in data) return data.acceptedOn;
  return undefined;
}
