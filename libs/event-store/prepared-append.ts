import { canonicalJson } from './canonical.js';
import {
  APPEND_BYTES_MAX,
  APPEND_EVENTS_MAX,
  EVENT_BYTES_MAX,
  OutsideLimits,
  STREAM_NAME_LENGTH_MAX,
} from './limits.js';
import { type Expected, type NewEvent } from './port.js';

/** An event that is known to be acceptable, its data and metadata as canonical text. */
export interface PreparedEvent {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
  readonly metadata: string;
}

export interface PreparedAppend {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly PreparedEvent[];
  /** Of all canonical forms together. */
  readonly bytes: number;
}

const STREAM_NAME = /^[a-z][a-z0-9]*-[A-Za-z0-9._-]+$/;
const EVENT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const EVENT_TYPE = /^[A-Za-z][A-Za-z0-9]{0,99}$/;
const INT4_MAX = 2 ** 31 - 1;

/**
 * A leaf without data, metadata, stream, type and schema version, at its longest: an id, a revision of 10 digits, a position of 19, a time.
 * The store gives revision, position and time only when it writes.
 */
const LEAF_FRAME_BYTES =
  '{"data":,"id":"","metadata":,"position":"","recordedAt":"","revision":,"schemaVersion":,"stream":"","type":""}'
    .length +
  36 +
  10 +
  19 +
  24;

/** Checks every limit of the port before anything is sent. Throws OutsideLimits, naming the limit. */
export function prepareAppend(
  stream: string,
  expected: Expected,
  events: readonly NewEvent[],
): PreparedAppend {
  requireStreamName(stream);
  requireExpected(expected);
  if (events.length < 1 || events.length > APPEND_EVENTS_MAX) {
    throw new OutsideLimits(`An append has 1 to ${APPEND_EVENTS_MAX} events, not ${events.length}.`);
  }
  let bytes = 0;
  const prepared = events.map((event) => {
    const acceptable = prepareEvent(event);
    const eventBytes = leafBytesMax(stream, acceptable);
    if (eventBytes > EVENT_BYTES_MAX) {
      throw new OutsideLimits(
        `An event has at most ${EVENT_BYTES_MAX} bytes in canonical form; this ${event.type} has ${eventBytes}.`,
      );
    }
    bytes += eventBytes;
    return acceptable;
  });
  if (bytes > APPEND_BYTES_MAX) {
    throw new OutsideLimits(
      `The events of an append have at most ${APPEND_BYTES_MAX} bytes; these have ${bytes}.`,
    );
  }
  return { stream, expected, events: prepared, bytes };
}

/** Throws OutsideLimits unless the name is `kind-identifier`, e.g. `party-…`: ASCII, at most 200 characters. */
export function requireStreamName(stream: string): void {
  if (stream.length > STREAM_NAME_LENGTH_MAX || !STREAM_NAME.test(stream)) {
    throw new OutsideLimits(
      `A stream is named like kind-identifier, with at most ${STREAM_NAME_LENGTH_MAX} characters: ${JSON.stringify(stream.slice(0, 100))}`,
    );
  }
}

/** Throws OutsideLimits unless it is a UUID in lower case. */
export function requireEventId(id: string): void {
  if (!EVENT_ID.test(id)) {
    throw new OutsideLimits(`An event id is a UUID in lower case: ${JSON.stringify(id)}`);
  }
}

function requireExpected(expected: Expected): void {
  if (typeof expected === 'string') return;
  if (!Number.isInteger(expected) || expected < 0 || expected > INT4_MAX) {
    throw new OutsideLimits(`A revision is a whole number from 0: ${expected}`);
  }
}

function prepareEvent({ id, type, schemaVersion, data, metadata }: NewEvent): PreparedEvent {
  requireEventId(id);
  if (!EVENT_TYPE.test(type)) {
    throw new OutsideLimits(
      `An event type is a word of up to 100 letters and digits: ${JSON.stringify(type)}`,
    );
  }
  if (!Number.isInteger(schemaVersion) || schemaVersion < 1 || schemaVersion > INT4_MAX) {
    throw new OutsideLimits(`A schema version is a whole number from 1: ${schemaVersion}`);
  }
  return { id, type, schemaVersion, data: canonicalObject(data), metadata: canonicalObject(metadata) };
}

/** Of the leaf it will be a member: what is too deep for that would be an event that no log could ever take. */
function canonicalObject(value: NewEvent['data']): string {
  const text = canonicalJson(value, 1);
  if (!text.startsWith('{')) throw new OutsideLimits('Data and metadata of an event are JSON objects.');
  return text;
}

function leafBytesMax(stream: string, event: PreparedEvent): number {
  return (
    LEAF_FRAME_BYTES +
    stream.length +
    event.type.length +
    String(event.schemaVersion).length +
    Buffer.byteLength(event.data) +
    Buffer.byteLength(event.metadata)
  );
}
