import { type ServerDuplexStream, status as code } from '@grpc/grpc-js';
import { MAXIMUM_APPEND_BYTES, proposalOf } from './append.js';
import { refusedWith, type BatchError } from './batch-errors.js';
import { expectedOf } from './expected-revision.js';
import { type Written } from './log/event-log.js';
import { bytesOfAppend, type Proposal } from './log/record.js';
import { type Expected } from './log/verdict.js';
import { type BatchAppendReq, type BatchAppendResp, empty, shared, streams, type UUID } from './protocol.js';
import { type Refusal, Refused } from './refusals.js';
import { type ServerState } from './server-state.js';
import { identifierOf, idOf, streamNameOf } from './wire.js';
import { perform } from './writing.js';

type Call = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

/** One append on its way, perhaps in several messages. */
interface PendingAppend {
  readonly correlation: UUID | undefined;
  readonly stream: string;
  readonly expected: Expected;
  readonly proposals: Proposal[];
  bytes: number;
}

/** BatchAppend: many appends over one call, each with an id of its own, answered in any order. */
export function batchAppend(state: ServerState) {
  return (call: Call): void => {
    const pending = new Map<string, PendingAppend>();
    call.on('data', (request: BatchAppendReq) => receive(state, call, pending, request));
    call.on('end', () => call.end());
    call.on('error', () => pending.clear());
  };
}

function receive(
  state: ServerState,
  call: Call,
  pending: Map<string, PendingAppend>,
  request: BatchAppendReq,
): void {
  const correlationId = idOf(request.getCorrelationId());
  const options = request.getOptions();
  const before = pending.get(correlationId);
  const current = before ?? (options === undefined ? undefined : begin(request, options));
  // What goes on after a refusal is overheard, as by the server.
  if (current === undefined) return;
  const error =
    (before === undefined ? refuseAtOnce(state, call, current, options) : undefined) ??
    collect(current, request);
  if (error !== undefined) {
    pending.delete(correlationId);
    send(call, current, (response) => response.setError(refusedWith(error)));
    return;
  }
  pending.set(correlationId, current);
  if (!request.getIsFinal()) return;
  pending.delete(correlationId);
  perform(state, {
    method: 'batchAppend',
    call,
    work: () => state.log.append(current.stream, current.expected, current.proposals),
    answer: (written) => answer(call, current, written),
    refuse: (refusal) => refuse(call, current, refusal),
  });
}

function begin(request: BatchAppendReq, options: BatchAppendReq.Options): PendingAppend {
  return {
    correlation: request.getCorrelationId(),
    stream: streamNameOf(options.getStreamIdentifier()),
    expected: expectedOf(options, options.hasStreamPosition() ? options.getStreamPosition() : undefined),
    proposals: [],
    bytes: 0,
  };
}

function refuseAtOnce(
  state: ServerState,
  call: Call,
  { stream }: PendingAppend,
  options: BatchAppendReq.Options | undefined,
): BatchError | undefined {
  const denied = state.access.check(call.metadata, stream);
  if (denied?.code === code.UNAUTHENTICATED) call.emit('error', denied);
  if (denied !== undefined) return { kind: 'access-denied' };
  const deadline = options?.getDeadline()?.toDate();
  return deadline !== undefined && deadline.getTime() <= Date.now() ? { kind: 'timeout' } : undefined;
}

function collect(current: PendingAppend, request: BatchAppendReq): BatchError | undefined {
  try {
    for (const message of request.getProposedMessagesList()) {
      const proposal = proposalOf(message);
      current.bytes += bytesOfAppend(proposal);
      current.proposals.push(proposal);
    }
  } catch (error) {
    if (error instanceof Refused) return { kind: 'bad-request', message: error.message };
    throw error;
  }
  return current.bytes > MAXIMUM_APPEND_BYTES
    ? { kind: 'too-large', limit: MAXIMUM_APPEND_BYTES }
    : undefined;
}

function answer(call: Call, current: PendingAppend, written: Written): void {
  send(call, current, (response) => {
    if (written.outcome === 'written') response.setSuccess(successOf(written));
    else if (written.outcome === 'deleted') {
      response.setError(refusedWith({ kind: 'stream-deleted', stream: current.stream }));
    } else {
      const { expected } = current;
      response.setError(refusedWith({ kind: 'wrong-expected-version', expected, current: written.current }));
    }
  });
}

/**
 * What the server says of itself ends one append or the whole call: not being the leader ends the call, as does what
 * never reached the method.
 */
function refuse(call: Call, current: PendingAppend, refusal: Refusal): void {
  const inBand: Partial<Record<code, BatchError>> = {
    [code.ABORTED]: { kind: 'timeout' },
    [code.PERMISSION_DENIED]: { kind: 'access-denied' },
  };
  const error =
    refusal.details === 'Server Is Not Ready'
      ? ({ kind: 'unhandled', message: refusal.details } as const)
      : inBand[refusal.code];
  if (error === undefined) call.emit('error', refusal);
  else send(call, current, (response) => response.setError(refusedWith(error)));
}

function successOf({
  revision,
  position,
}: Extract<Written, { outcome: 'written' }>): BatchAppendResp.Success {
  const success = new streams.BatchAppendResp.Success();
  if (revision < 0n) success.setNoStream(new empty.Empty());
  else success.setCurrentRevision(String(revision));
  if (position === undefined) return success.setNoPosition(new empty.Empty());
  const place = new shared.AllStreamPosition();
  place.setCommitPosition(String(position));
  place.setPreparePosition(String(position));
  return success.setPosition(place);
}

function send(call: Call, current: PendingAppend, fill: (response: BatchAppendResp) => void): void {
  if (call.cancelled || call.destroyed || call.writableEnded) return;
  const response = new streams.BatchAppendResp();
  response.setCorrelationId(current.correlation);
  response.setStreamIdentifier(identifierOf(current.stream));
  fill(response);
  call.write(response);
}
