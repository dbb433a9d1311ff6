import type { ReadableEvents } from '#event-store';
import { CompactRange, GrowingTiles, sameHash } from '#transparency-log';
import { readTreeHead } from '../reading/tree.js';
import type { Queries } from '../running/transaction.js';
import { EventsInOrder } from './events-in-order.js';
import { Findings, type FsckFinding } from './findings.js';
import { type SignedBy, SignedHeads } from './signed-heads.js';
import { BLOCK_LEAVES, compareLeaves } from './stored-leaves.js';
import { compareTiles, countHashes } from './stored-tiles.js';

export interface Fsck {
  readonly queries: Queries;
  readonly store: ReadableEvents;
  /** Whose heads are checked. */
  readonly log: SignedBy;
  /** Ends it early: it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called now and then with how many of `size` leaves are done. */
  readonly onProgress?: (done: number, size: number) => void;
}

/** What was looked at, and what is wrong with it; nothing, if all is well. */
export interface Inspection {
  readonly leaves: number;
  readonly heads: number;
  /** Events that are not in the tree yet. That is no finding: the notary will come to them. */
  readonly waiting: number;
  readonly findings: readonly FsckFinding[];
}

/**
 * Works the whole log out anew from the events, and compares: every event with its leaf and its hash, every tile with those below
 * it, the root, and every head that was ever signed with the tree as it was at its size. Memory does not grow with the log.
 * May run beside a notary. Rejects with an outage.
 */
export async function fsck({ queries, store, log, signal, onProgress }: Fsck): Promise<Inspection> {
  const findings = new Findings();
  // Heads before the tree, and the tree before the events: each is at least as far as the one before.
  const heads = await SignedHeads.open(queries, log, findings);
  const head = await readTreeHead(queries);
  const end = await store.head();
  const events = new EventsInOrder(store, BLOCK_LEAVES);
  const places = { queries, events, gapless: store.gapless === true };
  const tree = GrowingTiles.empty();
  const range = CompactRange.empty();
  if ((await heads.nextSize()) === 0) heads.compare(range.head());
  for (let begin = 0; begin < head.size; begin += BLOCK_LEAVES) {
    signal?.throwIfAborted();
    for (const hash of await compareLeaves(places, begin, head.size, findings)) {
      tree.append(hash);
      range.append(hash);
      if ((await heads.nextSize()) === range.size) heads.compare(range.head());
    }
    await compareTiles(queries, tree.takeFull(), findings);
    onProgress?.(tree.size, head.size);
  }
  await compareTiles(queries, tree.edge(), findings);
  await countHashes(queries, findings);
  if (!sameHash(tree.head().root, head.root)) findings.add('root_differs', `the tree of ${head.size} leaves`);
  await heads.compareRest();
  return {
    leaves: head.size,
    heads: heads.compared,
    waiting: await countWaiting(events, head.position, end, findings),
    findings: findings.list(),
  };
}

/** How many events wait, up to the position `end`. What is left of those that should be in the tree was put in afterwards. */
async function countWaiting(
  events: EventsInOrder,
  integrated: bigint,
  end: bigint,
  findings: Findings,
): Promise<number> {
  let waiting = 0;
  for (let event = await events.next(); event !== undefined; event = await events.next()) {
    if (event.position > end) break;
    if (event.position > integrated) waiting += 1;
    else findings.add('event_added', `the event at position ${event.position}`);
    events.take();
  }
  return waiting;
}
