import { AskedThread } from '#threads';
import { CompactRange, hashLeaf } from '#transparency-log';
import type { OwnCopy } from '../../copy/own-copy.js';
import type { Finding } from '../../finding.js';
import type { Question, Setting, Told } from './messages.js';
import { routed } from './routing.js';
import { inOrder } from './share.js';

/** Batches that are on their way at once: while the threads check one, the next is read and hashed. */
const BATCHES_AHEAD = 2;
/** A thread is no faster with more. */
const YOUNG_MB = 6;
const PROGRAM = new URL('./thread.js', import.meta.url);

/** What a replay by several threads tells, in the same order as if it were one. */
export interface Hearer {
  finding(finding: Finding): void;
  /** As its reader gets it. */
  book(written: string): void;
  /** After some leaves. */
  progress(done: number): void;
}

/**
 * Replays the own copy by several threads, each of which has some of the books. Tells and rejects what `replay` would, in
 * the same order. Only for a log whose events count themselves (countsWithoutGaps): elsewhere a place is right or wrong by the leaf before it,
 * which may be another thread's.
 */
export async function replaySideBySide(
  copy: OwnCopy,
  hearer: Hearer,
  threads: number,
  setting: Setting,
): Promise<void> {
  const workers = Array.from(
    { length: threads },
    () => new AskedThread<Question, Told[]>({ file: PROGRAM, data: setting, youngMb: YOUNG_MB }),
  );
  try {
    const range = CompactRange.empty();
    const underWay: Promise<Told[][]>[] = [];
    for await (const leaves of copy.leaves()) {
      const batches = routed(leaves, range.size + 1, threads);
      const answered = Promise.all(workers.map((worker, at) => ask(worker, batches[at] as Question)));
      // Where the copy cannot be read on, the threads end, and nobody waits for what they were asked.
      answered.catch(() => {});
      underWay.push(answered);
      for (const leaf of leaves) range.append(hashLeaf(leaf));
      if (underWay.length > BATCHES_AHEAD) tell((await underWay.shift()) ?? [], hearer);
      hearer.progress(range.size);
    }
    for (const answers of underWay) tell(await answers, hearer);
    copy.checkAgainstVerified(range.head());
    tell(await Promise.all(workers.map((worker) => ask(worker, 'finish'))), hearer);
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
  }
}

function tell(answers: readonly (readonly Told[])[], hearer: Hearer): void {
  for (const one of inOrder(answers)) {
    if ('finding' in one) hearer.finding(one.finding);
    else hearer.book(one.book);
  }
}

/** Batches are moved, not copied. */
function ask(thread: AskedThread<Question, Told[]>, question: Question): Promise<Told[]> {
  return thread.ask(question, question === 'finish' ? [] : [question.bytes.buffer, question.places.buffer]);
}
