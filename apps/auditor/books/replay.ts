import {
  type CoProductionEvent,
  coProductionStream,
  type PartyKind,
  partyStream,
  type Terms,
} from '#financing';
import { CompactRange, hashLeaf } from '#transparency-log';
import type { OwnCopy } from '../copy/own-copy.js';
import { finding, type Finding } from '../findings/finding.js';
import { printable } from '../following/leaf-in-words.js';
import { AuditedBook } from './audited-book.js';
import type { Broken } from './broken.js';
import { readLeaf, type LeafEvent } from './leaf.js';
import { countsWithoutGaps } from './numbering.js';
import { hasItsShape } from './shapes.js';

const BOOK_PREFIX = coProductionStream.prefix;
const PARTY_PREFIX = partyStream.prefix;
const MESSAGE_LENGTH_MAX = 1_000;

/** What a replay tells while it runs. */
export interface Listener {
  finding(finding: Finding): void;
  /** A book that is closed or abandoned, or, at the end, one that is not. After this it is forgotten. */
  book(book: AuditedBook): void;
  /** After some leaves; awaited before the next are read. */
  progress?(done: number): void | Promise<void>;
  /** Every event of a book, after it was taken in. */
  event?(event: CoProductionEvent, leaf: LeafEvent, book: AuditedBook): void;
}

/** What is kept of a stream. */
interface Stream {
  /** The revision that comes next. */
  next: number;
  /** Its book, as long as it is open. */
  book?: AuditedBook | undefined;
}

/**
 * Works the books out of the leaves, one after the other, and holds them to every rule. What it keeps in memory is the books that are open,
 * and of everything else one number a stream.
 */
export class Replay {
  private readonly streams = new Map<string, Stream>();
  private readonly kinds = new Map<string, PartyKind>();
  private readonly onlyStream: string | undefined;
  private position = 0;
  /** What the last event says of its own place. */
  private last: string | undefined;

  constructor(
    private readonly listener: Listener,
    /** Only this book is looked at, unless there is none named. */
    only: string | undefined,
    /** Whether events count themselves; elsewhere their positions only grow. */
    private readonly isGapless = true,
  ) {
    this.onlyStream = only === undefined ? undefined : coProductionStream.of(only);
  }

  /** Takes the leaf that follows the last one. */
  take(leaf: Uint8Array): void {
    this.takeAt(this.position + 1, leaf);
  }

  /** Takes the leaf at a position after the last one; those between are somebody else's. */
  takeAt(position: number, leaf: Uint8Array): void {
    this.position = position;
    const event = readLeaf(leaf);
    if ('wrong' in event) return this.tell('leaf_malformed', `Event ${this.position} ${event.wrong}.`);
    const before = this.last;
    this.last = event.position;
    const isOfBook = event.stream.startsWith(BOOK_PREFIX);
    if (isOfBook && this.onlyStream !== undefined && event.stream !== this.onlyStream) return;
    const stream = this.checkPlace(event, before);
    if (isOfBook) this.takeIntoBook(event, stream);
    else if (event.stream.startsWith(PARTY_PREFIX)) this.takeIntoParty(event);
    else
      this.tell(
        'event_unknown',
        `Event ${this.position} is of ${printable(event.stream)}, of which nothing is known (${printable(event.type)}).`,
      );
  }

  /** In the operator's store, of the last event that was taken. */
  get storePosition(): bigint {
    return BigInt(this.last ?? 0);
  }

  /** Tells of the books that are still open, in the order in which they began. */
  finish(): void {
    const open = [...this.streams.values()].flatMap(({ book }) => book ?? []);
    open.sort((one, other) => one.firstPosition - other.firstPosition);
    for (const book of open) this.listener.book(book);
    this.streams.clear();
  }

  /** Rule 6: nothing is missing and nothing was put in between. */
  private checkPlace({ stream: name, revision, position }: LeafEvent, before: string | undefined): Stream {
    const stream = this.streams.get(name) ?? this.begin(name);
    const { next } = stream;
    stream.next = revision + 1;
    if (this.isGapless ? position !== String(this.position) : !isLater(position, before)) {
      this.tell('history_gap', `Event ${this.position} says of itself to be event ${printable(position)}.`);
    }
    if (revision !== next) {
      const what =
        revision > next ? `${revision - next} before it are missing` : 'it stands there a second time';
      this.tell(
        'history_gap',
        `Event ${this.position} is number ${revision + 1} of ${printable(name)}: ${what}.`,
      );
    }
    return stream;
  }

