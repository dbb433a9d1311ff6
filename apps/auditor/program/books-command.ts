import type { AuditedBook } from '../books/audited-book.js';
import { replay } from '../books/replay.js';
import { bookDocument, bookText } from '../books/trial-balance.js';
import { CouldNotCheck } from '../findings/finding.js';
import { showProgress } from './progress.js';
import type { Setting } from './setting.js';

export interface BooksOptions {
  readonly coProduction?: string;
  readonly accounts?: true;
}

/** `books`. */
export async function booksCommand(setting: Setting, options: BooksOptions): Promise<void> {
  const { reporter } = setting;
  const copy = await setting.followedCopy();
  const size = copy.verified?.size ?? 0;
  const progress = showProgress('working out the books', process.stderr);
  let books = 0;
  const tell = (book: AuditedBook): void => {
    books += 1;
    reporter.tell(bookText(book, options.accounts ?? false), { book: bookDocument(book) });
  };
  await replay(
    copy,
    {
      finding: (finding) => reporter.finding(finding),
      book: tell,
      progress: (done) => progress.step(done, size),
    },
    options.coProduction,
  ).finally(() => progress.end());
  if (books === 0 && options.coProduction !== undefined) {
    throw new CouldNotCheck(`The log tells of no co-production ${options.coProduction}.`);
  }
  const found = reporter.findings;
  const verdict = found === 0 ? 'Every rule holds at every event.' : `${found} findings.`;
  reporter.tell(`\n${size} events, ${books} books. ${verdict}\n`, { events: size, books, findings: found });
}
