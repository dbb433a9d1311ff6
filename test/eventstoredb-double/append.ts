import { type sendUnaryData, type ServerReadableStream } from '@grpc/grpc-js';
import { expectedOf } from './expected-revision.js';
import { type Written } from './log/event-log.js';
import { bytesOfAppend, type Proposal } from './log/record.js';
import { type Expected } from './log/verdict.js';
import { type AppendReq, type AppendResp, shared, streams } from './protocol.js';
import {
  invalidArgument,
  maximumAppendSizeExceeded,
  missingMetadata,
  Refused,
  streamDeleted,
} from './refusals.js';
import { type ServerState } from './server-state.js';
import { idOf, streamNameOf } from './wire.js';
import { perform } from './writing.js';

/** The server's default: 1 MiB an append. */
export const MAXIMUM_APPEND_BYTES = 1_048_576;

type Call = ServerReadableStream<AppendReq, AppendResp>;

/** Append: options first, then an event a message; written when the client has ended. */
export function append(state: ServerState) {
  return (call: Call, callback: sendUnaryData<AppendResp>): void => {
    let options: AppendReq.Options | undefined;
    const proposals: Proposal[] = [];
    let bytes = 0;
    let refused = false;
    const refuse = (refusal: Refused['refusal']): void => {
      refused = true;
      callback(refusal);
    };
    call.on('data', (request: AppendReq) => {
      options = request.getOptions() ?? options;
      const message = request.getProposedMessage();
      if (message === undefined || refused) return;
      try {
        const proposal = proposalOf(message);
        bytes += bytesOfAppend(proposal);
        if (bytes > MAXIMUM_APPEND_BYTES) refuse(maximumAppendSizeExceeded(MAXIMUM_APPEND_BYTES));
        proposals.push(proposal);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        refuse(error.refusal);
      }
    });
    const write = (): void => {
      if (refused || call.cancelled) return;
      if (options === undefined) return refuse(invalidArgument('The options are missing.'));
      const stream = streamNameOf(options.getStreamIdentifier());
      const denied = state.access.check(call.metadata, stream);
      if (denied !== undefined) return refuse(denied);
      const expected = expectedOf(options, options.hasRevision() ? options.getRevision() : undefined);
      perform(state, {
        method: 'append',
        call,
        work: () => state.log.append(stream, expected, proposals),
        answer: (written) => answer(stream, expected, written, callback),
        refuse,
      });
    };
    // A request that breaks off in the middle ends as well, and is none; that it broke off is told right after.
    call.on('end', () => setImmediate(write));
  };
}

/** An event as a client proposes it, in either kind of append. */
export function proposalOf(message: AppendReq.ProposedMessage): Proposal {
  const properties = message.getMetadataMap();
  const type = properties.get('type');
  const contentType = properties.get('content-type');
  if (type === undefined) throw new Refused(missingMetadata('type'));
  if (contentType === undefined) throw new Refused(missingMetadata('content-type'));
  return {
    id: idOf(message.getId()).toLowerCase(),
    type,
    isJson: contentType === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

function answer(
  stream: string,
  expected: Expected,
  written: Written,
  callback: sendUnaryData<AppendResp>,
): void {
  if (written.outcome === 'deleted') {
    callback(streamDeleted(stream));
    return;
  }
  const response = new streams.AppendResp();
  if (written.outcome === 'written') response.setSuccess(successOf(written));
  else response.setWrongExpectedVersion(conflictOf(expected, written.current));
  callback(null, response);
}

function successOf({ revision, position }: Extract<Written, { outcome: 'written' }>): AppendResp.Success {
  const success = new streams.AppendResp.Success();
  if (revision < 0n) success.setNoStream(new shared.Empty());
  else success.setCurrentRevision(String(revision));
  if (position === undefined) return success.setNoPosition(new shared.Empty());
  const place = new streams.AppendResp.Position();
  place.setCommitPosition(String(position));
  place.setPreparePosition(String(position));
  return success.setPosition(place);
}

function conflictOf(expected: Expected, current: bigint): AppendResp.WrongExpectedVersion {
  const conflict = new streams.AppendResp.WrongExpectedVersion();
  if (expected === 'any') conflict.setExpectedAny(new shared.Empty());
  else if (expected === 'stream_exists') conflict.setExpectedStreamExists(new shared.Empty());
  else if (expected === 'no_stream') conflict.setExpectedNoStream(new shared.Empty());
  else conflict.setExpectedRevision(String(expected));
  if (current < 0n) return conflict.setCurrentNoStream(new shared.Empty());
  return conflict.setCurrentRevision(String(current));
}
