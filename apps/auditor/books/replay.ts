import type { StreamEvent } from '#decision';
import type { Kind, Parties, PartyKind } from '#financing';
import { CompactRange, hashLeaf } from '#transparency-log';
import type { OwnCopy } from '../copy/own-copy.js';
import { finding, type Finding } from '../finding.js';
import { printable } from '../following/leaf-in-words.js';
import { AuditedBook } from './audited-book.js';
import { type LeafEvent, readLeaf } from './leaf.js';
import { countsWithoutGaps } from './numbering.js';
import { type AuditedKind, auditedKinds, isOfParty } from './audited-kinds.js';
import type { Broken } from './own-rules.js';

const MESSAGE_LENGTH_MAX = 1_000;

/** What a replay tells while it runs. */
export interface Listener {
  finding(finding: Finding): void;
  /** A book that is closed or abandoned, or, at the end, one that is not. After this it is forgotten. */
  book(book: AuditedBook): void;
  /** After some leaves; awaited before the next are read. */
  progress?(done: number): void | Promise<void>;
  /** Every event of a book, after it was taken in. */
  event?(event: StreamEvent, leaf: LeafEvent, book: AuditedBook): void;
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
  private readonly partyKinds = new Map<string, PartyKind>();
  /** What the log tells of parties. Who may give a command is not checked here, so roles are nobody's. */
  private readonly parties: Parties = {
    kindOf: (partyId) => this.partyKinds.get(partyId),
    holds: () => false,
    selfAndAbove: () => [],
  };
  private position = 0;
  /** What the last event says of its own place. */
  private last: string | undefined;

  constructor(
    private readonly listener: Listener,
    /** Only the book with this id is looked at, unless there is none named. */
    private readonly only: string | undefined,
    /** Whether events count themselves; elsewhere their positions only grow. */
    private readonly isGapless = true,
    private readonly kinds: readonly AuditedKind[] = auditedKinds,
  ) {}

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
    const audited = this.kinds.find(({ kind }) => kind.idOf(event.stream) !== undefined);
    const isLookedAt = this.only === undefined || audited?.kind.idOf(event.stream) === this.only;
    if (audited?.rules && !isLookedAt) return;
    const stream = this.checkPlace(event, before);
    if (audited?.rules) this.takeIntoBook(audited, event, stream);
    else if (audited !== undefined) this.takeWithoutBook(audited.kind, event);
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

  private takeIntoBook(audited: AuditedKind, leaf: LeafEvent, stream: Stream): void {
    const event = this.known(audited.kind, leaf);
    if (event === undefined) return;
    const isNew = stream.book === undefined && leaf.revision > 0;
    const id = audited.kind.idOf(leaf.stream) ?? '';
    const book = stream.book ?? new AuditedBook(audited, kept(id), this.position);
    book.lastPosition = this.position;
    book.storePosition = leaf.position;
    for (const one of book.take(event, leaf.recordedAt, this.parties)) this.tellBroken(one, leaf, book);
    this.listener.event?.(event, leaf, book);
    // A book that something is written into after its end has been told of already; it is not told of again.
    stream.book = isNew || book.hasEnded ? undefined : book;
    if (book.hasEnded && !isNew) this.listener.book(book);
  }

  private takeWithoutBook(kind: Kind, leaf: LeafEvent): void {
    const event = this.known(kind, leaf);
    if (event?.type !== 'PartyRegistered' || !isOfParty(leaf.stream)) return;
    const partyId = kept(kind.idOf(leaf.stream) ?? '');
    this.partyKinds.set(partyId, (event.data as { readonly kind: PartyKind }).kind);
  }

  private known(kind: Kind, { type, schemaVersion, data }: LeafEvent): StreamEvent | undefined {
    try {
      const event = kind.upcast(type, schemaVersion, data);
      if (kind.hasItsShape(event)) return event;
      this.tell('leaf_malformed', `Event ${this.position} is no proper ${printable(type)}.`);
    } catch (error) {
      this.tell('event_unknown', `Event ${this.position}: ${printable((error as Error).message)}.`);
    }
    return undefined;
  }

  private tellBroken({ code, message }: Broken, leaf: LeafEvent, book: AuditedBook): void {
    const title = printable(book.about.title) || book.id;
    const day = printable(leaf.recordedAt.slice(0, 10));
    this.tell(
      code,
      `Event ${this.position} (${leaf.type}, ${day}) of "${title}": ${printable(message, MESSAGE_LENGTH_MAX)}.`,
      {
        [book.audited.idName]: book.id,
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
export async function replay(
  copy: OwnCopy,
  listener: Listener,
  only?: string,
  kinds: readonly AuditedKind[] = auditedKinds,
): Promise<bigint> {
  const replaying = new Replay(listener, only, await countsWithoutGaps(copy), kinds);
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
