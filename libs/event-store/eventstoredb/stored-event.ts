import {
  type AllStreamRecordedEvent,
  type EventData,
  type RecordedEvent as Stored,
} from '@eventstore/db-client';
import { type EventMetadata, type JsonObject, type RecordedEvent } from '../port.js';
import { type PreparedEvent } from '../prepared-append.js';
import { clientLibrary } from './client.js';

/**
 * Beside our metadata the server keeps what it has no field for. `appendId` names the append that wrote the event: the server answers
 * a repetition as it did the first time, so only this tells whether it was one.
 */
interface StoredMetadata {
  readonly appendId: string;
  readonly metadata: EventMetadata;
  readonly schemaVersion: number;
}

/** An event in a stream of ours that is not as this program writes them. Reading on over it would leave it out of the books. */
export class EventUnreadable extends Error {
  override readonly name = 'EventUnreadable';
}

/** As it goes to the server. The metadata go as bytes; the data as what the client writes back into the same JSON. */
export function storedEvent(
  { id, type, schemaVersion, data, metadata }: PreparedEvent,
  appendId: string,
): EventData {
  return clientLibrary().jsonEvent({
    id,
    type,
    data: JSON.parse(data) as Record<string, unknown>,
    metadata: Uint8Array.from(
      Buffer.from(`{"appendId":"${appendId}","metadata":${metadata},"schemaVersion":${schemaVersion}}`),
    ),
  });
}

/** As it is read. Throws EventUnreadable. */
export function recordedEvent(stored: Stored | AllStreamRecordedEvent): RecordedEvent {
  const { id, streamId: stream, type, created, data } = stored;
  const { metadata, schemaVersion } = storedMetadata(stored);
  return {
    id,
    type,
    schemaVersion,
    data: data as JsonObject,
    metadata,
    stream,
    revision: Number(stored.revision),
    position: positionOf(stored),
    // The server counts in ten-thousandths of a millisecond; the client cuts them off, the same way every time.
    recordedAt: created.toISOString(),
  };
}

/** The append that wrote the event. */
export function appendIdOf(stored: Stored): string {
  return storedMetadata(stored).appendId;
}

/**
 * The server's position is a pair, commit and prepare, which differ only for the events of a transaction over several calls. Nobody can
 * make one by gRPC, so the one number stands for both. Servers before 22.6 do not tell it for the events of a stream.
 */
function positionOf({ id, position }: Stored | AllStreamRecordedEvent): bigint {
  if (position === undefined || position.commit !== position.prepare || position.commit >= 2n ** 63n) {
    throw new EventUnreadable(
      `The event ${id} has no position of its own; the server must be 22.6 or newer.`,
    );
  }
  return position.commit;
}

function storedMetadata({
  id,
  streamId,
  isJson,
  data,
  metadata,
}: Stored | AllStreamRecordedEvent): StoredMetadata {
  const { appendId, metadata: ours, schemaVersion } = (metadata ?? {}) as Partial<StoredMetadata>;
  const isOurs =
    isJson &&
    isObject(data) &&
    isObject(ours) &&
    typeof appendId === 'string' &&
    Number.isInteger(schemaVersion);
  if (!isOurs) throw new EventUnreadable(`The event ${id} in ${streamId} was not written by this program.`);
  return { appendId, metadata: ours, schemaVersion: schemaVersion as number };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
