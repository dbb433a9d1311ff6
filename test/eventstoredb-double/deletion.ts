import { type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { expectedOf } from './expected-revision.js';
import { type Written } from './log/event-log.js';
import {
  type DeleteReq,
  type DeleteResp,
  shared,
  streams,
  type TombstoneReq,
  type TombstoneResp,
} from './protocol.js';
import { streamDeleted, wrongExpectedVersion } from './refusals.js';
import { type ServerState } from './server-state.js';
import { streamNameOf } from './wire.js';
import { perform } from './writing.js';

/** How the server writes an expected revision that is none into its trailers. */
const NUMBER_OF = { no_stream: -1n, any: -2n, stream_exists: -4n } as const;

/** Delete: a stream's events are hidden until it is written again; it goes on counting. */
export function softDelete(state: ServerState) {
  return (call: ServerUnaryCall<DeleteReq, DeleteResp>, callback: sendUnaryData<DeleteResp>): void =>
    remove(state, 'delete', call, callback, (position) => {
      const response = new streams.DeleteResp();
      return position === undefined
        ? response.setNoPosition(new shared.Empty())
        : response.setPosition(placed(new streams.DeleteResp.Position(), position));
    });
}

/** Tombstone: a stream's name is used up for ever. */
export function tombstone(state: ServerState) {
  return (call: ServerUnaryCall<TombstoneReq, TombstoneResp>, callback: sendUnaryData<TombstoneResp>): void =>
    remove(state, 'tombstone', call, callback, (position) => {
      const response = new streams.TombstoneResp();
      return position === undefined
        ? response.setNoPosition(new shared.Empty())
        : response.setPosition(placed(new streams.TombstoneResp.Position(), position));
    });
}

function remove<Response>(
  state: ServerState,
  method: 'delete' | 'tombstone',
  call: ServerUnaryCall<DeleteReq | TombstoneReq, Response>,
  callback: sendUnaryData<Response>,
  respond: (position: bigint | undefined) => Response,
): void {
  const options = call.request.getOptions() ?? new streams.DeleteReq.Options();
  const stream = streamNameOf(options.getStreamIdentifier());
  const expected = expectedOf(options, options.hasRevision() ? options.getRevision() : undefined);
  const denied = state.access.check(call.metadata, stream);
  if (denied !== undefined) {
    callback(denied);
    return;
  }
  perform<Written>(state, {
    method,
    call,
    work: () => state.log[method](stream, expected),
    answer: (written) => {
      if (written.outcome === 'written') callback(null, respond(written.position));
      else if (written.outcome === 'deleted') callback(streamDeleted(stream));
      else {
        const number = typeof expected === 'bigint' ? expected : NUMBER_OF[expected];
        callback(wrongExpectedVersion(stream, number, written.current));
      }
    },
    refuse: (refusal) => callback(refusal),
  });
}

interface Placeable {
  setCommitPosition(value: string): unknown;
  setPreparePosition(value: string): unknown;
}

function placed<Position extends Placeable>(position: Position, at: bigint): Position {
  position.setCommitPosition(String(at));
  position.setPreparePosition(String(at));
  return position;
}
