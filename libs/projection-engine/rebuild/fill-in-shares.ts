import { availableParallelism } from 'node:os';
import type { Pool } from 'pg';
import type { Projection } from '../runner/projection.js';
import { BulkWriter } from './bulk-writer.js';
import type { Filling } from './fill.js';
import type { RowsToCopy } from './rows-to-copy.js';
import { type Page, readPage } from './pages.js';
import { openShareInThread, type ThreadProgram } from './share-in-thread.js';
import { openShare, type ShareTaker } from './share.js';

export interface SharedFilling extends Filling {
  readonly url: string;
  /** For COPY. */
  readonly pool: Pool;
  readonly projections: readonly Projection[];
  /** Threads that may take shares; without them this thread takes all. */
  readonly threads: ThreadProgram | undefined;
}

/** Fewer events are taken sooner than threads are started. */
const WORTH_THREADS = 5_000n;
/** More would be faster where there are more cores, and take memory. */
const THREADS_MAX = 2;
/** Pages that are on their way at once: books are not all alike, so that one share lags behind at times. */
const PAGES_AHEAD = 2;

/**
 * Fills new versions from the first event to what is the last one now, or somewhat further, the books shared out among threads; answers how
 * far. Where the store cannot share out its events, there are few of them, or the threads do not know all projections, this thread
 * takes all books.
 */
export async function fillInShares(filling: SharedFilling): Promise<bigint> {
  const { store, url, pool, projections, threads: program } = filling;
  const head = await store.head();
  const isShared =
    store.readShares !== undefined &&
    head >= WORTH_THREADS &&
    program !== undefined &&
    projections.every((projection) => program.projections.includes(projection));
  const threads = isShared ? Math.min(THREADS_MAX, availableParallelism()) : 1;
  const openOne = (): ShareTaker =>
    threads === 1 || program === undefined
      ? openShare(url, projections)
      : openShareInThread(program, url, projections);
  const takers = Array.from({ length: threads }, openOne);
  try {
    const writer = new BulkWriter(pool, projections);
    const position = await shareOut(filling, head, takers, writer);
    const left = await Promise.all(takers.map((taker) => taker.end()));
    await writer.write({ from: position, to: position }, left);
    return position;
  } finally {
    await Promise.all(takers.map((taker) => taker.close()));
  }
}

/** Hands page after page out to the takers, and has written what they answer, in the order of the pages. */
async function shareOut(
  { store, batchSize, signal, onProgress }: SharedFilling,
  head: bigint,
  takers: readonly ShareTaker[],
  writer: BulkWriter,
): Promise<bigint> {
  const written: Promise<void>[] = [];
  let answered: Promise<unknown> = Promise.resolve();
  let position = 0n;
  const take = (page: Page): Promise<void> => {
    const before = answered;
    const rows = Promise.all(handOut(page, takers));
    // Without the rows, which would be kept for ever; whoever waits for the page hears of failures.
    answered = Promise.all([before, rows]).then(
      () => undefined,
      () => undefined,
    );
    return Promise.all([rows, before])
      .then(([told]) => writer.write(page, told))
      .then(() => onProgress?.({ position: page.to, head: page.to > head ? page.to : head }));
  };
  let page = await readPage(store, position, batchSize, takers.length);
  while (page !== undefined && position < head) {
    signal.throwIfAborted();
    const taken = take(page);
    taken.catch(() => {});
    written.push(taken);
    position = page.to;
    // The next page is read while these are worked out.
    const next = readPage(store, position, batchSize, takers.length);
    [page] = await Promise.all([next, written.length > PAGES_AHEAD ? written.shift() : undefined]);
  }
  await Promise.all(written);
  return position;
}

const handOut = ({ shares, from, to }: Page, takers: readonly ShareTaker[]): Promise<RowsToCopy>[] =>
  takers.map((taker, place) => taker.take(shares[place] ?? [], { from, to }));
