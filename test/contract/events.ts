import { randomUUID } from 'node:crypto';
import { type NewEvent } from '#event-store';

/** A stream that no other test writes. */
export function freshStream(kind = 'coproduction'): string {
  return `${kind}-${randomUUID()}`;
}

export function newEvent(changes: Partial<NewEvent> = {}): NewEvent {
  return {
    id: randomUUID(),
    type: 'PledgeMade',
    schemaVersion: 1,
    data: { amount: 15_000, instrument: 'advance' },
    metadata: {
      commandId: randomUUID(),
      inputHash: 'ab'.repeat(32),
      actor: randomUUID(),
      cause: randomUUID(),
    },
    ...changes,
  };
}

export function newEvents(count: number, changes: Partial<NewEvent> = {}): NewEvent[] {
  return Array.from({ length: count }, () => newEvent(changes));
}
