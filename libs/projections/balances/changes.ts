import { accountKind, partyOf, pledgeOf, postingsOf } from '#accounting';
import { type BookEvent, meanings } from '../book-events.js';
import { keyOf, merged } from '../merged.js';

/** What a batch does to one account: minor units, debit positive. */
export interface AccountChange {
  readonly coProductionId: string;
  readonly account: string;
  readonly kind: string;
  /** Whose line it is; null where it is everybody's, or where an earlier event has told. */
  readonly partyId: string | null;
  readonly pledgeId: string | null;
  /** Who promised, on the line of the promise, in the event that makes it; else null. */
  readonly pledgedBy: string | null;
  readonly balance: number;
}

/** What a batch does to the accounts of all books, one change an account. */
export function accountChanges(events: readonly BookEvent[]): AccountChange[] {
  return merged(
    events.flatMap(changesOf),
    ({ coProductionId, account }) => keyOf(coProductionId, account),
    (earlier, later) => ({
      ...earlier,
      partyId: earlier.partyId ?? later.partyId,
      pledgedBy: earlier.pledgedBy ?? later.pledgedBy,
      balance: earlier.balance + later.balance,
    }),
  );
}

function changesOf({ coProductionId, event }: BookEvent): AccountChange[] {
  const pledge = event.type === 'PledgeMade' ? event.data : undefined;
  return postingsOf(event).map(({ account, amount }) => {
    const pledgeId = pledgeOf(account) ?? null;
    const promise = pledge?.pledgeId === pledgeId ? pledge : undefined;
    return {
      coProductionId,
      account,
      kind: accountKind(account),
      partyId: promise?.through ?? partyOf(account) ?? null,
      pledgeId,
      pledgedBy: promise?.by ?? null,
      balance: amount,
    };
  });
}

export type KindChange = Pick<AccountChange, 'coProductionId' | 'kind' | 'balance'>;

/** What a batch does to the sums of all accounts of a kind. */
export function kindChanges(changes: readonly AccountChange[]): KindChange[] {
  return merged(
    changes.map(({ coProductionId, kind, balance }) => ({ coProductionId, kind, balance })),
    ({ coProductionId, kind }) => keyOf(coProductionId, kind),
    (earlier, later) => ({ ...earlier, balance: earlier.balance + later.balance }),
  );
}

/** The currencies of the books that begin in a batch. */
export function newCurrencies(
  events: readonly BookEvent[],
): { readonly coProductionId: string; readonly currency: string }[] {
  return meanings(events, { CoProductionProposed: ({ currency }) => [{ currency }] });
}
