import { type AppendResult, type Expected } from '../port.js';
import { type PreparedAppend } from '../prepared-append.js';

/** As many as one caller may bring, so that a batch is never larger than the largest append has to be. */
const BATCH_EVENTS_MAX = 512;
const BATCH_BYTES_MAX = 4 * 1024 * 1024;
/** How far behind the first a batch looks for appends to other streams, when one stream's wait for each other. */
const LOOK_AHEAD_MAX = 4 * BATCH_EVENTS_MAX;

/** An append that waits for its answer. */
export interface Waiting {
  readonly append: PreparedAppend;
  /** Set when it has been joined with others and has to be judged without them. */
  alone: boolean;
  readonly answer: (result: AppendResult) => void;
  readonly fail: (reason: Error) => void;
}

/** Appends to one stream that the database sees as one: each expects what the one before will have made. */
export interface Joined {
  readonly stream: string;
  readonly expected: Expected;
  readonly members: Waiting[];
  events: number;
  /** The last revision once all are written, where it is known. */
  lastRevision: number | undefined;
}

/**
 * What goes into the next batch, in the order of arrival, and what waits on: appends to a stream that cannot be joined to those
 * before them, events whose ids are already in the batch (a repetition, most likely), and what would make the batch too large.
 */
export function gather(queue: readonly Waiting[]): { batch: Joined[]; rest: Waiting[] } {
  const batch = new Map<string, Joined>();
  const held = new Set<string>();
  const ids = new Set<string>();
  const rest: Waiting[] = [];
  let events = 0;
  let bytes = 0;
  let next = 0;
  for (; next < queue.length && next < LOOK_AHEAD_MAX; next++) {
    const waiting = queue[next] as Waiting;
    const { append } = waiting;
    if (events > 0 && events + append.events.length > BATCH_EVENTS_MAX) break;
    if (bytes > 0 && bytes + append.bytes > BATCH_BYTES_MAX) break;
    const before = batch.get(append.stream);
    if (
      held.has(append.stream) ||
      (before !== undefined && !joins(before, waiting)) ||
      append.events.some(({ id }) => ids.has(id))
    ) {
      held.add(append.stream);
      rest.push(waiting);
      continue;
    }
    for (const { id } of append.events) ids.add(id);
    events += append.events.length;
    bytes += append.bytes;
    if (before === undefined) batch.set(append.stream, begin(waiting));
    else join(before, waiting);
  }
  return { batch: [...batch.values()], rest: rest.concat(queue.slice(next)) };
}

function begin(waiting: Waiting): Joined {
  const { stream, expected, events } = waiting.append;
  const known = expected === 'none' ? -1 : typeof expected === 'number' ? expected : undefined;
  const lastRevision = known === undefined ? undefined : known + events.length;
  return { stream, expected, members: [waiting], events: events.length, lastRevision };
}

function joins(before: Joined, { append, alone }: Waiting): boolean {
  if (alone || before.members[0]?.alone) return false;
  if (append.expected === 'any' || append.expected === 'exists') return true;
  return append.expected === before.lastRevision;
}

function join(before: Joined, waiting: Waiting): void {
  const { length } = waiting.append.events;
  before.members.push(waiting);
  before.events += length;
  if (before.lastRevision !== undefined) before.lastRevision += length;
}
