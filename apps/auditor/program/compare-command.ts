import type { AuditedBook } from '../books/audited-book.js';
import { replay } from '../books/replay.js';
import { compareBook } from '../comparing/compare.js';
import { OperatorsBalances } from '../comparing/operators-balances.js';
import { CouldNotCheck, type Finding } from '../findings/finding.js';
import { tokenOf, type Setting } from './setting.js';

export interface CompareOptions {
  readonly coProduction?: string;
  readonly tokenFile?: string;
}

/** `compare <url>`. */
export async function compareCommand(setting: Setting, url: string, options: CompareOptions): Promise<void> {
  const copy = await setting.followedCopy();
  const size = copy.verified?.size ?? 0;
  const operator = new OperatorsBalances(url, await tokenOf(options.tokenFile));
  const findings: Finding[] = [];
  let waiting: AuditedBook[] = [];
  let compared = 0;
  let isAhead = false;
  const compareWaiting = async (upTo: bigint): Promise<void> => {
    const books = waiting;
    waiting = [];
    for (const book of books) {
      const comparison = await compareBook(book, upTo, operator);
      compared += 1;
      isAhead ||= comparison.isAhead;
      if (!comparison.isAhead) findings.push(...comparison.findings);
    }
  };
  // What breaks rules is for `books` to tell; here the two sides are held against each other.
  const listener = { finding: () => undefined, book: (book: AuditedBook) => void waiting.push(book) };
  // A book that has ended is compared at once: whatever else the server knows by now changes nothing in it.
  const progress = (): Promise<void> => compareWaiting(0n);
  await compareWaiting(await replay(copy, { ...listener, progress }, options.coProduction));
  for (const finding of findings) setting.reporter.finding(finding);
  tell(setting, compared, size);
  if (!isAhead) return;
  throw new CouldNotCheck(
    `The operator’s server is ahead of your copy, and shows other amounts. Run follow, then compare again; if it stays ahead of its own log, ask why.`,
  );
}

function tell({ reporter }: Setting, compared: number, size: number): void {
  if (compared === 0) throw new CouldNotCheck('There is no such book in your copy.');
  const same =
    reporter.findings === 0 ? 'the operator shows what the signed events add up to.' : 'see above.';
  reporter.tell(`${compared} books compared at event ${size}: ${same}\n`, { compared, position: size });
}
