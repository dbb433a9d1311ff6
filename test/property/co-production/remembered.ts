import assert from 'node:assert/strict';
import { type CoProduction, ordinalsIn } from '#financing';
import type { Book } from './book.js';

/** What the rules remember must be what the accounts say: the running totals equal a replay of all postings. */
export function remembersWhatIsBooked(state: CoProduction, book: Book): void {
  assert.deepEqual(state.balances, {
    bank: book.balance('assets:bank'),
    groups: book.sum('assets:groups:'),
    producerAdvances: book.sum('assets:producer-advances:'),
    advances: book.credit('liabilities:advances:'),
    producers: book.credit('liabilities:producers:'),
    donations: book.credit('income:donations:'),
    grants: book.sum('expenses:grants:'),
    commitments: book.sum('commitments:pledged:'),
  });
  remembersParties(state, book);
  remembersPledges(state, book);
}

function remembersParties(state: CoProduction, book: Book): void {
  for (const [groupId, { due, advances }] of state.groups) {
    assert.equal(due, book.balance(`assets:groups:${groupId}`));
    assert.equal(advances, book.credit(`liabilities:advances:${groupId}:`));
  }
  for (const [producerId, { due, advances }] of state.producers) {
    assert.equal(advances, book.balance(`assets:producer-advances:${producerId}`));
    assert.equal(due, 0 - book.balance(`liabilities:producers:${producerId}`));
  }
}

function remembersPledges(state: CoProduction, book: Book): void {
  const pledges = state.pledgeIds.values().map((pledgeId) => state.pledges.get(pledgeId)!);
  for (const { id, through, amount, received, settled, status } of pledges) {
    const promised = status === 'open' ? amount - received : 0;
    assert.equal(book.balance(`commitments:pledged:${id}`), promised);
    const outstanding = 0 - book.balance(`liabilities:advances:${through}:${id}`);
    const isAdvance = state.pledges.get(id)?.instrument === 'advance';
    assert.equal(outstanding, isAdvance ? received - settled : 0);
    assert.ok(received <= amount);
  }
  const open = pledges.filter(({ status }) => status === 'open');
  assert.equal(state.openPledges, open.length);
  assert.equal(
    state.pledged,
    open.reduce((sum, { amount }) => sum + amount, 0),
  );
  for (const [groupId, { pledges: count, unsettled }] of state.groups) {
    const own = pledges.filter(({ through }) => through === groupId);
    assert.equal(count, own.filter(({ status }) => status === 'open').length);
    const outstanding = own.filter(
      ({ instrument, received, settled }) => instrument === 'advance' && received > settled,
    );
    assert.deepEqual(
      ordinalsIn(unsettled),
      outstanding.map(({ ordinal }) => ordinal),
    );
  }
}
