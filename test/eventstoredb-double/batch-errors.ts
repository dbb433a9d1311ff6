import { type Expected } from './log/verdict.js';
import { any, empty, shared, status, type Status } from './protocol.js';
import { identifierOf } from './wire.js';

/** Why one append of a batch is refused, without an end to the call. */
export type BatchError =
  | { readonly kind: 'wrong-expected-version'; readonly expected: Expected; readonly current: bigint }
  | { readonly kind: 'stream-deleted'; readonly stream: string }
  | { readonly kind: 'access-denied' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'too-large'; readonly limit: number }
  | { readonly kind: 'bad-request'; readonly message: string }
  | { readonly kind: 'unhandled'; readonly message: string };

interface Serializable {
  serializeBinary(): Uint8Array;
}

/** Codes of google.rpc, as the server gives them. */
const CODE = {
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
} as const;

/** The error as the client unpacks it. Source: EventStore.Core/Services/Transport/Grpc/Status.cs. */
export function refusedWith(error: BatchError): Status {
  switch (error.kind) {
    case 'wrong-expected-version':
      return packed('WrongExpectedVersion', CODE.alreadyExists, conflictOf(error.expected, error.current));
    case 'stream-deleted':
      return packed(
        'StreamDeleted',
        CODE.notFound,
        new shared.StreamDeleted().setStreamIdentifier(identifierOf(error.stream)),
      );
    case 'access-denied':
      return packed('AccessDenied', CODE.permissionDenied, new shared.AccessDenied());
    case 'timeout':
      return packed('Timeout', CODE.deadlineExceeded, new shared.Timeout());
    case 'too-large':
      return packed(
        'MaximumAppendSizeExceeded',
        CODE.invalidArgument,
        new shared.MaximumAppendSizeExceeded().setMaxappendsize(error.limit),
      );
    case 'bad-request':
      return packed('BadRequest', CODE.invalidArgument, new shared.BadRequest().setMessage(error.message));
    case 'unhandled':
      return packed(error.message, CODE.unknown, new empty.Empty(), 'google.protobuf.Empty');
  }
}

function packed(
  message: string,
  code: number,
  details: Serializable,
  type = `event_store.client.${message}`,
): Status {
  const envelope = new any.Any();
  envelope.pack(details.serializeBinary(), type);
  const error = new status.Status();
  error.setMessage(message);
  error.setCode(code);
  return error.setDetails(envelope);
}

function conflictOf(expected: Expected, current: bigint): InstanceType<typeof shared.WrongExpectedVersion> {
  const conflict = new shared.WrongExpectedVersion();
  if (expected === 'any') conflict.setExpectedAny(new empty.Empty());
  else if (expected === 'stream_exists') conflict.setExpectedStreamExists(new empty.Empty());
  else if (expected === 'no_stream') conflict.setExpectedNoStream(new empty.Empty());
  else conflict.setExpectedStreamPosition(String(expected));
  if (current < 0n) return conflict.setCurrentNoStream(new empty.Empty());
  return conflict.setCurrentStreamRevision(String(current));
}
