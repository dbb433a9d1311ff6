import { filterOf, PAGE } from './event-filter.js';
import { allBackwards, isRecordBoundary, pageForwards } from './log/all-reading.js';
import { DELETED, type LogPosition, type LogRecord } from './log/record.js';
import { type ReadReq, type ReadResp, streams } from './protocol.js';
import { invalidPosition, Refused, streamDeleted } from './refusals.js';
import { answerReader, type ReadCall } from './reader-answering.js';
import { type ServerState } from './server-state.js';
import { subscribeToAll, subscribeToStream } from './subscription.js';
import { eventResponse, identifierOf, streamNameOf } from './wire.js';

const { ReadDirection, CountOptionCase } = streams.ReadReq.Options;

/** Read: events of a stream or of $all, forwards or backwards, so many or for as long as there are new ones. */
export function read(state: ServerState) {
  return (call: ReadCall): void => {
    const options = call.request.getOptions() ?? new streams.ReadReq.Options();
    const stream = options.getStream();
    const name = stream === undefined ? '$all' : streamNameOf(stream.getStreamIdentifier());
    const denied = state.access.check(call.metadata, name);
    if (denied !== undefined) {
      call.emit('error', denied);
      return;
    }
    if (options.getCountOptionCase() === CountOptionCase.SUBSCRIPTION) {
      const subscription =
        stream === undefined ? subscribeToAll(state, options, call) : subscribeToStream(state, stream, call);
      void answerReader(state, 'subscribe', call, subscription);
      return;
    }
    const answers = stream === undefined ? readAll(state, options) : readStream(state, options, stream);
    void answerReader(state, 'read', call, answers);
  };
}

/** A read that asks for more than there can be is one for all. */
const limitOf = (options: ReadReq.Options): number =>
  Number(BigInt(options.getCount()) > 2n ** 31n ? 2n ** 31n : BigInt(options.getCount()));

function* readStream(
  { log }: ServerState,
  options: ReadReq.Options,
  from: ReadReq.Options.StreamOptions,
): Generator<ReadResp> {
  const name = streamNameOf(from.getStreamIdentifier());
  const history = log.stream(name);
  if (history?.revision === DELETED) throw new Refused(streamDeleted(name));
  if (history?.readable !== true) {
    const notFound = new streams.ReadResp.StreamNotFound();
    notFound.setStreamIdentifier(identifierOf(name));
    yield new streams.ReadResp().setStreamNotFound(notFound);
    return;
  }
  const backwards = options.getReadDirection() === ReadDirection.BACKWARDS;
  const revision = from.hasEnd() ? DELETED : from.hasStart() ? 0n : BigInt(from.getRevision());
  const events = backwards
    ? history.backwards(revision, limitOf(options))
    : history.forwards(revision, limitOf(options));
  for (const event of events) yield eventResponse(event);
}

function* readAll(state: ServerState, options: ReadReq.Options): Generator<ReadResp> {
  const position = startOf(state, options.getAll());
  if (!isRecordBoundary(state.log, position)) throw new Refused(invalidPosition());
  const allows = filterOf(options)?.allows ?? (() => true);
  const events =
    options.getReadDirection() === ReadDirection.BACKWARDS
      ? allBackwards(state.log, position)
      : allForwards(state, position);
  let left = limitOf(options);
  for (const event of events) {
    if (left === 0) return;
    if (!allows(event)) continue;
    left -= 1;
    yield eventResponse(event);
  }
}

/** Page by page, so that what is written during a long read is still read. */
function* allForwards({ log }: ServerState, from: LogPosition): Generator<LogRecord> {
  for (let next = from; ;) {
    const page = pageForwards(log, next, PAGE, PAGE, () => true);
    yield* page.events;
    if (page.isEnd) return;
    next = page.next;
  }
}

function startOf({ log }: ServerState, from: ReadReq.Options.AllOptions | undefined): LogPosition {
  const position = from?.getPosition();
  if (position !== undefined) {
    return { commit: BigInt(position.getCommitPosition()), prepare: BigInt(position.getPreparePosition()) };
  }
  const end = log.records.at(-1)?.end ?? 0n;
  return from?.hasEnd() === true ? { commit: end, prepare: end } : { commit: 0n, prepare: 0n };
}
