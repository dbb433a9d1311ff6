import type { BookEvent } from '../book-events.js';

/** An event of a book, with who did it and what it wrote into the accounts. */
export interface TrailEntry {
  readonly coProductionId: string;
  readonly position: bigint;
  readonly revision: number;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly recordedAt: string;
  readonly actor: string;
  readonly cause: string;
  readonly commandId: string;
  /** JSON, as it was recorded: an auditor compares it with the log. */
  readonly data: string;
  /** JSON. */
  readonly postings: string;
}

export function trailEntries(events: readonly BookEvent[]): TrailEntry[] {
  return events.map(({ coProductionId, postings, record }) => ({
    coProductionId,
    position: record.position,
    revision: record.revision,
    eventId: record.id,
    type: record.type,
    schemaVersion: record.schemaVersion,
    recordedAt: record.recordedAt,
    actor: record.metadata.actor,
    cause: record.metadata.cause,
    commandId: record.metadata.commandId,
    data: JSON.stringify(record.data),
    postings: JSON.stringify(postings),
  }));
}
