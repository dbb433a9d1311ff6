import { randomUUID } from 'node:crypto';
import { type EventFilter, filterOf, PAGE } from './event-filter.js';
import { type EventLog } from './log/event-log.js';
import { isRecordBoundary, pageForwards } from './log/all-reading.js';
import { comparePositions, DELETED, type LogPosition, positionOf } from './log/record.js';
import { News } from './news.js';
import { type ReadReq, type ReadResp, streams } from './protocol.js';
import { type ReadCall } from './reader-answering.js';
import { invalidPosition, Refused, streamDeleted } from './refusals.js';
import { type ServerState } from './server-state.js';
import { eventResponse, streamNameOf } from './wire.js';

/** Before everything, checkpoints included. */
const BEFORE_ALL: LogPosition = { commit: -1n, prepare: -1n };

/** How many live events wait for a slow reader; one more and the server goes back to reading from the log. */
const LIVE_BUFFER = 32;

/**
 * A subscription to $all: confirmed, then what is after the position, then "caught up", then what comes.
 * With a filter, checkpoints tell how far the server has looked.
 * Source: Enumerator.AllSubscription.cs and Enumerator.AllSubscriptionFiltered.cs.
 */
export async function* subscribeToAll(
  { log }: ServerState,
  options: ReadReq.Options,
  call: ReadCall,
): AsyncGenerator<ReadResp> {
  const last: LogPosition = { commit: log.lastPosition, prepare: log.lastPosition };
  const start = checkpointOf(options.getAll(), last);
  yield confirmation();
  const isAhead = comparePositions(start, last) >= 0;
  if (!isAhead && !isRecordBoundary(log, start)) throw new Refused(invalidPosition());
  const follower = new AllFollower(log, filterOf(options), start);
  if (!isAhead) yield* follower.catchUp();
  yield caughtUp();
  const news = new News(log, call);
  try {
    do {
      if (follower.waiting > LIVE_BUFFER) {
        yield* follower.fallBehind();
        yield* follower.catchUp();
        yield caughtUp();
      } else yield* follower.live();
    } while (await news.more());
  } finally {
    news.close();
  }
}

/** Where in $all one subscriber is. */
class AllFollower {
  private readonly allows: EventFilter['allows'];
  /** Considered events since the last live checkpoint. */
  private sinceCheckpoint = 0;
  /** The last checkpoint sent; none is sent twice. */
  private sent = BEFORE_ALL;
  private nextIndex: number;

  constructor(
    private readonly log: EventLog,
    private readonly filter: EventFilter | undefined,
    private checkpoint: LogPosition,
  ) {
    this.allows = filter?.allows ?? (() => true);
    this.nextIndex = log.records.length;
  }

  /** How many events of the log are still to be considered. */
  get waiting(): number {
    return this.log.records.length - this.nextIndex;
  }

  /** Reads page by page until the end of the log. */
  *catchUp(): Generator<ReadResp> {
    let next = this.checkpoint.commit < 0n ? { commit: 0n, prepare: 0n } : this.checkpoint;
    let considered = 0;
    for (;;) {
      const page = pageForwards(this.log, next, PAGE, this.filter?.window ?? Infinity, this.allows);
      this.nextIndex = this.log.records.length;
      for (const event of page.events) {
        if (comparePositions(positionOf(event), this.checkpoint) <= 0) continue;
        yield eventResponse(event);
        this.checkpoint = positionOf(event);
      }
      considered += page.considered;
      const isDue = this.filter !== undefined && considered >= this.filter.checkpointInterval;
      if (page.isEnd || isDue) {
        if (isDue) considered %= this.filter.checkpointInterval;
        // A checkpoint is where this page began, not where it ended.
        if (comparePositions(this.checkpoint, next) < 0) this.checkpoint = next;
        yield* this.tellCheckpoint(this.checkpoint);
      }
      if (page.isEnd) return;
      next = page.next;
    }
  }

  /** What has been written since. */
  *live(): Generator<ReadResp> {
    for (; this.nextIndex < this.log.records.length; this.nextIndex += 1) {
      const record = this.log.records[this.nextIndex]!;
      const position = positionOf(record);
      const isNew = comparePositions(position, this.checkpoint) > 0;
      if (isNew && this.allows(record)) {
        yield eventResponse(record);
        this.checkpoint = position;
      }
      if (this.filter === undefined) continue;
      this.sinceCheckpoint += 1;
      if (this.sinceCheckpoint < this.filter.checkpointInterval) continue;
      this.sinceCheckpoint = 0;
      if (comparePositions(position, this.checkpoint) < 0) continue;
      this.checkpoint = position;
      yield* this.tellCheckpoint(position);
    }
  }

  *fallBehind(): Generator<ReadResp> {
    this.sinceCheckpoint = 0;
    yield* this.tellCheckpoint(this.checkpoint);
  }

  private *tellCheckpoint(position: LogPosition): Generator<ReadResp> {
    if (this.filter === undefined || comparePositions(position, this.sent) <= 0) return;
    this.sent = position;
    const checkpoint = new streams.ReadResp.Checkpoint();
    checkpoint.setCommitPosition(String(position.commit));
    checkpoint.setPreparePosition(String(position.prepare));
    yield new streams.ReadResp().setCheckpoint(checkpoint);
  }
}

/** A subscription to one stream. Source: Enumerator.StreamSubscription.cs. */
export async function* subscribeToStream(
  { log }: ServerState,
  from: ReadReq.Options.StreamOptions,
  call: ReadCall,
): AsyncGenerator<ReadResp> {
  const name = streamNameOf(from.getStreamIdentifier());
  const last = log.stream(name)?.revision ?? -1n;
  let checkpoint = from.hasStart() ? -1n : from.hasEnd() ? last : BigInt(from.getRevision());
  const unread = function* (): Generator<ReadResp> {
    const history = log.stream(name);
    for (const event of history?.forwards(checkpoint + 1n, Infinity) ?? []) {
      yield eventResponse(event);
      checkpoint = event.revision;
    }
    if (history?.revision === DELETED) throw new Refused(streamDeleted(name));
  };
  yield confirmation();
  yield* unread();
  yield caughtUp();
  const news = new News(log, call);
  try {
    do yield* unread();
    while (await news.more());
  } finally {
    news.close();
  }
}

function checkpointOf(from: ReadReq.Options.AllOptions | undefined, last: LogPosition): LogPosition {
  const position = from?.getPosition();
  if (position === undefined) return from?.hasEnd() === true ? last : BEFORE_ALL;
  return { commit: BigInt(position.getCommitPosition()), prepare: BigInt(position.getPreparePosition()) };
}

function confirmation(): ReadResp {
  const confirmed = new streams.ReadResp.SubscriptionConfirmation();
  confirmed.setSubscriptionId(randomUUID());
  return new streams.ReadResp().setConfirmation(confirmed);
}

const caughtUp = (): ReadResp => new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());
