import { type EventStore, type RecordedEvent } from '#event-store';
import { partyStream, upcastPartyEvent, type Actor } from '#financing';
import { type Caller } from '../authentication/caller.js';
import { PartyIndex } from './party-index.js';

const READ_EVENTS = 1_000;

/**
 * Who holds which role, from the party streams. It is brought up to the store's present before it answers, so a role
 * that was revoked anywhere has stopped working by the time the revocation was answered.
 */
export class RoleRegistry {
  private readonly index = new PartyIndex();
  /** Up to and including this position everything is in the index. */
  private known = 0n;
  private running: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  constructor(private readonly store: EventStore) {}

  /**
   * The index, with all that was written before the call. Those who ask while a read is under way share the one after
   * it: only a read that begins after the question can answer it.
   */
  async present(): Promise<PartyIndex> {
    this.next ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.running = this.next ?? Promise.resolve();
        this.next = undefined;
        return this.readTail();
      });
    await this.next;
    return this.index;
  }

  /** The caller with the roles it holds now. */
  async actor(caller: Caller): Promise<Actor> {
    return actorOf(caller, await this.present());
  }

  /** Asks the head first: where nothing was written, nothing is read, however long ago the last party event was. */
  private async readTail(): Promise<void> {
    const head = await this.store.head();
    while (this.known < head) {
      const events = await this.store.readAll(this.known + 1n, {
        limit: READ_EVENTS,
        streamPrefix: partyStream(''),
      });
      for (const event of events) this.learn(event);
      if (events.length < READ_EVENTS && this.known < head) this.known = head;
    }
  }

  private learn({ stream, type, schemaVersion, data, position }: RecordedEvent): void {
    this.index.apply(stream, upcastPartyEvent(type, schemaVersion, data));
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
