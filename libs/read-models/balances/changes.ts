import { accounts, coProductionChart, postingsOf } from '#financing';
import { type BookEvent, meanings } from '../book-events.js';
import { PerBook } from '../per-book.js';

/** What a batch does to one account: minor units, debit positive. */
export interface AccountChange {
  readonly coProductionId: string;
  readonly account: string;
  readonly kind: string;
  /** Whose line it is; null where it is everybody's, or where an earlier event has told. */
  partyId: string | null;
  readonly pledgeId: string | null;
  /** Who promised, on the line of the promise, in the event that makes it; else null. */
  pledgedBy: string | null;
  balance: number;
}

/** What a batch does to the accounts of all books, one change an account. */
export function accountChanges(events: readonly BookEvent[]): AccountChange[] {
  const changes = new PerBook(nothingYet);
  for (const { id: coProductionId, event } of events) {
    for (const { account, amount } of postingsOf(event))
      changes.at(coProductionId, account).balance += amount;
    if (event.type !== 'PledgeMade') continue;
    const { pledgeId, by, through } = event.data;
    const promise = changes.at(coProductionId, accounts.pledged(pledgeId));
    promise.partyId = through;
    promise.pledgedBy = by;
  }
  return changes.all();
}

function nothingYet(coProductionId: string, account: string): AccountChange {
  const { kind, party = null, pledge = null } = coProductionChart.read(account);
  return { coProductionId, account, kind, partyId: party, pledgeId: pledge, pledgedBy: null, balance: 0 };
}

export type KindChange = Pick<AccountChange, 'coProductionId' | 'kind' | 'balance'>;

/** What a batch does to the sums of all accounts of a kind. */
export function kindChanges(changes: readonly AccountChange[]): KindChange[] {
  const kinds = new PerBook((coProductionId, kind): KindChange => ({ coProductionId, kind, balance: 0 }));
  for (const { coProductionId, kind, balance } of changes) kinds.at(coProductionId, kind).balance += balance;
  return kinds.all();
}

/** The currencies of the books that begin in a batch. */
export function newCurrencies(
  events: readonly BookEvent[],
): { readonly coProductionId: string; readonly currency: string }[] {
  return meanings(events, { CoProductionProposed: ({ currency }) => [{ currency }] });
}
