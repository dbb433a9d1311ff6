import { hash } from 'node:crypto';
import { canonicalJson, type EventMetadata, type JsonObject, type NewEvent } from '#event-store';
import type { StreamEvent } from '#decision';
import type { Decider } from './known-stream.js';
import { requireUuid, uuidWithin } from './uuid-within.js';

/** Who asks for what, and under which id. */
export interface Envelope {
  /** UUID, the client's Idempotency-Key. */
  readonly commandId: string;
  /** UUID of the person. */
  readonly actor: string;
  /** UUID of the request, as the logs name it. */
  readonly cause: string;
  /** What was asked, as far as it must be the same for the command to be the same. */
  readonly input: JsonObject;
}

/**
 * What every event of the command will carry. Throws a TypeError where the command id is no UUID,
 * OutsideLimits where the input is nothing that JSON can hold.
 */
export function metadataOf(stream: string, { commandId, actor, cause, input }: Envelope): EventMetadata {
  const inputHash = hash('sha256', canonicalJson({ stream, actor, input }), 'hex');
  // A UUID is the same in capitals, and event ids are made from its bytes.
  const metadata = { commandId: commandId.toLowerCase(), inputHash, actor, cause };
  requireUuid(metadata.commandId);
  return metadata;
}

/** UUIDv5 (RFC 9562) of the event's place in its command, in the command's id as namespace: a retry writes the same ids. */
export function eventId(commandId: string, ordinal: number): string {
  return uuidWithin(commandId, String(ordinal));
}

/** A command's events as they go to the store. */
export function enveloped<State, Event extends StreamEvent>(
  events: readonly Event[],
  metadata: EventMetadata,
  decider: Decider<State, Event>,
): NewEvent[] {
  return events.map(({ type, data }, ordinal) => ({
    id: eventId(metadata.commandId, ordinal),
    type,
    schemaVersion: decider.schemaVersion(type),
    data: data as JsonObject,
    metadata,
  }));
}
