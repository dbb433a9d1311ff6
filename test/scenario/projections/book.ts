import { randomUUID } from 'node:crypto';
import { v5 as uuidV5 } from 'uuid';
import type { EventStore, JsonObject, NewEvent, RecordedEvent } from '#event-store';
import {
  type CoProduction,
  type CoProductionCommand,
  type CoProductionEvent,
  coProductionStream,
  initialCoProduction,
} from '#financing';

const NAMESPACE = '6f1c2f5a-6d0e-4a55-9d53-0d6b3f3f1c11';

/** The id that stands for a name of a test, always the same. */
export const idOf = (name: string): string => uuidV5(name, NAMESPACE);

/** A story that the rules have decided, command by command. */
export class Book {
  state: CoProduction = initialCoProduction;
  readonly events: CoProductionEvent[] = [];

  constructor(
    readonly id: string,
    private readonly today: string,
  ) {}

  /** Whether the rules let it happen. */
  try(command: CoProductionCommand): boolean {
    const decision = coProductionStream.decide(command, this.state, { today: this.today, id: 'book' });
    if ('rejection' in decision) return false;
    this.events.push(...decision.events);
    this.state = decision.events.reduce(coProductionStream.evolve, this.state);
    return true;
  }

  /** Throws where the rules refuse it. */
  do(command: CoProductionCommand): void {
    if (this.try(command)) return;
    const decision = coProductionStream.decide(command, this.state, { today: this.today, id: 'book' });
    throw new Error(`${JSON.stringify(command)} is refused: ${JSON.stringify(decision)}`);
  }
}

/** An event on its way to the store, as a command of this person would send it. */
export const newEvent = (event: CoProductionEvent, actor = idOf('actor')): NewEvent => ({
  id: randomUUID(),
  type: event.type,
  schemaVersion: coProductionStream.schemaVersion(event.type),
  data: event.data as unknown as JsonObject,
  metadata: { commandId: randomUUID(), inputHash: '0'.repeat(64), actor, cause: randomUUID() },
});

/** Appends a book's events at the end of its stream, some hundred at a time. */
export async function write(
  store: EventStore,
  bookId: string,
  events: readonly CoProductionEvent[],
): Promise<void> {
  for (let from = 0; from < events.length; from += 200) {
    const part = events.slice(from, from + 200).map((event) => newEvent(event));
    const { status } = await store.append(coProductionStream.of(bookId), 'any', part);
    if (status !== 'appended') throw new Error(`not appended: ${status}`);
  }
}

/** The events of a book as a store would give them back, from this position on. */
export const recorded = (
  bookId: string,
  events: readonly CoProductionEvent[],
  fromPosition = 1n,
): RecordedEvent[] =>
  events.map((event, place) => ({
    ...newEvent(event),
    stream: coProductionStream.of(bookId),
    revision: place,
    position: fromPosition + BigInt(place),
    recordedAt: '2020-06-30T12:00:00.000Z',
  }));
