import { availableParallelism } from 'node:os';
import { countsWithoutGaps } from '../books/numbering.js';
import { replay } from '../books/replay.js';
import { type Hearer, replaySideBySide } from '../books/side-by-side/replay-side-by-side.js';
import { writtenBook } from '../books/trial-balance.js';
import { CouldNotCheck } from '../finding.js';
import { showProgress } from './progress.js';
import type { Setting } from './setting.js';

export interface BooksOptions {
  readonly coProduction?: string;
  readonly accounts?: true;
  readonly threads?: number;
}

/** With fewer events a thread is done before a second one has begun. */
const EVENTS_FOR_THREADS = 50_000;
/** With more threads, reading and hashing is what the others wait for. */
const THREADS_MAX = 4;

const threadsFor = (events: number): number =>
  events < EVENTS_FOR_THREADS ? 1 : Math.min(availableParallelism(), THREADS_MAX);

/** `books`. */
export async function booksCommand(setting: Setting, options: BooksOptions): Promise<void> {
  const { reporter } = setting;
  const copy = await setting.followedCopy();
  const size = copy.verified?.size ?? 0;
  const progress = showProgress('working out the books', process.stderr);
  let books = 0;
  const hearer: Hearer = {
    finding: (finding) => reporter.finding(finding),
    book: (written) => {
      books += 1;
      reporter.write(written);
    },
    progress: (done) => progress.step(done, size),
  };
  const { coProduction: only, threads = threadsFor(size) } = options;
  const style = { json: reporter.json, allAccounts: options.accounts ?? false };
  const replayed =
    threads > 1 && (await countsWithoutGaps(copy))
      ? replaySideBySide(copy, hearer, threads, { style, only })
      : replay(copy, { ...hearer, book: (book) => hearer.book(writtenBook(book, style)) }, only);
  await replayed.finally(() => progress.end());
  if (books === 0 && options.coProduction !== undefined) {
    throw new CouldNotCheck(`The log tells of no co-production ${options.coProduction}.`);
  }
  const found = reporter.findings;
  const verdict = found === 0 ? 'Every rule holds at every event.' : `${found} findings.`;
  reporter.tell(`\n${size} events, ${books} books. ${verdict}\n`, { events: size, books, findings: found });
}
