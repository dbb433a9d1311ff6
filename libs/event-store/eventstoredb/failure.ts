import { EventStoreUnavailable } from '../port.js';
import { clientLibrary } from './client.js';

/** What a call that failed means to whoever made it. */
export type Failure =
  /** Nothing was written: the stream is not as expected. */
  | 'wrong_revision'
  /** The stream does not exist, or is deleted and may come again. */
  | 'absent'
  /** Nothing was done, and nothing will be: whoever operates the server has to change something. */
  | 'refused'
  /** Nothing can be told. Whether a write was done is not known. */
  | 'no_answer';

function meaningOf(kind: string): Failure | undefined {
  const { ErrorType } = clientLibrary();
  const meanings: Readonly<Record<string, Failure>> = {
    [ErrorType.WRONG_EXPECTED_VERSION]: 'wrong_revision',
    [ErrorType.STREAM_NOT_FOUND]: 'absent',
    [ErrorType.NO_STREAM]: 'absent',
    [ErrorType.ACCESS_DENIED]: 'refused',
    [ErrorType.STREAM_DELETED]: 'refused',
    [ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED]: 'refused',
    [ErrorType.INVALID_ARGUMENT]: 'refused',
  };
  return meanings[kind];
}

/**
 * Goes by the kind of error, as the messages may be empty. An error without a kind is one of gRPC that the client has let through: a
 * connection that could not be made, most likely.
 */
export function failureOf(error: unknown): Failure {
  const { type } = error as { type?: unknown };
  return (typeof type === 'string' ? meaningOf(type) : undefined) ?? 'no_answer';
}

export function unavailable(what: string, cause: unknown): EventStoreUnavailable {
  const { type, message } = cause as { type?: unknown; message?: unknown };
  const reason = [type, message].filter((part) => typeof part === 'string' && part !== '').join(': ');
  return new EventStoreUnavailable(reason === '' ? what : `${what} (${reason})`, { cause });
}
