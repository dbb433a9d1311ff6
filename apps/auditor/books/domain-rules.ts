import type { CoProduction, CoProductionEvent, ReleasedPledge } from '#financing';
import { bankReferenceIn, broken, money, type Broken } from './broken.js';
import type { Accounts } from './accounts.js';

/** The book as it was before an event. */
export interface Before {
  readonly state: CoProduction;
  readonly accounts: Accounts;
}

/** Rules 2, 3, 5 and 6 of the domain, each worked out from what the book was before: every one that the event breaks. */
export function brokenDomainRules(event: CoProductionEvent, before: Before): Broken[] {
  return [
    ...brokenReceipt(event, before),
    ...brokenTranche(event, before),
    ...brokenPayment(event, before),
    ...brokenBankReference(event, before),
    ...brokenReversal(event, before),
  ];
}

/** Rule 2. */
function brokenReceipt(event: CoProductionEvent, { state }: Before): Broken[] {
  if (event.type !== 'AdvanceReceived' && event.type !== 'DonationReceived') return [];
  const pledge = state.pledges.get(event.data.pledgeId);
  const received = (pledge?.received ?? 0) + event.data.amount;
  if (pledge === undefined || received <= pledge.amount) return [];
  const { currency } = state.terms;
  return [
    broken(
      'received_beyond_promise',
      `the pledge ${pledge.id} promised ${money(pledge.amount, currency)}, and ${money(received, currency)} were received`,
    ),
  ];
}

/** Rule 3. */
function brokenTranche(event: CoProductionEvent, { state, accounts }: Before): Broken[] {
  if (event.type !== 'TrancheDisbursed') return [];
  const { amount, fromDonations, fromAdvances } = event.data;
  const donations = accounts.unspentDonations;
  const free = accounts.freeCash;
  const covered =
    amount <= donations + free && fromDonations <= donations && fromAdvances <= Math.max(free, 0);
  if (covered) return [];
  const { currency } = state.terms;
  return [
    broken(
      'tranche_not_covered',
      `${money(fromDonations, currency)} of donations and ${money(fromAdvances, currency)} of advances were paid out, ` +
        `with ${money(donations, currency)} of donations and ${money(free, currency)} of other money there`,
    ),
  ];
}

/** Rule 3 as far as it protects donations: they are not spent on goods. */
function brokenPayment(event: CoProductionEvent, { state, accounts }: Before): Broken[] {
  if (event.type !== 'ProducerPaid') return [];
  const available = accounts.sum('assets:bank') - accounts.unspentDonations;
  if (event.data.amount <= available) return [];
  const { currency } = state.terms;
  return [
    broken(
      'payment_not_covered',
      `${money(event.data.amount, currency)} were paid, and beside the donations there were ${money(available, currency)}`,
    ),
  ];
}

/** Rule 5. */
function brokenBankReference(event: CoProductionEvent, { state }: Before): Broken[] {
  const reference = bankReferenceIn(event);
  if (reference === undefined || !state.bankReferences.has(reference)) return [];
  return [broken('bank_reference_reused', `the bank reference ${reference} was used before`)];
}

/** Rule 6: what is undone is named, was there, and is undone as far as it was there. */
function brokenReversal(event: CoProductionEvent, { state }: Before): Broken[] {
  if (event.type === 'PledgeWithdrawn') return brokenEnd(event.data, state);
  if (event.type !== 'PledgesReleased') return [];
  const repeated = new Set<string>();
  return event.data.pledges.flatMap((released) => {
    const again = repeated.has(released.pledgeId);
    repeated.add(released.pledgeId);
    return again
      ? [broken('reversal_wrong', `the pledge ${released.pledgeId} is released twice`)]
      : brokenEnd(released, state);
  });
}

function brokenEnd({ pledgeId, amount }: ReleasedPledge, state: CoProduction): Broken[] {
  const pledge = state.pledges.get(pledgeId);
  const { currency } = state.terms;
  if (pledge === undefined) return [broken('reversal_wrong', `there is no pledge ${pledgeId} to undo`)];
  if (pledge.status !== 'open')
    return [broken('reversal_wrong', `the pledge ${pledgeId} is undone a second time`)];
  const open = pledge.amount - pledge.received;
  if (amount === open) return [];
  return [
    broken(
      'reversal_wrong',
      `of the pledge ${pledgeId} ${money(amount, currency)} were undone where ${money(open, currency)} were open`,
    ),
  ];
}
