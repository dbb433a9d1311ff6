import { type EventLog } from './event-log.js';
import { comparePositions, positionOf, type LogPosition, type LogRecord } from './record.js';

export interface Page {
  readonly events: readonly LogRecord[];
  /** How many events were looked at for these. */
  readonly considered: number;
  /** Where the next page begins: after the last record, before any prepare there. */
  readonly next: LogPosition;
  readonly isEnd: boolean;
}

/**
 * A page of $all from a position on, the event there included.
 * Source: EventStore.Core/Services/Storage/ReaderIndex/AllReader.cs.
 */
export function pageForwards(
  log: EventLog,
  from: LogPosition,
  limit: number,
  window: number,
  allows: (record: LogRecord) => boolean,
): Page {
  const events: LogRecord[] = [];
  let next = from;
  let considered = 0;
  let index = log.indexAt(from.commit);
  for (; events.length < limit && considered < window; index += 1) {
    const record = log.records[index];
    if (record === undefined) return { events, considered, next, isEnd: true };
    if (comparePositions(positionOf(record), from) < 0) continue;
    considered += 1;
    if (allows(record)) events.push(record);
    next = { commit: record.end, prepare: 0n };
  }
  return { events, considered, next, isEnd: false };
}

/** The events of $all that end before a position, the latest first: what stands at the position is not among them. */
export function* allBackwards(log: EventLog, before: LogPosition): Generator<LogRecord> {
  for (let index = log.indexAt(before.commit) - 1; index >= 0; index -= 1) yield log.records[index]!;
}

/** Whether a position is where a record begins or the log ends. */
export function isRecordBoundary(log: EventLog, { commit }: LogPosition): boolean {
  if (commit <= 0n) return true;
  const record = log.records[log.indexAt(commit)];
  return record === undefined || record.position === commit;
}
