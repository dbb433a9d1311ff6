import assert from 'node:assert/strict';
import type { CoProductionCommand, CoProductionEvent, DataOf } from '#financing';
import type { Book } from './book.js';
import type { Past } from './past.js';

/** The rules of the domain's description, each worked out from events and accounts, never from the decider's state. */

/** Rule 1: every event's postings sum to zero; so does every book. */
export function everythingBalances(postings: readonly { readonly amount: number }[], book: Book): void {
  assert.equal(
    postings.reduce((sum, { amount }) => sum + amount, 0),
    0,
  );
  assert.equal(book.sum(''), 0);
}

/**
 * Rule 2: nothing is received beyond a promise, and no outstanding advance is below zero. Neither is any other account
 * on its own side, and what was given and not granted yet is always in the bank.
 */
export function nothingBelowZero(book: Book): void {
  for (const [account, balance] of book.balances) {
    const isDebit = /^(assets|expenses|commitments:pledged)/.test(account);
    assert.ok(isDebit ? balance >= 0 : balance <= 0, `${account} is ${balance}`);
  }
  assert.ok(book.unspentDonations <= book.balance('assets:bank'));
}

/** Rule 3: a tranche is covered, and draws in proportion unless the command states the split. */
export function trancheIsCovered(
  drawn: DataOf<'TrancheDisbursed'>,
  command: CoProductionCommand,
  before: Book,
): void {
  const given = before.unspentDonations;
  const advanced = Math.max(before.freeCash, 0);
  const { amount, fromDonations, fromAdvances } = drawn;
  assert.equal(fromDonations + fromAdvances, amount);
  assert.ok(amount <= given + before.freeCash);
  assert.ok(fromDonations <= given);
  assert.ok(fromAdvances <= advanced);
  if (command.type !== 'DisburseTranche') throw new Error(`a tranche came of a ${command.type}`);
  if (command.split !== undefined) {
    assert.deepEqual({ fromDonations, fromAdvances }, command.split);
    return;
  }
  const off = BigInt(fromDonations) * BigInt(given + advanced) - BigInt(amount) * BigInt(given);
  const twiceOff = 2n * (off < 0n ? -off : off);
  assert.equal(twiceOff <= BigInt(given + advanced), true);
  if (twiceOff === BigInt(given + advanced)) assert.equal(fromDonations % 2, 0);
}

/** Rule 4: a delivery settles the oldest advances first, then pays back the producer's, and the rest is due. */
export function settlesOldestFirst(delivery: DataOf<'DeliveryAccepted'>, past: Past, before: Book): void {
  const { groupId, producerId, value, settlements } = delivery;
  assert.equal(
    value,
    delivery.lines.reduce((sum, line) => sum + line.value, 0),
  );
  let rest = value;
  const expected = past
    .advancesOf(groupId)
    .map(({ pledgeId, outstanding }) => {
      const amount = Math.min(rest, outstanding);
      rest -= amount;
      return { pledgeId, amount };
    })
    .filter(({ amount }) => amount > 0);
  assert.deepEqual(settlements, expected);
  const settled = value - rest;
  assert.equal(settled, Math.min(value, before.credit(`liabilities:advances:${groupId}:`)));
  assert.equal(
    delivery.advanceRepaid,
    Math.min(settled, before.balance(`assets:producer-advances:${producerId}`)),
  );
  assert.equal(delivery.dueToProducer, value - delivery.advanceRepaid);
  assert.equal(delivery.dueFromGroup, value - settled);
}

/** Rule 5: a bank reference is used once a book. */
export function bankReferencesAreUnique({ bankReferences }: Past): void {
  assert.equal(new Set(bankReferences).size, bankReferences.length);
}

/** Rule 6: a mistake is undone by an event that names what it reverses, and reverses all that was left of it. */
export function reversalsAreLinked(event: CoProductionEvent, past: Past, before: Book, after: Book): void {
  const reversed =
    event.type === 'PledgeWithdrawn'
      ? [event.data]
      : event.type === 'PledgesReleased'
        ? event.data.pledges
        : [];
  for (const { pledgeId, amount } of reversed) {
    const account = `commitments:pledged:${pledgeId}`;
    assert.equal(past.knowsPledge(pledgeId), true);
    assert.equal(amount, before.balance(account));
    assert.equal(after.balance(account), 0);
  }
}

/** A book is closed when nobody owes anybody anything: no asset and no liability is left, account by account. */
export function closesEmpty(event: CoProductionEvent, book: Book): void {
  if (event.type !== 'CoProductionClosed') return;
  for (const [account, balance] of book.balances) {
    if (/^(assets|liabilities):/.test(account)) assert.equal(balance, 0, account);
  }
}
