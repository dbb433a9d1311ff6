import type { AuditedBook } from '../books/audited-book.js';
import { replay } from '../books/replay.js';
import { compareBook, compareList, type Comparison } from '../books/compare.js';
import { OperatorsBooks } from '../books/operators-books.js';
import { CouldNotCheck, type Finding } from '../finding.js';
import { type Setting, tokenOf } from './setting.js';

export interface CompareOptions {
  readonly coProduction?: string;
  readonly tokenFile?: string;
}

const AHEAD =
  'The operator’s server is ahead of your copy, and shows other amounts. Run follow, then compare again; if it stays ahead of its own log, ask why.';

/** `compare <url>`. */
export async function compareCommand(setting: Setting, url: string, options: CompareOptions): Promise<void> {
  const copy = await setting.followedCopy();
  const comparing = new Comparing(new OperatorsBooks(url, await tokenOf(options.tokenFile)));
  let waiting: AuditedBook[] = [];
  const compareWaiting = async (upTo: bigint): Promise<void> => {
    const books = waiting;
    waiting = [];
    for (const book of books) await comparing.take(book, upTo);
  };
  // What breaks rules is for `books` to tell; here the two sides are held against each other.
  const listener = { finding: () => undefined, book: (book: AuditedBook) => void waiting.push(book) };
  // A book that has ended is compared at once: whatever else the server knows by now changes nothing in it.
  const progress = (): Promise<void> => compareWaiting(0n);
  const upTo = await replay(copy, { ...listener, progress }, options.coProduction);
  await compareWaiting(upTo);
  if (options.coProduction === undefined) await comparing.takeList(upTo);
  tell(setting, comparing, copy.verified?.size ?? 0);
}

/** Books on their way past the operator's server. */
class Comparing {
  readonly findings: Finding[] = [];
  /** How many books were asked for and answered. */
  compared = 0;
  /** Why not all could be compared. */
  unchecked: string | undefined;
  private isStopped = false;

  private readonly own = new Set<string>();

  constructor(private readonly operator: OperatorsBooks) {}

  /** After a book for which the server does not answer no further one is asked for. */
  async take(book: AuditedBook, upTo: bigint): Promise<void> {
    this.own.add(book.id);
    await this.hold(async () => {
      const comparison = await compareBook(book, upTo, this.operator);
      this.compared += 1;
      return comparison;
    });
  }

  /** To be called after all books. */
  takeList(upTo: bigint): Promise<void> {
    return this.hold(() => compareList(this.own, upTo, this.operator));
  }

  private async hold(compare: () => Promise<Comparison>): Promise<void> {
    if (this.isStopped) return;
    try {
      const { findings, isAhead } = await compare();
      if (isAhead) this.unchecked = AHEAD;
      else this.findings.push(...findings);
    } catch (error) {
      if (!(error instanceof CouldNotCheck)) throw error;
      this.unchecked = error.message;
      this.isStopped = true;
    }
  }
}

function tell({ reporter }: Setting, { findings, compared, unchecked }: Comparing, size: number): void {
  for (const finding of findings) reporter.finding(finding);
  // What was found stays found, whatever the operator's server refuses to tell besides.
  if (unchecked !== undefined && findings.length === 0) throw new CouldNotCheck(unchecked);
  if (unchecked !== undefined) process.stderr.write(`Could not check all: ${unchecked}\n`);
  if (compared === 0 && findings.length === 0) throw new CouldNotCheck('There is no such book in your copy.');
  const same = findings.length === 0 ? 'the operator shows what the signed events add up to.' : 'see above.';
  reporter.tell(`${compared} books compared at event ${size}: ${same}\n`, { compared, position: size });
}
