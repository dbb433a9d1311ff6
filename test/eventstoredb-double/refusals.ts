import { Metadata, status } from '@grpc/grpc-js';

/**
 * How a call is refused: a status and, in its trailers, what the client makes its errors of.
 * Source: EventStore.Core/Services/Transport/Grpc/RpcExceptions.cs and Constants.cs.
 */
export interface Refusal {
  readonly code: status;
  readonly details: string;
  readonly metadata: Metadata;
}

function refusal(code: status, details: string, trailers: Readonly<Record<string, string>> = {}): Refusal {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return { code, details, metadata };
}

export const accessDenied = (): Refusal =>
  refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

/** Wrong credentials end at the door, before a method could name its own exception. */
export const unauthenticated = (): Refusal => refusal(status.UNAUTHENTICATED, 'Bad credentials');

export const notLeader = (host: string, port: number): Refusal =>
  refusal(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

export const notReady = (): Refusal => refusal(status.UNAVAILABLE, 'Server Is Not Ready');
export const unavailable = (): Refusal => refusal(status.UNAVAILABLE, 'The server is not available');
export const cancelled = (): Refusal =>
  refusal(status.CANCELLED, 'The operation was cancelled by the server');
export const unimplemented = (): Refusal => refusal(status.UNIMPLEMENTED, 'The method is not implemented');

export const timedOut = (what: string): Refusal => refusal(status.ABORTED, `Operation timed out: ${what}`);

/** What a server before 24.2 said to a subscriber that let more than its buffer wait. */
export const tooSlow = (): Refusal =>
  timedOut('Consumer too slow to handle event while live. Client resubscription required.');

export const streamDeleted = (stream: string): Refusal =>
  refusal(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const wrongExpectedVersion = (stream: string, expected: bigint, actual: bigint): Refusal =>
  refusal(
    status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(expected),
      'actual-version': String(actual),
    },
  );

export const maximumAppendSizeExceeded = (limit: number): Refusal =>
  refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });

export const missingMetadata = (property: string): Refusal =>
  refusal(status.INVALID_ARGUMENT, `Required Metadata Property '${property}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });

export const invalidPosition = (): Refusal =>
  refusal(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.');

export const invalidArgument = (what: string): Refusal => refusal(status.INVALID_ARGUMENT, what);

/** Thrown where a call is refused in the middle of its work. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.details);
  }
}
