import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CompactRange, hashLeaf } from '#transparency-log';
import type { OwnCopy } from '../../copy/own-copy.js';
import type { Finding } from '../../findings/finding.js';
import type { Question, Setting, Told } from './messages.js';
import { routed } from './routing.js';
import { inOrder } from './share.js';

/** Batches that are on their way at once: while the threads check one, the next is read and hashed. */
const BATCHES_AHEAD = 2;
/** For what is made of a batch and forgotten after it. Node would let it grow to 48 in each thread, and is no faster by that. */
const YOUNG_MB = 6;

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
  const workers = Array.from({ length: threads }, () => new Thread(setting));
  try {
    const range = CompactRange.empty();
    const underWay: Promise<Told[][]>[] = [];
    for await (const leaves of copy.leaves()) {
      const batches = routed(leaves, range.size + 1, threads);
      underWay.push(Promise.all(workers.map((worker, at) => worker.ask(batches[at] as Question))));
      for (const leaf of leaves) range.append(hashLeaf(leaf));
      if (underWay.length > BATCHES_AHEAD) tell((await underWay.shift()) ?? [], hearer);
      hearer.progress(range.size);
    }
    for (const answers of underWay) tell(await answers, hearer);
    copy.checkAgainstVerified(range.head());
    tell(await Promise.all(workers.map((worker) => worker.ask('finish'))), hearer);
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

class Thread {
  private readonly worker: Worker;
  private readonly waiting: ((told: Told[]) => void)[] = [];
  private readonly failed: Promise<never>;

  constructor(setting: Setting) {
    this.worker = new Worker(new URL('./thread.js', import.meta.url), {
      workerData: setting,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    this.worker.on('message', (told: Told[]) => this.waiting.shift()?.(told));
    this.failed = once(this.worker, 'error').then(([error]) => Promise.reject(error as Error));
    this.failed.catch(() => undefined);
  }

  /** Answers in the order of the questions. Rejects where the thread failed. */
  ask(question: Question): Promise<Told[]> {
    const answered = new Promise<Told[]>((resolve) => this.waiting.push(resolve));
    const moved = question === 'finish' ? [] : [question.bytes.buffer, question.places.buffer];
    this.worker.postMessage(question, moved);
    return Promise.race([answered, this.failed]);
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
