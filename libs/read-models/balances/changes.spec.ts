import {
  bookEvents,
  deliveryAccepted,
  disbursed,
  pledgeMade,
  pledgeWithdrawn,
  proposed,
  received,
} from '../example-events.fixture.js';
import { accountChanges, kindChanges, newCurrencies } from './changes.js';

const balancesAfter = (...events: Parameters<typeof bookEvents>) =>
  Object.fromEntries(accountChanges(bookEvents(...events)).map(({ account, balance }) => [account, balance]));

describe('what a batch does to the accounts', () => {
  it('is the sum of its postings, one change an account', () => {
    const balances = balancesAfter(
      pledgeMade(),
      received('AdvanceReceived', { amount: 6_000 }),
      received('AdvanceReceived', { amount: 3_000 }),
      disbursed,
    );
    expect(balances).toEqual({
      'commitments:pledged:P': 1_000,
      'commitments:pledgors': -1_000,
      'assets:bank': 0,
      'liabilities:advances:bergamo:P': -9_000,
      'expenses:grants:ficodindia': 2_000,
      'assets:producer-advances:ficodindia': 7_000,
    });
  });

  it('knows whose lines they are: the party’s that the account names', () => {
    const changes = accountChanges(bookEvents(received('DonationReceived'), disbursed, deliveryAccepted()));
    const partyOf = (account: string) => changes.find((change) => change.account === account)?.partyId;
    expect(partyOf('income:donations:bergamo')).toBe('bergamo');
    expect(partyOf('assets:groups:bergamo')).toBe('bergamo');
    expect(partyOf('liabilities:producers:ficodindia')).toBe('ficodindia');
    expect(partyOf('assets:bank')).toBeNull();
  });

  it('knows of a promise who made it and through whom, also when more happens to it in the batch', () => {
    const pledge = pledgeMade({ by: 'anna' });
    const [promise, ...others] = accountChanges(bookEvents(pledge, pledgeWithdrawn));
    expect(promise).toMatchObject({ account: 'commitments:pledged:P', pledgeId: 'P' });
    expect(promise).toMatchObject({ partyId: 'bergamo', pledgedBy: 'anna', balance: 0 });
    expect(others).toMatchObject([{ account: 'commitments:pledgors', partyId: null, pledgedBy: null }]);
  });

  it('is also told by kind', () => {
    const changes = accountChanges(bookEvents(pledgeMade(), pledgeMade({ pledgeId: 'Q', amount: 5 })));
    expect(kindChanges(changes)).toEqual([
      { coProductionId: 'book', kind: 'commitments:pledged', balance: 10_005 },
      { coProductionId: 'book', kind: 'commitments:pledgors', balance: -10_005 },
    ]);
  });

  it('begins with the currency of the book', () => {
    expect(newCurrencies(bookEvents(proposed, pledgeMade()))).toEqual([
      { coProductionId: 'book', currency: 'EUR' },
    ]);
  });
});
