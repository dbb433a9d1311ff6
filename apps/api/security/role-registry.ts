import { setImmediate } from 'node:timers/promises';
import { type EventStore, type RecordedEvent } from '#event-store';
import { type Actor, partyStream } from '#financing';
import { type Caller } from './caller.js';
import { PartyIndex } from './party-index.js';

const READ_EVENTS = 1_000;
/**
 * A read for which nobody has written of parties is one statement, which PostgreSQL answers from an index; EventStoreDB looks through
 * what others have written since the head that was known, so that is renewed every so many reads.
 */
const HEAD_EVERY = 8;

/**
 * Who holds which role, from the party streams. It is brought up to the store's present before it answers, so a role
 * that was revoked anywhere has stopped working by the time the revocation was answered.
 */
export class RoleRegistry {
  private readonly index = new PartyIndex();
  /** Up to and including this position everything is in the index. */
  private known = 0n;
  private reads = 0;
  private running: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  constructor(private readonly store: EventStore) {}

  /**
   * The index, with all that was written before the call. Those who ask while a read is under way share the one after
   * it: only a read that begins after the question can answer it.
   */
  async present(): Promise<PartyIndex> {
    await (this.next ??= this.readNext());
    return this.index;
  }

  /** The caller with the roles it holds now. */
  async actor(caller: Caller): Promise<Actor> {
    return actorOf(caller, await this.present());
  }

  /** Reads once the read under way has ended, and everybody whose request came in with the first one's has asked. */
  private async readNext(): Promise<void> {
    await this.running.catch(() => undefined);
    await setImmediate();
    this.running = this.next ?? Promise.resolve();
    this.next = undefined;
    await this.readTail();
  }

  /** Now and then asks for the head before, up to which nothing need be looked through again, however long ago the last party event was. */
  private async readTail(): Promise<void> {
    const head = this.reads++ % HEAD_EVERY === 0 ? await this.store.head() : 0n;
    let events: readonly RecordedEvent[];
    do {
      events = await this.store.readAll(this.known + 1n, {
        limit: READ_EVENTS,
        streamPrefix: partyStream.prefix,
      });
      for (const event of events) this.learn(event);
    } while (events.length === READ_EVENTS);
    if (this.known < head) this.known = head;
  }

  private learn({ stream, type, schemaVersion, data, position }: RecordedEvent): void {
    this.index.apply(stream, partyStream.upcast(type, schemaVersion, data));
    this.known = position;
  }
}

/** The caller as the rules of authorisation see it. It keeps up with what the index learns. */
export const actorOf = ({ personId, operator }: Caller, parties: PartyIndex): Actor => ({
  personId,
  operator,
  holds: (partyId, role) => parties.holds(personId, partyId, role),
  kindOf: (partyId) => parties.kindOf(partyId),
});