  private begin(name: string): Stream {
    const stream: Stream = { next: 0 };
    this.streams.set(kept(name), stream);
    return stream;
  }

  private takeIntoBook(leaf: LeafEvent, stream: Stream): void {
    const event = this.known(leaf, coProductionStream.upcast);
    if (event === undefined) return;
    const isNew = stream.book === undefined && leaf.revision > 0;
    const book = stream.book ?? new AuditedBook(kept(leaf.stream.slice(BOOK_PREFIX.length)), this.position);
    const kinds = event.type === 'CoProductionProposed' ? this.kindsIn(event.data) : {};
    book.lastPosition = this.position;
    book.storePosition = leaf.position;
    for (const one of book.take(event, leaf.recordedAt, kinds)) this.tellBroken(one, leaf, book);
    this.listener.event?.(event, leaf, book);
    // A book that something is written into after its end has been told of already; it is not told of again.
    stream.book = isNew || book.hasEnded ? undefined : book;
    if (book.hasEnded && !isNew) this.listener.book(book);
  }

  private takeIntoParty(leaf: LeafEvent): void {
    const event = this.known(leaf, partyStream.upcast);
    if (event?.type !== 'PartyRegistered') return;
    this.kinds.set(kept(leaf.stream.slice(PARTY_PREFIX.length)), event.data.kind);
  }

  private known<Event extends Parameters<typeof hasItsShape>[0]>(
    { type, schemaVersion, data }: LeafEvent,
    upcast: (type: string, schemaVersion: number, data: unknown) => Event,
  ): Event | undefined {
    try {
      const event = upcast(type, schemaVersion, data);
      if (hasItsShape(event)) return event;
      this.tell('leaf_malformed', `Event ${this.position} is no proper ${printable(type)}.`);
    } catch (error) {
      this.tell('event_unknown', `Event ${this.position}: ${printable((error as Error).message)}.`);
    }
    return undefined;
  }

  private kindsIn({ custodianId, producers, auditors }: Terms): { [partyId: string]: PartyKind } {
    const named = [custodianId, ...producers.map(({ producerId }) => producerId), ...auditors];
    return Object.fromEntries(
      named.flatMap((id) => {
        const kind = this.kinds.get(id);
        return kind === undefined ? [] : [[id, kind] as const];
      }),
    );
  }

  private tellBroken({ code, message }: Broken, leaf: LeafEvent, book: AuditedBook): void {
    const title = printable(book.state.terms.title) || book.id;
    const day = printable(leaf.recordedAt.slice(0, 10));
    this.tell(
      code,
      `Event ${this.position} (${leaf.type}, ${day}) of "${title}": ${printable(message, MESSAGE_LENGTH_MAX)}.`,
      {
        coProductionId: book.id,
        type: leaf.type,
      },
    );
  }

  private tell(code: Finding['code'], message: string, details: Finding['details'] = {}): void {
    this.listener.finding(finding(code, message, { position: this.position, ...details }));
  }
}

const isLater = (position: string, before: string | undefined): boolean =>
  before === undefined || BigInt(position) > BigInt(before);

/** A copy of a name, which would otherwise keep all of its leaf in memory. */
const kept = (name: string): string => Buffer.from(name, 'latin1').toString('latin1');

/**
 * Replays the own copy. Rejects with CouldNotCheck where the copy is not what was verified any more, which is known when all of it was read;
 * the books that were told until then are worth nothing. Answers with the position of the last event in the operator's store.
 */
export async function replay(copy: OwnCopy, listener: Listener, only?: string): Promise<bigint> {
  const replaying = new Replay(listener, only, await countsWithoutGaps(copy));
  const range = CompactRange.empty();
  for await (const leaves of copy.leaves()) {
    for (const leaf of leaves) {
      range.append(hashLeaf(leaf));
      replaying.take(leaf);
    }
    await listener.progress?.(range.size);
  }
  copy.checkAgainstVerified(range.head());
  replaying.finish();
  return replaying.storePosition;
}
