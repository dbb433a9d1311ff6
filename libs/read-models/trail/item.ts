import type { Posting } from '#decision';
import { coProductionStream, postingsOf } from '#financing';
import type { JsonObject, RecordedEvent } from '#event-store';

/** An event of a book, who did it and what it wrote into the accounts; `recordedAt` is RFC 3339 in UTC. */
export interface TrailItem {
  /** A decimal string. */
  readonly position: string;
  readonly revision: number;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly recordedAt: string;
  readonly actor: string;
  readonly cause: string;
  readonly commandId: string;
  /** As it was recorded: an auditor compares it with the log. */
  readonly data: JsonObject;
  readonly postings: readonly Posting[];
}

/** Throws on an event whose type or version is not known here. */
export function trailItem(record: RecordedEvent): TrailItem {
  const { position, revision, id, type, schemaVersion, recordedAt, metadata, data } = record;
  const { actor, cause, commandId } = metadata;
  return {
    position: position.toString(),
    revision,
    eventId: id,
    type,
    schemaVersion,
    recordedAt,
    actor,
    cause,
    commandId,
    data,
    postings: postingsOf(coProductionStream.upcast(type, schemaVersion, data)),
  };
}
