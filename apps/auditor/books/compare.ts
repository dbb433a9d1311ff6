import { coProductionChart } from '#financing';
import type { AuditedBook } from './audited-book.js';
import { money } from './own-rules.js';
import { CouldNotCheck, finding, type Finding } from '../finding.js';
import { printable } from '../following/leaf-in-words.js';
import type { OperatorsBooks, ShownBook } from './operators-books.js';

export interface Comparison {
  readonly findings: readonly Finding[];
  /** Whether the operator's server is ahead of the own copy, and that may be why they differ. */
  readonly isAhead: boolean;
}

/**
 * Holds what the operator's server shows of a book against what the signed events add up to: every difference by account. The own copy
 * goes up to this position of the operator's store.
 * Rejects with CouldNotCheck where the token does not open the whole book.
 */
export async function compareBook(
  book: AuditedBook,
  upTo: bigint,
  operator: OperatorsBooks,
): Promise<Comparison> {
  const shown = await operator.of(book.id, book.storePosition);
  if (shown === undefined) {
    const title = printable(book.about.title) || book.id;
    const message = `The operator’s server does not show "${title}" (${book.id}) to you.`;
    return { findings: [finding('book_missing', message, { coProductionId: book.id })], isAhead: false };
  }
  refuseSums(book, shown);
  const findings = differencesOf(book, shown);
  // Nothing can be written into a book that has ended, so what it shows later is what it showed then.
  const mayBeNews = findings.length > 0 && !book.hasEnded;
  return { findings, isAhead: mayBeNews && shown.position > upTo };
}

/**
 * Looks for books that the operator's server shows beside those that were worked out of the signed events, which are `own`. Rejects with
 * CouldNotCheck where the server does not tell its books.
 */
export async function compareList(
  own: ReadonlySet<string>,
  upTo: bigint,
  operator: OperatorsBooks,
): Promise<Comparison> {
  const { ids, position } = await operator.list();
  const findings = ids
    .filter((id) => !own.has(id))
    .map((id) => {
      const message = `The operator’s server shows a book ${printable(id)} that cannot be worked out of the signed events.`;
      return finding('book_added', message, { coProductionId: printable(id) });
    });
  return { findings, isAhead: findings.length > 0 && position > upTo };
}

const kindsWithIds: readonly string[] = coProductionChart.kinds.filter(
  (kind) => kind !== 'assets:bank' && kind !== 'commitments:pledgors',
);

/** Whoever may not read the whole book is shown sums by kind, which say nothing about single accounts. */
function refuseSums({ id }: AuditedBook, { balances }: ShownBook): void {
  if (!kindsWithIds.some((kind) => balances.has(kind))) return;
  throw new CouldNotCheck(
    `Your token does not open the whole book ${id}: ask for that of an auditor named in its terms.`,
  );
}

function differencesOf(book: AuditedBook, shown: ShownBook): Finding[] {
  const { currency, title } = book.about;
  if (shown.currency !== currency) {
    const message = `"${printable(title)}" is kept in ${currency} by the signed events, and the operator shows ${printable(shown.currency)}.`;
    return [finding('balance_differs', message, { coProductionId: book.id })];
  }
  const booked = [...book.accounts.all].map(({ name }) => name);
  const accounts = new Set([...booked, ...shown.balances.keys()]);
  return [...accounts].sort().flatMap((account) => {
    const own = book.accounts.balance(account);
    const theirs = shown.balances.get(account) ?? 0;
    if (own === theirs) return [];
    const message =
      `In "${printable(title)}" the account ${printable(account)} is ${money(own, currency)} by the signed events, ` +
      `and the operator shows ${money(theirs, currency)}.`;
    const details = { coProductionId: book.id, account: printable(account), own, shown: theirs };
    return [finding('balance_differs', message, details)];
  });
}
